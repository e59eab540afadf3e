import type { ChannelPort } from './channel/serve-channel.ts';
import { serveChannel } from './channel/serve-channel.ts';
import { DevicesOfBrowser } from './worker/device-of-browser.ts';
import { IndexedDbPages, openDatabase } from './worker/indexed-db-pages.ts';
import { createSafeService } from './worker/safe-service.ts';

/** Starts the safe in a browser worker and answers the page through `port`. */
export async function startSafeWorker(
  port: ChannelPort,
  given: { readonly origin: string; readonly clientVersion: string },
): Promise<void> {
  const devices = new DevicesOfBrowser(await openDatabase('siegel-devices'));
  const service = createSafeService({
    ...given,
    fetch: (url, init) => globalThis.fetch(url, { ...init, credentials: 'same-origin' }),
    devices,
    pagesOf: async (account) => new IndexedDbPages(await openDatabase(`siegel-pages.${account}`)),
    now: Date.now,
    exclusively: (name, work) =>
      navigator.locks.request(`siegel-${name}`, { ifAvailable: true }, async (lock) =>
        lock === null ? undefined : work(),
      ),
  });
  serveChannel(port, service);
}
