import { sha256Hex } from '../release/check-release.ts';
import type { ReleaseFile } from '../release/release-text.ts';
import { NO_RELEASE, type ReleaseState } from './messages.ts';

const STATE_CACHE = 'siegel-client-state';
const STATE_PATH = '/state';
const FILES = 'siegel-client.';

/** Reads how the client of this browser stands. */
export async function readState(): Promise<ReleaseState> {
  const kept = await (await caches.open(STATE_CACHE)).match(STATE_PATH);
  return kept === undefined ? NO_RELEASE : ((await kept.json()) as ReleaseState);
}

/** Writes it down. */
export async function writeState(state: ReleaseState): Promise<void> {
  await (await caches.open(STATE_CACHE)).put(STATE_PATH, Response.json(state));
}

/** The files of one release. */
export function filesOf(fingerprint: string): Promise<Cache> {
  return caches.open(`${FILES}${fingerprint}`);
}

/** A stored file, its hash checked again: undefined when it is not there or not what it was. */
export async function storedFile(cache: Cache, path: string): Promise<Response | undefined> {
  const kept = await cache.match(path);
  if (kept === undefined) return undefined;
  const bytes = await kept.clone().arrayBuffer();
  return (await sha256Hex(bytes)) === kept.headers.get('siegel-sha256') ? kept : undefined;
}

/** A file of any release that is here, by its path: names below /assets carry the hash of their content. */
export async function fileByPath(path: string): Promise<Response | undefined> {
  for (const name of await caches.keys()) {
    const kept = name.startsWith(FILES) ? await storedFile(await caches.open(name), path) : undefined;
    if (kept !== undefined) return kept;
  }
  return undefined;
}

/** The file with this hash in any release that is here. */
export async function fileByHash({ path, sha256 }: ReleaseFile): Promise<Response | undefined> {
  for (const name of await caches.keys()) {
    if (!name.startsWith(FILES)) continue;
    const kept = await storedFile(await caches.open(name), path);
    if (kept?.headers.get('siegel-sha256') === sha256) return kept;
  }
  return undefined;
}

/** Removes all releases but these. */
export async function keepOnly(fingerprints: readonly (string | undefined)[]): Promise<void> {
  for (const name of await caches.keys())
    if (name.startsWith(FILES) && !fingerprints.includes(name.slice(FILES.length))) await caches.delete(name);
}
