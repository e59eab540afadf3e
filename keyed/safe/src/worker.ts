import type { ChannelPort } from './channel/serve-channel.ts';
import { serveChannel } from './channel/serve-channel.ts';
import { browserNameOf } from './worker/browser-name.ts';
import { DevicesOfBrowser } from './worker/device-of-browser.ts';
import { FoundingOfBrowser } from './worker/founding-of-browser.ts';
import { IndexedDbPages, openDatabase } from './worker/indexed-db-pages.ts';
import { JoiningOfBrowser } from './worker/joining-of-browser.ts';
import { ProfileOfBrowser } from './worker/profile-of-browser.ts';
import { seatOfThisBrowser } from './worker/safe-seat.ts';
import { createSafeService } from './worker/safe-service.ts';

export { IndexedDbPages, openDatabase };

const PROBE_EVERY_MS = 10_000;

/** Starts the safe in a browser worker and answers the page through `port`. */
export async function startSafeWorker(
  port: ChannelPort,
  given: { readonly origin: string; readonly clientVersion: string },
): Promise<void> {
  const isOwn = given.origin === globalThis.location.origin;
  const db = await openDatabase('siegel-devices');
  const service = createSafeService({
    ...given,
    // A foreign origin gets no cookie, whatever it has set: there the session is a token that this worker alone holds (CD21).
    fetch: (url, init) => globalThis.fetch(url, { ...init, credentials: isOwn ? 'same-origin' : 'omit' }),
    devices: new DevicesOfBrowser(db),
    profile: new ProfileOfBrowser(db),
    foundings: new FoundingOfBrowser(await openDatabase('siegel-founding')),
    joinings: new JoiningOfBrowser(openDatabase('siegel-joining')),
    pagesOf: async (account) => new IndexedDbPages(await openDatabase(`siegel-pages.${account}`)),
    now: Date.now,
    browserName: browserNameOf(navigator.userAgent),
    seat: seatOfThisBrowser(),
    probeEveryMs: PROBE_EVERY_MS,
    exclusively: (name, work) =>
      navigator.locks.request(`siegel-${name}`, { ifAvailable: true }, async (lock) =>
        lock === null ? undefined : work(),
      ),
  });
  serveChannel(port, service);
}
