import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A colleague who opens one Akte after the other in a process of their own, while something long goes on. */
export class OpeningColleague {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  private constructor(child: ChildProcess, lines: AsyncIterator<string>) {
    this.#child = child;
    this.#lines = lines;
  }

  static async start(args: readonly string[]): Promise<OpeningColleague> {
    const program = new URL('./peers/opening-peer.ts', import.meta.url).pathname;
    const child = spawn(process.execPath, [program, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
    const peer = new OpeningColleague(child, createInterface({ input: child.stdout })[Symbol.asyncIterator]());
    await peer.#next();
    return peer;
  }

  /** Milliseconds of every Akte opened since the last time. */
  async phase(): Promise<readonly number[]> {
    this.#child.stdin?.write('\n');
    return this.#next();
  }

  end(): void {
    this.#child.kill();
  }

  async #next(): Promise<readonly number[]> {
    const line = await this.#lines.next();
    if (line.done === true) throw new Error('the colleague has left');
    return JSON.parse(line.value) as readonly number[];
  }
}

const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(share * values.length) - 1] ?? Number.NaN;

/** The 95th percentile. */
export const p95 = (values: readonly number[]): number => quantile(values, 0.95);

/** The median. */
export const middle = (values: readonly number[]): number => quantile(values, 0.5);
