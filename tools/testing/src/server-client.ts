import { request } from 'node:http';
import { client, ready } from '@serenity-kit/opaque';
import { parseCheckpointText, type TreeHead } from '@siegel/journal';
import {
  type AppendRequest,
  appendRequestToItems,
  bytesOfHex,
  type CborValue,
  CBOR_SEQUENCE_TYPE,
  decodeSequence,
  encodeCbor,
  encodeSequence,
  hexOf,
  type Id,
} from '@siegel/wire';
import type { TestMember } from './journal-builder.ts';

/** Cheap on purpose: tests check the protocol, not the cost of Argon2id. */
const keyStretching = { 'argon2id-custom': { iterations: 1, memory: 8, parallelism: 1 } };

/** An answer of the server, read to the end. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
  /** The body as JSON; undefined when it is none. */
  readonly json: { readonly [name: string]: unknown } | undefined;
}

/** The acknowledged place of a batch. */
export interface TestAck {
  readonly firstSeq: number;
  readonly receivedAt: number;
  readonly checkpoint: string;
  readonly left: readonly string[];
  readonly right: readonly string[];
}

/** One caller of a server: a program with a session token, as the protocol knows it. Seals nothing. */
export class ServerClient {
  readonly url: string;
  readonly tenant: string;
  readonly instance: Id;
  token: string | undefined;
  /** The own address from which this caller comes; every address of 127.0.0.0/8 is one of this machine. */
  from: string | undefined;

  constructor(url: string, tenant: string, instance: Id) {
    this.url = url;
    this.tenant = tenant;
    this.instance = instance;
  }

  /** Calls a route below /v1/t/<tenant> (or an absolute one) and reads the whole answer. */
  async call(
    method: string,
    path: string,
    body?: { readonly json?: unknown; readonly cbor?: Uint8Array; readonly bytes?: Uint8Array },
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const sent = body?.json !== undefined ? JSON.stringify(body.json) : (body?.cbor ?? body?.bytes);
    const type =
      body?.json !== undefined
        ? 'application/json'
        : body?.cbor !== undefined
          ? CBOR_SEQUENCE_TYPE
          : 'application/octet-stream';
    const url = path.startsWith('/') ? `${this.url}${path}` : `${this.url}/v1/t/${this.tenant}/${path}`;
    const all = {
      ...(this.token !== undefined && { authorization: `Bearer ${this.token}` }),
      ...(sent !== undefined && { 'content-type': type }),
      ...headers,
    };
    if (this.from !== undefined) return askFrom(this.from, { method, url, headers: all, sent });
    const response = await fetch(url, {
      method,
      headers: all,
      ...(sent !== undefined && { body: sent as BodyInit }),
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    return { status: response.status, headers: response.headers, bytes, json: jsonOf(bytes) };
  }

  /** Signs in with OPAQUE. @returns the answer of the last step. */
  async login(account: string, password: string): Promise<Answer> {
    await ready;
    const { clientLoginState, startLoginRequest } = client.startLogin({ password });
    const start = await this.call('POST', 'login/start', { json: { account, startLoginRequest } });
    if (start.json === undefined || start.status !== 200) return start;
    const { login, loginResponse } = start.json as { login: string; loginResponse: string };
    const finished = client.finishLogin({ clientLoginState, loginResponse, password, keyStretching });
    // A wrong password shows on the client first; a stubborn one sends something anyway.
    const finishLoginRequest = finished?.finishLoginRequest ?? Buffer.alloc(64).toString('base64url');
    const finish = await this.call('POST', 'login/finish', { json: { login, finishLoginRequest } });
    const session = finish.json?.['session'];
    if (typeof session === 'string' && session !== '') this.token = session;
    return finish;
  }

  /** Proves a device of the journal, so that content is served. */
  async proveDevice(member: TestMember): Promise<Answer> {
    const state = await this.call('GET', 'session');
    const issued = await this.call('POST', 'device/challenge');
    const challenge = String(issued.json?.['challenge']);
    const message = encodeCbor([
      'siegel/device-proof',
      bytesOfHex(this.tenant) as Id,
      this.instance,
      bytesOfHex(String(state.json?.['sessionHash'])) as Uint8Array,
      Buffer.from(challenge, 'base64url'),
      member.device,
    ]);
    const signature = Buffer.from(member.deviceKey.sign(message)).toString('base64url');
    return this.call('POST', 'device/proof', { json: { device: hexOf(member.device), challenge, signature } });
  }

  /** Sends a batch. */
  append(request: AppendRequest): Promise<Answer> {
    return this.call('POST', 'append', { cbor: encodeSequence(appendRequestToItems(request)) });
  }

  /** Sends a batch that must be taken. */
  async appended(request: AppendRequest): Promise<TestAck> {
    const answer = await this.append(request);
    if (answer.status !== 200) throw new Error(`append: ${JSON.stringify(answer.json)}`);
    return answer.json as unknown as TestAck;
  }

  /** The items of `GET journal?from=`. */
  async journal(from = 0): Promise<readonly CborValue[]> {
    const answer = await this.call('GET', `journal?from=${from}`);
    if (answer.status !== 200) throw new Error(`journal: ${JSON.stringify(answer.json)}`);
    return decodeSequence(answer.bytes);
  }

  /** Registers a sign-in name by the two OPAQUE steps at `path` (`register`, or that of a founding). */
  async register(
    path: string,
    given: { readonly account: string; readonly password: string; readonly user: Id },
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    await ready;
    const { account, password, user } = given;
    const { clientRegistrationState, registrationRequest } = client.startRegistration({ password });
    const start = await this.call('POST', `${path}/start`, { json: { account, registrationRequest } }, headers);
    if (start.status !== 200) return start;
    const registrationResponse = String(start.json?.['registrationResponse']);
    const { registrationRecord } = client.finishRegistration({
      clientRegistrationState,
      registrationResponse,
      password,
      keyStretching,
    });
    return this.call('POST', `${path}/finish`, { json: { account, registrationRecord, user: hexOf(user) } }, headers);
  }
}

/** One request over a connection that begins at the address `from`, which `fetch` cannot say. */
function askFrom(
  from: string,
  wish: {
    readonly method: string;
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly sent: string | Uint8Array | undefined;
  },
): Promise<Answer> {
  const { method, url, headers, sent } = wish;
  const length = sent === undefined ? {} : { 'content-length': String(Buffer.byteLength(sent)) };
  const { hostname, port, pathname, search } = new URL(url);
  const at = { host: '127.0.0.1', port, path: pathname + search, localAddress: from, agent: false };
  return new Promise((resolve, reject) => {
    const asked = request(
      { ...at, method, headers: { ...headers, ...length, host: `${hostname}:${port}` } },
      (answer) => {
        const pieces: Buffer[] = [];
        answer.on('data', (piece: Buffer) => pieces.push(piece));
        answer.on('error', reject);
        answer.on('end', () => {
          const bytes = new Uint8Array(Buffer.concat(pieces));
          const named = Object.entries(answer.headers).map(([name, value]): [string, string] => [name, String(value)]);
          resolve({ status: answer.statusCode ?? 0, headers: new Headers(named), bytes, json: jsonOf(bytes) });
        });
      },
    );
    asked.on('error', reject);
    asked.end(sent);
  });
}

/** The tree head that a checkpoint note states; its signature is not checked here. */
export function headOfNote(note: string): TreeHead {
  const checkpoint = parseCheckpointText(note.slice(0, note.indexOf('\n\n') + 1));
  if (!checkpoint.ok) throw new Error('not a checkpoint');
  return { size: checkpoint.value.size, root: checkpoint.value.root };
}

function jsonOf(bytes: Uint8Array): Answer['json'] {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as Answer['json'];
  } catch {
    return undefined;
  }
}
