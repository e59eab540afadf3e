import type { ChannelAnswer, ChannelRequest, SafeApi } from '@siegel/safe';
import { SAFE_CALLS } from '@siegel/safe/channel';

/** The worker's end of the channel. */
export interface WorkerPort {
  postMessage(message: ChannelAnswer): void;
  addEventListener(type: 'message', listener: (event: { readonly data: ChannelRequest }) => void): void;
}

/** Answers the calls of a page out of `api`. Only for tests of the page; the product's worker is in keyed/safe. */
export function serveSafe(port: WorkerPort, api: SafeApi): void {
  const stopsById = new Map<number, () => void>();
  port.addEventListener('message', ({ data }) => {
    if ('unwatch' in data) {
      stopsById.get(data.unwatch)?.();
      stopsById.delete(data.unwatch);
      return;
    }
    const { id, call, args } = data;
    if (SAFE_CALLS[call] === 'watch') {
      const watch = api[call] as unknown as (...args: unknown[]) => () => void;
      stopsById.set(
        id,
        watch(...args, (event: unknown) => port.postMessage({ id, event })),
      );
      return;
    }
    const answer = (api[call] as (...args: unknown[]) => Promise<unknown>)(...args);
    answer.then(
      (result) => port.postMessage({ id, result }),
      () => port.postMessage({ id, failure: { code: 'INTERNAL' } }),
    );
  });
}
