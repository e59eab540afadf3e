import type { OpaqueSteps } from './opaque-steps.ts';

/** What a step is asked with; there is one at a time. */
export interface OpaqueCall {
  readonly step: keyof OpaqueSteps;
  readonly given: object;
}

export type OpaqueAnswer = Awaited<ReturnType<OpaqueSteps[keyof OpaqueSteps]>>;

/** Fetched and compiled before a password was typed. */
let spare: Worker | undefined;

/** Has the file of OPAQUE at hand: only passwords need it, and it is a third of the program; a tab that is still signed in starts
 *  without it. */
export function fetchOpaque(): void {
  if (spare !== undefined) return;
  const worker = startWorker();
  spare = worker;
  worker.addEventListener('error', () => {
    if (spare === worker) spare = undefined;
    worker.terminate();
  });
}

/** Does `work` with the client's side of OPAQUE in a worker that ends with it: WebAssembly never gives back the 64 MiB a password
 *  takes (WB60). Undefined when its file cannot be had now; the next call asks again. */
export async function withOpaque<T>(work: (steps: OpaqueSteps) => Promise<T>): Promise<T | undefined> {
  const worker = spare ?? startWorker();
  spare = undefined;
  let giveUp: (nothing: undefined) => void = () => undefined;
  const failed = new Promise<undefined>((resolve) => (giveUp = resolve));
  worker.addEventListener('error', () => giveUp(undefined));
  try {
    return await Promise.race([work(stepsOf(worker)), failed]);
  } finally {
    worker.terminate();
  }
}

function stepsOf(worker: Worker): OpaqueSteps {
  const ask = <K extends keyof OpaqueSteps>(step: K, given: object) =>
    new Promise((resolve) => {
      worker.addEventListener('message', ({ data }) => resolve(data), { once: true });
      worker.postMessage({ step, given } satisfies OpaqueCall);
    }) as ReturnType<OpaqueSteps[K]>;
  return {
    startLogin: (given) => ask('startLogin', given),
    finishLogin: (given) => ask('finishLogin', given),
    startRegistration: (given) => ask('startRegistration', given),
    finishRegistration: (given) => ask('finishRegistration', given),
  };
}

function startWorker(): Worker {
  allowOwnWorker();
  return new Worker(new URL('./opaque-worker.ts', import.meta.url), { type: 'module' });
}

/** The part of the browser's Trusted Types that is used here. Source: W3C Trusted Types §3. */
interface TrustedTypesFactory {
  createPolicy(name: 'default', rules: { readonly createScriptURL: (url: string) => string }): unknown;
}

const OWN = /^\/assets\/safe-opaque-[\w-]+\.js$/;
let isAllowed = false;

/** The only script this worker may start is that of OPAQUE (WB51). */
function allowOwnWorker(): void {
  if (isAllowed) return;
  isAllowed = true;
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypesFactory };
  trustedTypes?.createPolicy('default', {
    createScriptURL(url) {
      const { origin, pathname, search } = new URL(url);
      if (origin === globalThis.location.origin && search === '' && OWN.test(pathname)) return url;
      throw new TypeError('only the own worker is started');
    },
  });
}
