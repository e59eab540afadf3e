import type { KitKeys } from '@siegel/seal';
import {
  type AppendRequest,
  appendRequestToItems,
  bytesOfHex,
  CBOR_SEQUENCE_TYPE,
  encodeCbor,
  encodeSequence,
  fail,
  type Id,
  ok,
  type Result,
} from '@siegel/wire';
import { base64urlOf, bytesOfBase64url } from './base64url.ts';
import { patienceOf, readJson, type RequestFailure, sendRequest, type ServerAddress } from './server-request.ts';

/** Somebody whose access can be restored. */
export interface Administrator {
  readonly user: Id;
  readonly account: string;
}

/** What a server gives to the holder of the kit. */
export interface ProvedKit {
  readonly token: string;
  readonly administrators: readonly Administrator[];
}

type Place = { readonly tenant: Id; readonly instance: Id };

/** Shows that the kit is here (SV40). KIT_FOREIGN: the organisation was founded with another one. */
export async function proveKit(
  address: ServerAddress,
  { org }: Pick<KitKeys, 'org'>,
  { tenant, instance }: Place,
): Promise<Result<ProvedKit, RequestFailure>> {
  const issued = await ask(address, 'recovery/challenge', { method: 'POST' });
  if (!issued.ok) return issued;
  const challenge = bytesOfBase64url(text(issued.value['challenge']));
  if (challenge === undefined) return fail('MESSAGE_MALFORMED');
  const signature = await org.sign(encodeCbor(['siegel/kit-proof', tenant, instance, challenge]));
  const body = JSON.stringify({ challenge: base64urlOf(challenge), signature: base64urlOf(signature) });
  const headers = { 'content-type': 'application/json' };
  const proved = await ask(address, 'recovery/proof', { method: 'POST', headers, body });
  if (!proved.ok) return proved;
  const { token, administrators } = proved.value;
  if (!Array.isArray(administrators)) return fail('MESSAGE_MALFORMED');
  return ok({ token: text(token), administrators: administrators.flatMap(administratorOf) });
}

/** Sends the device that the kit has signed. @returns an invitation to give its user a new password. */
export async function enterByKit(
  address: ServerAddress,
  token: string,
  request: AppendRequest,
): Promise<Result<string, RequestFailure>> {
  const headers = { 'content-type': CBOR_SEQUENCE_TYPE, authorization: `Recovery ${token}` };
  const body = encodeSequence(appendRequestToItems(request));
  const entered = await ask(address, 'recovery/enter', { method: 'POST', headers, body });
  if (!entered.ok) return entered;
  const invitation = text(entered.value['invitation']);
  return invitation === '' ? fail('MESSAGE_MALFORMED') : ok(invitation);
}

/** The address as somebody invited uses it: the invitation stands where a session would. */
export function invitedAddress({ base, fetch }: ServerAddress, invitation: string): ServerAddress {
  const authorization = `Invitation ${invitation}`;
  const headersOf = (init: RequestInit) => ({ ...(init.headers as Record<string, string>), authorization });
  return { base, fetch: (url, init) => fetch(url, { ...init, headers: headersOf(init) }) };
}

async function ask(
  address: ServerAddress,
  path: string,
  init: RequestInit,
): Promise<Result<Readonly<Record<string, unknown>>, RequestFailure>> {
  const sent = await sendRequest(address, path, init);
  if (!sent.ok) return sent;
  const json = await readJson(sent.value, patienceOf(address));
  if (!json.ok) return json;
  const isObject = typeof json.value === 'object' && json.value !== null;
  return isObject ? ok(json.value as Readonly<Record<string, unknown>>) : fail('MESSAGE_MALFORMED');
}

function administratorOf(value: unknown): Administrator[] {
  const { user, account } = (value ?? {}) as { readonly user?: unknown; readonly account?: unknown };
  const id = bytesOfHex(text(user));
  return id?.length === 16 ? [{ user: id, account: text(account) }] : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
