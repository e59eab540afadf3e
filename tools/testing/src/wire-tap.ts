import { once } from 'node:events';
import { createServer, type IncomingMessage, request as ask, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { Transform } from 'node:stream';
import { framesOf } from './websocket-frames.ts';

/** Passes everything on between a browser and a server and keeps it: addresses, headers and bodies both ways, and what WebSockets say.
 *  Nothing is compressed on the way, so that what was sent can be searched. */
export class WireTap {
  readonly #asked: Buffer[] = [];
  readonly #answered: Buffer[] = [];
  readonly #http: Server;
  readonly #sockets = new Set<Duplex>();
  readonly #port: number;

  private constructor(http: Server, port: number) {
    this.#http = http;
    this.#port = port;
    http.on('request', (request, response) => this.#pass(request, response));
    http.on('upgrade', (request, socket, head) => this.#passSocket(request, socket, head));
  }

  /** Listens on a free port of this machine in front of the server on `port`. */
  static async start(port: number): Promise<WireTap> {
    const http = createServer({ maxHeaderSize: 64 * 1024 });
    const tap = new WireTap(http, port);
    http.listen(0, 'localhost');
    await once(http, 'listening');
    return tap;
  }

  get url(): string {
    return `http://localhost:${(this.#http.address() as AddressInfo).port}`;
  }

  /** Everything the browser has sent. */
  get asked(): Buffer {
    return Buffer.concat(this.#asked);
  }

  /** Everything the server has answered and pushed. */
  get answered(): Buffer {
    return Buffer.concat(this.#answered);
  }

  async end(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#http.closeAllConnections();
    this.#http.close();
    await once(this.#http, 'close');
  }

  #pass(request: IncomingMessage, response: ServerResponse): void {
    const { method, url, rawHeaders } = request;
    this.#asked.push(headOf(`${method} ${url}`, rawHeaders));
    const headers = { ...request.headers, 'accept-encoding': 'identity' };
    const behind = ask({ host: 'localhost', port: this.#port, method, path: url, headers }, (answer) => {
      this.#answered.push(headOf(`${answer.statusCode}`, answer.rawHeaders));
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(recorder(this.#answered)).pipe(response);
    });
    behind.on('error', () => response.destroy());
    request.pipe(recorder(this.#asked)).pipe(behind);
  }

  #passSocket(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const behind = connect(this.#port, 'localhost');
    const lines = pairsOf(request.rawHeaders).filter(([name]) => name.toLowerCase() !== 'sec-websocket-extensions');
    const opening = [`${request.method} ${request.url} HTTP/1.1`, ...lines.map(([name, value]) => `${name}: ${value}`)];
    this.#asked.push(Buffer.from(`${opening.join('\n')}\n`));
    behind.write(`${opening.join('\r\n')}\r\n\r\n`);
    behind.write(head);
    tapFrames(socket, this.#asked, 0);
    tapFrames(behind, this.#answered, 1);
    socket.pipe(behind).pipe(socket);
    for (const end of [socket, behind] as (Duplex | Socket)[]) {
      this.#sockets.add(end);
      end.on('error', () => end.destroy());
    }
  }
}

/** Keeps what a socket says: as it is, and its frames without their mask. `heads`: how many HTTP heads stand before the frames. */
function tapFrames(socket: Duplex, kept: Buffer[], heads: 0 | 1): void {
  let said = Buffer.alloc(0);
  let behindHead = heads === 0;
  socket.on('data', (chunk: Buffer) => {
    kept.push(Buffer.from(chunk));
    said = Buffer.concat([said, chunk]);
    if (!behindHead) {
      const end = said.indexOf('\r\n\r\n');
      if (end < 0) return;
      behindHead = true;
      said = said.subarray(end + 4);
    }
    const { payloads, rest } = framesOf(said);
    kept.push(...payloads);
    said = Buffer.from(rest);
  });
}

function recorder(kept: Buffer[]): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      kept.push(Buffer.from(chunk));
      done(null, chunk);
    },
  });
}

function headOf(first: string, rawHeaders: readonly string[]): Buffer {
  return Buffer.from(`${[first, ...pairsOf(rawHeaders).map(([name, value]) => `${name}: ${value}`)].join('\n')}\n`);
}

function pairsOf(rawHeaders: readonly string[]): (readonly [string, string])[] {
  return rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [[name, rawHeaders[at + 1] ?? ''] as const] : []));
}
