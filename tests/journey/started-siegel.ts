import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { compiledCode } from '@siegel/testing';
import { descendantsOf, type ProcessFacts } from './process-tree.ts';

const START = fileURLToPath(new URL('../../tools/dev/src/start.ts', import.meta.url));

/** What `npm start` runs, started for a test. */
export class StartedSiegel {
  readonly child: ChildProcess;
  readonly startedAt = performance.now();
  said = '';

  constructor(env: Readonly<Record<string, string>>) {
    const { PATH = '', TZ } = process.env;
    this.child = spawn(process.execPath, [START], {
      env: { PATH, ...(TZ !== undefined && { TZ }), ...compiledCode(), ...env },
    });
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.on('data', (chunk: Buffer) => (this.said += chunk.toString()));
  }

  /** Waits until it has said something. @returns how many ms after its start. */
  async until(words: string): Promise<number> {
    while (!this.said.includes(words)) {
      if (this.child.exitCode !== null) throw new Error(`the start ended: ${this.said}`);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    return performance.now() - this.startedAt;
  }

  /** Waits until everything is up. */
  async isUp(): Promise<{ readonly siegel: string; readonly demo: string | undefined; readonly tookMs: number }> {
    const tookMs = await this.until('Beenden');
    const origin = (name: string) => new RegExp(`${name} +(http://localhost:\\d+)`).exec(this.said)?.[1];
    return { siegel: origin('Siegel') ?? '', demo: origin('Demo'), tookMs };
  }

  /** The programs it has started. */
  programs(): readonly ProcessFacts[] {
    return descendantsOf(this.child.pid ?? 0);
  }

  async end(): Promise<number | null> {
    if (this.child.exitCode !== null) return this.child.exitCode;
    const exit = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    return ((await exit) as [number | null])[0];
  }
}

/** A port that is free now, with room behind it. */
export async function aFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
