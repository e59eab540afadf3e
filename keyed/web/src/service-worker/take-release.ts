import {
  fingerprintOf,
  type KnownRelease,
  type ReleaseRefusal,
  refusalOf,
  sha256Hex,
} from '../release/check-release.ts';
import { NONCE_PLACEHOLDER, nonceOf, withoutNonce } from '../release/page-nonce.ts';
import { type ReadRelease, readRelease, RELEASE_PATH, type ReleaseFile } from '../release/release-text.ts';
import { fileByHash, filesOf } from './release-store.ts';

/** What came of asking the server for its release. */
export type Offered =
  | { readonly outcome: 'offline' }
  | { readonly outcome: 'known' }
  | { readonly outcome: 'refused'; readonly refusal: ReleaseRefusal }
  | { readonly outcome: 'taken'; readonly release: KnownRelease };

const MANY = 6;

/** Asks the server for its release and stores it whole when it may follow `before` (CD12). Nothing of a refused one stays. */
export async function takeRelease(before: KnownRelease | undefined, nowMs: number): Promise<Offered> {
  const content = await textAt(RELEASE_PATH);
  if (content === undefined) return { outcome: 'offline' };
  const read = readRelease(content);
  if (read === undefined) return { outcome: 'refused', refusal: 'malformed' };
  const fingerprint = await fingerprintOf(read.text);
  if (fingerprint === before?.fingerprint) return { outcome: 'known' };
  const refusal = await refusalOf(read, before);
  if (refusal !== undefined) return { outcome: 'refused', refusal };
  const stored = await storeFiles(read, fingerprint);
  if (stored !== 'stored') {
    await caches.delete(`siegel-client.${fingerprint}`);
    return stored === 'offline' ? { outcome: 'offline' } : { outcome: 'refused', refusal: 'altered' };
  }
  const { version, key } = read.release;
  return { outcome: 'taken', release: { fingerprint, version, key, sinceMs: nowMs } };
}

async function storeFiles({ release }: ReadRelease, fingerprint: string): Promise<'stored' | 'altered' | 'offline'> {
  const cache = await filesOf(fingerprint);
  await cache.put(RELEASE_PATH, Response.json(release.files));
  const left = [...release.files];
  let outcome: 'stored' | 'altered' | 'offline' = 'stored';
  const work = async () => {
    for (let file = left.pop(); file !== undefined && outcome === 'stored'; file = left.pop()) {
      const stored = (await fileByHash(file)) ?? (await fetchFile(file));
      if (stored instanceof Response) await cache.put(file.path, stored);
      else outcome = stored;
    }
  };
  await Promise.all(Array.from({ length: MANY }, work));
  return outcome;
}

/** The file from the server, as it will be handed out: checked, its own hash beside it. */
export async function fetchFile(file: ReleaseFile): Promise<Response | 'altered' | 'offline'> {
  const answer = await fetch(file.path, { cache: 'no-cache', redirect: 'error' }).catch(() => undefined);
  if (answer?.ok !== true) return answer === undefined || answer.status >= 500 ? 'offline' : 'altered';
  const headers = keptHeaders(answer.headers, file.sha256);
  const bytes = await answer.arrayBuffer();
  if ((await sha256Hex(bytes)) === file.sha256) return new Response(bytes, { headers });
  return file.path.endsWith('.html') ? pageAsBuilt(bytes, file, headers) : 'altered';
}

/** A page into whose text and policy the server has put a nonce for this one answer: both out again. */
async function pageAsBuilt(bytes: ArrayBuffer, file: ReleaseFile, headers: Headers): Promise<Response | 'altered'> {
  const page = new TextDecoder().decode(bytes);
  const nonce = nonceOf(page);
  const asBuilt = new TextEncoder().encode(withoutNonce(page));
  if (nonce === undefined || (await sha256Hex(asBuilt)) !== file.sha256) return 'altered';
  const policy = headers.get('content-security-policy');
  if (policy !== null) headers.set('content-security-policy', policy.replaceAll(nonce, NONCE_PLACEHOLDER));
  return new Response(asBuilt, { headers });
}

/** Headers of transport and of this one answer stay behind. */
const LEFT_BEHIND = ['content-encoding', 'content-length', 'date', 'etag', 'last-modified', 'vary', 'accept-ranges'];

/** The files of a release that is here. */
export async function filesListed(cache: Cache): Promise<readonly ReleaseFile[]> {
  const list = await cache.match(RELEASE_PATH);
  return list === undefined ? [] : ((await list.json()) as readonly ReleaseFile[]);
}

function keptHeaders(from: Headers, sha256: string): Headers {
  const headers = new Headers(from);
  for (const name of LEFT_BEHIND) headers.delete(name);
  headers.set('siegel-sha256', sha256);
  return headers;
}

async function textAt(path: string): Promise<string | undefined> {
  const answer = await fetch(path, { cache: 'no-store', redirect: 'error' }).catch(() => undefined);
  return answer?.ok === true ? answer.text() : undefined;
}
