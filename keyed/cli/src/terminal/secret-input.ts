import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fail, ok, type Result } from '@siegel/wire';
import type { CliFailure } from './cli-errors.ts';

const ENTER = /[\r\n]/;
const CTRL_C = '\u0003';
const BACKSPACE = /[\b\u007f]/;

/** Reads a secret: from a file (first line), else typed without echo. Secrets never come from arguments or the environment,
 *  where other programs can read them (CL3). PASSWORD_MISSING when nothing can be typed here, FILE_UNREADABLE, CANCELLED. */
export async function readSecret(prompt: string, file: string | undefined): Promise<Result<string, CliFailure>> {
  if (file !== undefined) return readFirstLine(file);
  if (!process.stdin.isTTY) return fail('PASSWORD_MISSING');
  // First no echo, then the question: whoever types ahead must not be seen either.
  process.stdin.setRawMode(true);
  process.stderr.write(prompt);
  try {
    return await typed(process.stdin);
  } finally {
    process.stdin.setRawMode(false);
    process.stdin.pause();
    process.stderr.write('\n');
  }
}

/** The first line of a file that holds a secret. */
export async function readFirstLine(file: string): Promise<Result<string, CliFailure>> {
  const text = await readTextFile(file);
  return text.ok ? ok(text.value.split(/\r?\n/, 1)[0] ?? '') : text;
}

/** One line of the standard input, for a program that hands it over. Empty when it ends before. */
export async function readInputLine(): Promise<Result<string, CliFailure>> {
  const lines = createInterface({ input: process.stdin });
  try {
    for await (const line of lines) return ok(line);
    return ok('');
  } finally {
    lines.close();
  }
}

/** A text file; FILE_UNREADABLE names the path and the reason of the system. */
export async function readTextFile(file: string): Promise<Result<string, CliFailure>> {
  try {
    return ok(await readFile(file, 'utf8'));
  } catch (error) {
    return fail('FILE_UNREADABLE', { file, reason: (error as NodeJS.ErrnoException).code ?? '?' });
  }
}

// Listens instead of iterating: leaving a `for await` would close the terminal before the next question.
function typed(input: NodeJS.ReadStream): Promise<Result<string, CliFailure>> {
  return new Promise((resolve) => {
    let secret = '';
    const end = (result: Result<string, CliFailure>) => {
      input.off('data', take);
      resolve(result);
    };
    const take = (chunk: Buffer) => {
      for (const key of chunk.toString('utf8')) {
        if (key === CTRL_C) return end(fail('CANCELLED'));
        if (ENTER.test(key)) return end(ok(secret));
        secret = BACKSPACE.test(key) ? secret.slice(0, -1) : secret + key;
      }
    };
    input.on('data', take);
    input.resume();
  });
}
