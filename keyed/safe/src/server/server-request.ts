import {
  type ControlMessage,
  controlMessages,
  type ErrorCode,
  type Failure,
  isErrorCode,
  PROTOCOL_VERSION,
  type Result,
} from '@siegel/wire';
import { wholeBody } from './response-body.ts';

/** What a refused request says beside its code. */
export interface RequestFailure extends Failure {
  readonly stale?: readonly string[];
}

/** How requests leave: `fetch` of the platform, in tests one that lies. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Where a tenant is served and how this session proves itself; the browser's cookie does it there. */
export interface ServerAddress {
  /** Origin and path of the tenant, `https://host:port/v1/t/<tenant hex>`. */
  readonly base: string;
  readonly fetch: Fetch;
  readonly session?: string;
  /** Which of the sessions of this browser is meant (DV30). */
  readonly sessionId?: string;
  /** How long the server may be silent; PATIENCE_MS unless a test is in a hurry. */
  readonly patienceMs?: number;
}

const STATUS_OF_OUTAGE = 502;
/** A line that is dead without saying so would keep somebody waiting for minutes (SF9). */
const PATIENCE_MS = 30_000;
/** The slowest line that counts as one: a large batch is given the time it needs. */
const SLOWEST_BYTES_PER_MS = 16;

/** Sends one request. @returns the answer, or the code the server gave; OFFLINE when it did not answer at all, or not in time. */
export async function sendRequest(
  address: ServerAddress,
  path: string,
  init: RequestInit,
): Promise<Result<Response, RequestFailure>> {
  const { body } = init;
  const sizeBytes = body instanceof Uint8Array || typeof body === 'string' ? body.length : 0;
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patienceOf(address) + sizeBytes / SLOWEST_BYTES_PER_MS);
  let response: Response;
  try {
    response = await address.fetch(`${address.base}/${path}`, {
      ...init,
      headers: headersOf(address, init),
      redirect: 'error',
      cache: 'no-store',
      signal: stop.signal,
    });
  } catch {
    return { ok: false, error: { code: 'OFFLINE' } };
  } finally {
    clearTimeout(timer);
  }
  const spoken = Number(response.headers.get('siegel-protocol') ?? PROTOCOL_VERSION);
  // Whatever it answers means something else there than here, also when it looks alike (OF12).
  if (spoken !== PROTOCOL_VERSION) {
    await response.body?.cancel();
    const code = spoken < PROTOCOL_VERSION ? 'SERVER_OUTDATED' : 'PROTOCOL_OUTDATED';
    return { ok: false, error: { code, facts: { protocol: spoken } } };
  }
  if (response.ok) return { ok: true, value: response };
  return { ok: false, error: await failureOf(response, patienceOf(address)) };
}

/** How long the server at `address` may be silent. */
export function patienceOf({ patienceMs = PATIENCE_MS }: ServerAddress): number {
  return patienceMs;
}

function headersOf(address: ServerAddress, init: RequestInit): Record<string, string> {
  const session = address.session === undefined ? {} : { authorization: `Bearer ${address.session}` };
  const named = address.sessionId === undefined ? {} : { 'siegel-session': address.sessionId };
  return {
    ...(init.headers as Record<string, string> | undefined),
    ...session,
    ...named,
    'siegel-protocol': String(PROTOCOL_VERSION),
  };
}

/** The JSON of an answer, undefined for a body that is none. OFFLINE when the line broke or fell silent before its end: what the
 *  server said is not known then, and asking again is harmless (SY11). */
export async function readJson(response: Response, patienceMs: number): Promise<Result<unknown, RequestFailure>> {
  const body = await wholeBody(response, patienceMs);
  if (body === undefined) return { ok: false, error: { code: 'OFFLINE' } };
  try {
    return { ok: true, value: JSON.parse(new TextDecoder().decode(body)) as unknown };
  } catch {
    return { ok: true, value: undefined };
  }
}

async function failureOf(response: Response, patienceMs: number): Promise<RequestFailure> {
  const json = await readJson(response, patienceMs);
  if (!json.ok) return json.error;
  const answer = controlMessages.errorAnswer.safeParse(json.value);
  if (!answer.success)
    return { code: response.status >= STATUS_OF_OUTAGE ? 'OFFLINE' : 'INTERNAL', facts: { status: response.status } };
  const code: ErrorCode = isErrorCode(answer.data.code) ? answer.data.code : 'INTERNAL';
  const { facts, stale } = answer.data;
  return { code, ...(facts === undefined ? {} : { facts }), ...(stale === undefined ? {} : { stale }) };
}

type MessageName = keyof typeof controlMessages;

/** Sends JSON and reads a JSON answer of the named form; another form is MESSAGE_MALFORMED, never passed on. */
export async function askJson<N extends MessageName>(
  address: ServerAddress,
  path: string,
  wish: { readonly body?: unknown; readonly method?: string; readonly answer: N },
): Promise<Result<ControlMessage<N>, RequestFailure>> {
  const sent = await sendRequest(address, path, jsonInit(wish));
  if (!sent.ok) return sent;
  const json = await readJson(sent.value, patienceOf(address));
  if (!json.ok) return json;
  const answer = controlMessages[wish.answer].safeParse(json.value);
  if (!answer.success) return { ok: false, error: { code: 'MESSAGE_MALFORMED' } };
  return { ok: true, value: answer.data as ControlMessage<N> };
}

/** Sends JSON where no answer is expected. */
export async function tellJson(
  address: ServerAddress,
  path: string,
  wish: { readonly body?: unknown; readonly method?: string },
): Promise<Result<true, RequestFailure>> {
  const sent = await sendRequest(address, path, jsonInit(wish));
  if (!sent.ok) return sent;
  await sent.value.body?.cancel();
  return { ok: true, value: true };
}

function jsonInit({ body, method }: { readonly body?: unknown; readonly method?: string }): RequestInit {
  if (body === undefined) return { method: method ?? 'GET' };
  return { method: method ?? 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
