import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LyingPushes } from './lying-pushes.ts';

/** One request as it reached the proxy. */
export interface AskedRequest {
  readonly method: string;
  /** Path behind the tenant, `journal?from=0`; without a tenant behind `/v1/`. */
  readonly path: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** One answer on its way back. */
export interface GivenAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Break the line after so many bytes of the body, which was announced whole. */
  readonly cutAt?: number;
}

/** Asks the server behind the proxy what was asked, or something else instead. */
export type Honest = (instead?: Partial<AskedRequest>) => Promise<GivenAnswer>;

/** What the proxy answers instead. Not calling `honest` keeps the request from the server. */
export type Lie = (asked: AskedRequest, honest: Honest) => Promise<GivenAnswer> | GivenAnswer;

const PATH = /^\/v1\/(?:t\/[0-9a-f]{32}\/)?(.*)$/;
/** Set anew for each leg of the way. */
const HOP_HEADERS = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'host',
  'keep-alive',
  'transfer-encoding',
]);

/** A malicious server as a client meets it: the real one behind a proxy that changes what it likes. Without a lie it passes
 *  everything on, so that a test of a client can always stand behind it. */
export class LyingProxy {
  /** Address of the server behind; may change when that is started again. */
  target: string;
  lie: Lie | undefined;
  readonly asked: AskedRequest[] = [];
  /** WebSockets end here: the proxy pushes, not the server. */
  readonly pushes: LyingPushes;
  readonly #http: Server;

  private constructor(target: string, http: Server) {
    this.target = target;
    this.#http = http;
    this.pushes = new LyingPushes(http);
  }

  /** Listens on a free port of this machine. */
  static async start(target: string): Promise<LyingProxy> {
    const http = createServer();
    const proxy = new LyingProxy(target, http);
    http.on('request', (request, response) => {
      proxy.#serve(request, response).catch(() => response.destroy());
    });
    http.listen(0, 'localhost');
    await once(http, 'listening');
    return proxy;
  }

  get url(): string {
    return `http://localhost:${(this.#http.address() as AddressInfo).port}`;
  }

  /** Passes everything on from now, and forgets what was asked. */
  beHonest(): void {
    this.lie = undefined;
    this.asked.length = 0;
  }

  /** Lies about answers to one path (with whatever stands behind its question mark); tells the truth otherwise. */
  lieAbout(
    path: string,
    change: (answer: GivenAnswer, asked: AskedRequest) => Promise<GivenAnswer> | GivenAnswer,
  ): void {
    this.lie = async (asked, honest) => (isPath(asked, path) ? change(await honest(), asked) : honest());
  }

  /** Requests of one path since the last `beHonest`. */
  askedFor(path: string): readonly AskedRequest[] {
    return this.asked.filter((asked) => isPath(asked, path));
  }

  /** True when the bytes stand in no body, header or address of a request. */
  neverGot(secret: Uint8Array): boolean {
    const needle = Buffer.from(secret);
    return this.asked.every(
      ({ url, headers, body }) =>
        !Buffer.from(body).includes(needle) && !Buffer.from(`${url}${JSON.stringify(headers)}`).includes(needle),
    );
  }

  async end(): Promise<void> {
    this.pushes.end();
    this.#http.closeAllConnections();
    this.#http.close();
    await once(this.#http, 'close');
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = await readAsked(request);
    this.asked.push(asked);
    const honest: Honest = (instead) => this.#forward({ ...asked, ...instead });
    const answer = await (this.lie === undefined ? honest() : this.lie(asked, honest));
    const { status, headers, body, cutAt } = answer;
    response.writeHead(status, { ...headers, 'content-length': String(body.length) });
    if (cutAt === undefined) response.end(body);
    else response.write(body.subarray(0, cutAt), () => response.destroy());
  }

  async #forward({ method, url, headers, body }: AskedRequest): Promise<GivenAnswer> {
    const init: RequestInit = { method, headers: { ...headers }, redirect: 'manual' };
    if (body.length > 0) init.body = body as Uint8Array<ArrayBuffer>;
    const answer = await fetch(`${this.target}${url}`, init);
    const kept = [...answer.headers].filter(([name]) => !HOP_HEADERS.has(name));
    return {
      status: answer.status,
      headers: Object.fromEntries(kept),
      body: new Uint8Array(await answer.arrayBuffer()),
    };
  }
}

function isPath(asked: AskedRequest, path: string): boolean {
  return asked.path === path || asked.path.startsWith(`${path}?`);
}

async function readAsked(request: IncomingMessage): Promise<AskedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const url = request.url ?? '/';
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers))
    if (typeof value === 'string' && !HOP_HEADERS.has(name)) headers[name] = value;
  return {
    method: request.method ?? 'GET',
    path: PATH.exec(url)?.[1] ?? url,
    url,
    headers,
    body: new Uint8Array(Buffer.concat(chunks)),
  };
}
