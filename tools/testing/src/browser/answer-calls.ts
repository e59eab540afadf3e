/** A call of one function of a worker's module, as the page passes it on. */
export interface WorkerCall {
  readonly id: number;
  readonly name: string;
  readonly given: readonly unknown[];
}

/** What came of it. */
export type WorkerAnswer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly failure: string };

/** Id of the answer that nobody asked for: the worker's modules have loaded. What is sent before is lost, because a worker
 *  drops messages that come while a module waits at its top level. */
const LOADED: WorkerAnswer = { id: -1, value: 'loaded' };

/** Runs in the worker: answers calls with the functions that its module exports. */
export function answerCalls(functions: Readonly<Record<string, unknown>>): void {
  const port = globalThis as unknown as {
    postMessage(answer: WorkerAnswer): void;
    onmessage: (event: { readonly data: WorkerCall }) => void;
  };
  const answer = async ({ id, name, given }: WorkerCall): Promise<WorkerAnswer> => {
    try {
      const called = functions[name] as (...given: readonly unknown[]) => unknown;
      return { id, value: await called(...given) };
    } catch (error) {
      return { id, failure: error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error) };
    }
  };
  port.onmessage = ({ data }) => void answer(data).then((answered) => port.postMessage(answered));
  port.postMessage(LOADED);
}
