import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { fail, isErrorCode, ok, type Result } from '@siegel/wire';
import { CLI_ERRORS, type CliFailure } from '../terminal/cli-errors.ts';

/** A stick as the box knows it; no key. */
export interface ShownStick {
  readonly id: string;
  readonly name: string;
  readonly addedMs: number;
}

/** What the box program answers to every order. */
export interface ShownBox {
  readonly box: string;
  readonly mark: string;
  readonly keyMadeMs: number;
  readonly sticks: readonly ShownStick[];
  readonly isUnderWay: boolean;
}

type Answer = { readonly ok: true; readonly value: object } | { readonly ok: false; readonly error: CliFailure };

/** Gives the box program an order and waits for its answer. A child, because this program never loads a file of blind/ (CL12); the order holds
 *  paths and names, the keys stay with the child. BOX_FAILED: it ended without an answer. */
export async function askBox<T extends ShownBox>(order: object): Promise<Result<T, CliFailure>> {
  const child = spawn(process.execPath, [...boxProgram(), JSON.stringify(order)], {
    stdio: ['inherit', 'pipe', 'pipe'],
  });
  let out = '';
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  await once(child, 'close');
  const answer = answerOf(out);
  if (answer === undefined) return fail('BOX_FAILED', { reason: reasonOf(said) });
  return answer.ok ? ok(answer.value as T) : answer;
}

function answerOf(out: string): Answer | undefined {
  if (!out.endsWith('\n')) return undefined;
  const answer = JSON.parse(out) as Answer;
  const isKnown = answer.ok || isErrorCode(answer.error.code) || Object.hasOwn(CLI_ERRORS, answer.error.code);
  return isKnown ? answer : undefined;
}

/** The code of the system in what a program said that ended unawares; its message may name more than anybody asked. */
function reasonOf(said: string): string {
  return /\bE[A-Z]{3,}\b/.exec(said)?.[0] ?? '?';
}

/** The box program beside this one: its sources from the sources, its emitted JavaScript from the emitted one. */
function boxProgram(): readonly string[] {
  const isSource = import.meta.url.endsWith('.ts');
  const path = isSource ? 'blind/store/src/box-main.ts' : 'blind/store/dist/box-main.js';
  const program = fileURLToPath(new URL(`../../../../${path}`, import.meta.url));
  return isSource ? [program] : ['-C', 'siegel-built', program];
}
