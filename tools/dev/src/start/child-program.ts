import { type ChildProcess, spawn, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { ROOT } from './settings.ts';

/** The server finishes what was begun and gives up after 15 s by itself. */
const KILL_AFTER_MS = 20_000;

/** A program this one started and ends. */
export class ChildProgram {
  readonly name: string;
  readonly #child: ChildProcess;
  /** Exit code, or null when a signal ended it. Never rejects. */
  readonly ended: Promise<number | null>;

  private constructor(name: string, child: ChildProcess) {
    this.name = name;
    this.#child = child;
    const failed = once(child, 'error').then(() => 127);
    this.ended = Promise.race([once(child, 'exit').then(([code]) => code as number | null), failed]);
  }

  /** Starts Node with `args` in the project's folder. It gets no environment beside PATH and the time zone: what this process was told
   *  is not passed on to programs that have no need of it. */
  static start(name: string, args: readonly string[], stdio: StdioOptions, cwd = ROOT): ChildProgram {
    const { PATH = '', SystemRoot, TZ } = process.env;
    const env = { PATH, ...(SystemRoot !== undefined && { SystemRoot }), ...(TZ !== undefined && { TZ }) };
    return new ChildProgram(name, spawn(process.execPath, [...args], { cwd, stdio, env }));
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null && this.#child.pid !== undefined;
  }

  /** The port it says it listens on; undefined when it ended before. */
  async listening(): Promise<number | undefined> {
    const { stdout } = this.#child;
    if (stdout === null) throw new Error('this program was started without a pipe');
    for await (const line of createInterface({ input: stdout })) {
      const { listening } = JSON.parse(line) as { readonly listening?: number };
      if (listening === undefined) continue;
      // Nothing else is expected there, but a full pipe would stop the program.
      stdout.resume();
      return listening;
    }
    return undefined;
  }

  /** Asks it to end, and ends it when it does not. Resolves when it is gone. */
  async end(): Promise<void> {
    if (!this.isRunning) return;
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), KILL_AFTER_MS);
    this.#child.kill('SIGTERM');
    await this.ended;
    clearTimeout(timer);
  }
}
