import { callForm, type ChannelAnswer, type ChannelRequest, type SafeApi } from './safe-api.ts';

/** The end of a message channel the worker holds. */
export interface ChannelPort {
  postMessage(message: ChannelAnswer): void;
  addEventListener(type: 'message', listener: (event: { readonly data: ChannelRequest }) => void): void;
}

/** Answers the UI's calls with `api`. A call that throws is a bug: it comes back as INTERNAL, never with its text, because
 *  the text may hold content. */
export function serveChannel(port: ChannelPort, api: SafeApi): void {
  const endWatch = new Map<number, () => void>();
  port.addEventListener('message', ({ data }) => {
    if ('unwatch' in data) {
      endWatch.get(data.unwatch)?.();
      endWatch.delete(data.unwatch);
    } else if (callForm(data.call) === 'watch') {
      endWatch.set(data.id, watch(port, api, data));
    } else void answer(port, api, data);
  });
}

type Call = Extract<ChannelRequest, { readonly call: keyof SafeApi }>;

function watch(port: ChannelPort, api: SafeApi, { id, call, args }: Call): () => void {
  const listener = (event: unknown) => port.postMessage({ id, event });
  const method = api[call] as (...args: unknown[]) => () => void;
  return method.apply(api, [...args, listener]);
}

async function answer(port: ChannelPort, api: SafeApi, { id, call, args }: Call): Promise<void> {
  try {
    if (callForm(call) === undefined) throw new Error('SF1: no such call');
    const method = api[call] as (...args: unknown[]) => Promise<unknown>;
    port.postMessage({ id, result: await method.apply(api, [...args]) });
  } catch {
    port.postMessage({ id, failure: { code: 'INTERNAL' } });
  }
}
