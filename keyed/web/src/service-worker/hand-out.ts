import { NONCE_PLACEHOLDER } from '../release/page-nonce.ts';
import { RELEASE_PATH } from '../release/release-text.ts';
import { fileByPath, filesOf, readState, storedFile } from './release-store.ts';
import { fetchFile, filesListed } from './take-release.ts';
import { noteWindow } from './windows.ts';

/** Addresses that are not the client's, though a browser may open some of them: the interface, and pages of the server itself. */
const NOT_OURS = /^\/(?:v1\/|demo$|health$|ready$|einrichten)/;
const PAGE = '/index.html';
const NONCE_BYTES = 18;

/** The path of the file a request is for; undefined for what goes to the network as if there were no service worker. */
export function fileAskedFor(request: Request, origin: string): string | undefined {
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== origin || NOT_OURS.test(url.pathname)) return undefined;
  if (request.mode === 'navigate') return PAGE;
  return url.pathname === RELEASE_PATH || url.pathname === '/service-worker.js' ? undefined : url.pathname;
}

/** The file from the release this browser runs, or from an older one a window still runs. What is missing or was changed on the
 *  device is fetched again, and handed out only with the hash of its release; what no release knows comes from the network.
 *  @param windowId the window a page is for; noted, so that its release stays as long as it is open. */
export async function handOut(path: string, request: Request, windowId: string): Promise<Response> {
  const { active } = await readState();
  if (active === undefined) return fetch(request);
  if (path === PAGE) await noteWindow(windowId, active.fingerprint, 'in-any-case');
  const cache = await filesOf(active.fingerprint);
  const kept = (await storedFile(cache, path)) ?? (await mended(cache, path));
  if (kept !== undefined) return path === PAGE ? withFreshNonce(kept) : kept;
  return (path.startsWith('/assets/') ? await fileByPath(path) : undefined) ?? fetch(request);
}

async function mended(cache: Cache, path: string): Promise<Response | undefined> {
  const file = (await filesListed(cache)).find((listed) => listed.path === path);
  if (file === undefined) return undefined;
  const answer = await fetchFile(file);
  if (!(answer instanceof Response)) return Response.error();
  await cache.put(path, answer.clone());
  return answer;
}

async function withFreshNonce(page: Response): Promise<Response> {
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(NONCE_BYTES))));
  const headers = new Headers(page.headers);
  const policy = headers.get('content-security-policy');
  if (policy !== null) headers.set('content-security-policy', policy.replaceAll(NONCE_PLACEHOLDER, nonce));
  return new Response((await page.text()).replaceAll(NONCE_PLACEHOLDER, nonce), { headers });
}
