import { Worker } from 'node:worker_threads';
import type { Failure } from '@siegel/wire';
import type { TenantDatabaseKey } from '../box-key.ts';
import type { FullCheckReport } from '../contract.ts';
import { type StoreCode, StoreError } from '../store-error.ts';

type Answer = { readonly report: FullCheckReport } | { readonly failure: Failure<StoreCode> };

/** Runs the full check of a database file in a thread with a connection of its own (ST32): reading every page takes
 *  seconds, and the writer's thread must not stand still for them. Rejects with StoreError when pages are damaged. */
export function runFullCheck(path: string, key: TenantDatabaseKey): Promise<FullCheckReport> {
  // In development the sources run as they are; built, the file beside this one is JavaScript.
  const file = import.meta.url.endsWith('.ts') ? '../worker.ts' : '../worker.js';
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(file, import.meta.url), { workerData: { path, ...key } });
    worker.once('message', (answer: Answer) => {
      if ('report' in answer) resolve(answer.report);
      else reject(new StoreError(answer.failure));
    });
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the full check ended without an answer')));
  });
}
