import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import type { WorkerAnswer, WorkerCall } from './answer-calls.ts';
import { buildWorker } from './build-worker.ts';

const CHROMIUM = '/usr/bin/chromium-headless-shell';
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** The policy of the product, as far as it concerns a worker, and the isolation that gives clocks of 5 us. */
const HEADERS = {
  'content-security-policy': "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
} as const;

/** True where a worker can be started; elsewhere tests skip it and benches say so. */
export const HAS_CHROMIUM = existsSync(CHROMIUM);

type Functions = Readonly<Record<string, (...given: never[]) => unknown>>;

/** A module running in a worker of Chromium, on a secure origin. */
export interface BrowserWorker<M> {
  /** Name and version of the browser. */
  readonly browser: string;
  /** Calls one exported function; arguments and answer are what JSON can say. Rejects when it throws. */
  call<K extends keyof M & string>(
    name: K,
    ...given: M[K] extends (...given: infer P) => unknown ? P : never
  ): Promise<M[K] extends (...given: never[]) => infer R ? Awaited<R> : never>;
  close(): Promise<void>;
}

/** Bundles `module`, serves it on http://localhost and starts it in a dedicated worker of the system's Chromium; about
 *  three seconds. @typeParam M the type of the module. */
export async function startBrowserWorker<M extends object = Functions>(module: URL): Promise<BrowserWorker<M>> {
  const server = await serveFiles(await buildWorker(module));
  try {
    const worker = await startWorkerAt<M>(`http://localhost:${(server.address() as AddressInfo).port}/`);
    const close = async () => {
      await worker.close();
      await closeServer(server);
    };
    return { ...worker, close };
  } catch (error) {
    await closeServer(server);
    throw error;
  }
}

/** Starts the worker that `buildWorker` made, from a server that hands it out under its own policy: the worker is of that
 *  server's origin. The policy is put aside for the page that starts it. */
export async function startWorkerAt<M extends object = Functions>(address: string): Promise<BrowserWorker<M>> {
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  try {
    const page = await browser.newPage({ bypassCSP: true });
    await page.goto(address);
    await startWorker(page);
    let calls = 0;
    const call = async (name: string, ...given: readonly unknown[]) => {
      const answer = await callWorker(page, { id: calls++, name, given });
      if ('failure' in answer) throw new Error(`${name} in the worker: ${answer.failure}`);
      return answer.value;
    };
    const close = () => browser.close();
    return { browser: `Chromium ${browser.version()}`, call, close } as BrowserWorker<M>;
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** The page keeps the worker and the promises of its answers under one name. */
interface PageOfWorker {
  siegelCall?: (call: WorkerCall) => Promise<WorkerAnswer>;
}

/** Starts the worker; resolves when its modules have loaded (their answer -1), rejects when they do not. */
async function startWorker(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const worker = new Worker('/safe-worker-module.js', { type: 'module' });
    const waiting = new Map<number, { resolve: (answer: WorkerAnswer) => void; reject: (error: Error) => void }>();
    worker.addEventListener('message', ({ data }: MessageEvent<WorkerAnswer>) => {
      waiting.get(data.id)?.resolve(data);
      waiting.delete(data.id);
    });
    worker.addEventListener('error', ({ message, filename, lineno }) => {
      const failed = new Error(`the worker failed: ${message} at ${filename}:${lineno}`);
      for (const { reject } of waiting.values()) reject(failed);
    });
    const answerTo = (id: number) =>
      new Promise<WorkerAnswer>((resolve, reject) => waiting.set(id, { resolve, reject }));
    (globalThis as PageOfWorker).siegelCall = (call) => {
      const answer = answerTo(call.id);
      worker.postMessage(call);
      return answer;
    };
    await answerTo(-1);
  });
}

/** Arguments and answers go through as JSON text: the browser's driver would walk every value on its own. */
async function callWorker(page: Page, call: WorkerCall): Promise<WorkerAnswer> {
  const answered = await page.evaluate(async (text) => {
    const { siegelCall } = globalThis as PageOfWorker;
    if (siegelCall === undefined) throw new Error('the page has no worker');
    return JSON.stringify(await siegelCall(JSON.parse(text) as WorkerCall));
  }, JSON.stringify(call));
  return JSON.parse(answered) as WorkerAnswer;
}

async function serveFiles(files: ReadonlyMap<string, string | Uint8Array>): Promise<Server> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = pathname === '/' ? '<!doctype html><title>Siegel</title>' : files.get(pathname);
    const type = pathname === '/' ? 'text/html; charset=utf-8' : 'text/javascript; charset=utf-8';
    response.writeHead(file === undefined ? 404 : 200, { ...HEADERS, 'content-type': type });
    response.end(file);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
