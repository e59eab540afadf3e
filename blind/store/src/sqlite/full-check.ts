import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Failure } from '@siegel/wire';
import type { TenantDatabaseKey } from '../box-key.ts';
import type { FullCheckReport } from '../contract.ts';
import { type StoreCode, StoreError } from '../store-error.ts';

type Answer = { readonly report: FullCheckReport } | { readonly failure: Failure<StoreCode> };

// In development the sources run as they are; built, the file beside this one is JavaScript.
const PROGRAM = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../worker.ts' : '../worker.js', import.meta.url),
);
/** The same module conditions as this process has, but not its code or inspector. */
const CONDITIONS = process.execArgv.filter(
  (argument, i, all) => /^(-C|--conditions)/.test(argument) || /^(-C|--conditions)$/.test(all[i - 1] ?? ''),
);

/** Runs the full check of a database file in a process of its own (ST32): reading every page takes seconds in which this
 *  thread must not stand still, and whatever happens to native code on a damaged file must not happen to the server.
 *  Rejects with StoreError when pages are damaged. */
export function runFullCheck(path: string, key: TenantDatabaseKey): Promise<FullCheckReport> {
  return new Promise((resolve, reject) => {
    const child = fork(PROGRAM, [], { execArgv: CONDITIONS, serialization: 'advanced' });
    child.once('message', (message) => {
      const answer = message as Answer;
      if ('report' in answer) resolve(answer.report);
      else reject(new StoreError(answer.failure));
    });
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      reject(new Error(`the full check ended without an answer (${signal ?? code})`)),
    );
    child.send({ path, ...key });
  });
}
