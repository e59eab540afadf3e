import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { compiledCode } from './compiled-code.ts';

const START = fileURLToPath(new URL('../../dev/src/start.ts', import.meta.url));

/** A demo practice that is up. */
export interface DemoPractice {
  readonly siegel: string;
  readonly demoPage: string;
  end(): Promise<void>;
}

/** Starts what `npm start` starts, with data of its own that are gone afterwards, on this port and the next. */
export async function startDemoPractice(port = 8_520, size: 'on' | 'small' = 'on'): Promise<DemoPractice> {
  const folder = await mkdtemp(join(tmpdir(), 'siegel-demo-'));
  const { PATH = '', TZ } = process.env;
  const env = {
    PATH,
    // Its day lies around now, and who looks at it must mean the same now.
    ...(TZ !== undefined && { TZ }),
    PORT: String(port),
    ...compiledCode(),
    SIEGEL_DATA: folder,
    SIEGEL_DEMO: size,
  };
  const child = spawn(process.execPath, [START], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const end = async () => {
    await ended(child);
    await rm(folder, { recursive: true, force: true });
  };
  const addresses = new Map<string, string>();
  for await (const line of createInterface({ input: child.stdout })) {
    const [, name, address] = /(Siegel|Demo) +(http:\/\/localhost:\d+)/.exec(line) ?? [];
    if (name !== undefined && address !== undefined) addresses.set(name, address);
    const [siegel, demoPage] = [addresses.get('Siegel'), addresses.get('Demo')];
    if (siegel === undefined || demoPage === undefined) continue;
    child.stdout.resume();
    return { siegel, demoPage, end };
  }
  await end();
  throw new Error('the demo practice did not start');
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await exit;
}
