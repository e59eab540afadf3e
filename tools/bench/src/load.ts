import { type ChildProcess, spawn } from 'node:child_process';
import { Agent, request } from 'node:http';
import { createInterface } from 'node:readline';

/** Requests to be sent, already made: nothing is built while the clock runs. */
export interface Load {
  readonly port: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bodies: readonly Uint8Array[];
  readonly connections: number;
}

/** What a load came to. */
export interface LoadResult {
  readonly perSecond: number;
  readonly p95Ms: number;
}

/** Sends every body once over keep-alive connections; throws at the first answer that is not 200. */
export async function run(load: Load): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: load.connections });
  const tookMs: number[] = [];
  let next = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: load.connections }, async () => {
      while (next < load.bodies.length) {
        const body = load.bodies[next++] as Uint8Array;
        const sent = performance.now();
        await post(agent, load, body);
        tookMs.push(performance.now() - sent);
      }
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  agent.destroy();
  tookMs.sort((a, b) => a - b);
  return { perSecond: load.bodies.length / seconds, p95Ms: tookMs[Math.floor(tookMs.length * 0.95)] ?? Number.NaN };
}

function post(agent: Agent, { port, path, headers }: Load, body: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    const length = { 'content-length': String(body.length) };
    const sent = request(
      { agent, port, path, host: '127.0.0.1', method: 'POST', headers: { ...headers, ...length } },
      (answer) => {
        answer.resume();
        answer.on('end', () =>
          answer.statusCode === 200 ? resolve() : reject(new Error(`answer ${answer.statusCode}`)),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Starts a peer program that prints {"listening":port}. */
export async function startPeer(file: URL, args: readonly string[]): Promise<{ port: number; child: ChildProcess }> {
  const child = spawn(process.execPath, [file.pathname, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    const { listening } = JSON.parse(line) as { listening?: number };
    if (listening !== undefined) return { port: listening, child };
  }
  throw new Error('the peer ended before it listened');
}
