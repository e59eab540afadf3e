// Which release each open window runs. One entry per window, so that two of them opened at once never write over each other.

const WINDOWS_CACHE = 'siegel-client-windows';
/** A window that is being opened is not listed as open yet. */
const OPENING_MS = 60_000;

interface Noted {
  readonly fingerprint: string;
  readonly atMs: number;
}

/** Notes that a window runs a release. Without an id or a release nothing is noted. */
export async function noteWindow(
  windowId: string,
  fingerprint: string | undefined,
  when: 'in-any-case' | 'if-unknown',
): Promise<void> {
  if (windowId === '' || fingerprint === undefined) return;
  const cache = await caches.open(WINDOWS_CACHE);
  if (when === 'if-unknown' && (await cache.match(pathOf(windowId))) !== undefined) return;
  const noted: Noted = { fingerprint, atMs: Date.now() };
  await cache.put(pathOf(windowId), Response.json(noted));
}

/** The releases open windows run, and forgets the windows that are closed. `unknown` when one of them was never noted: then no
 *  release may go. @param openIds ids of the windows that are open. */
export async function releasesOf(openIds: readonly string[], nowMs: number): Promise<readonly string[] | 'unknown'> {
  const cache = await caches.open(WINDOWS_CACHE);
  const open = new Set(openIds.map(pathOf));
  const run: string[] = [];
  let known = 0;
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    const kept = await cache.match(request);
    if (kept === undefined) continue;
    const { fingerprint, atMs } = (await kept.json()) as Noted;
    if (open.has(pathname)) known++;
    else if (nowMs - atMs > OPENING_MS) {
      await cache.delete(request);
      continue;
    }
    run.push(fingerprint);
  }
  return known < open.size ? 'unknown' : run;
}

function pathOf(windowId: string): string {
  return `/window/${encodeURIComponent(windowId)}`;
}
