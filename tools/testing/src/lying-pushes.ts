import { createHash } from 'node:crypto';
import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';

const HANDSHAKE_GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const TEXT_FRAME = 0x81;
const SHORT = 126;

/** Takes every WebSocket a client opens and pushes whatever text a test says (RFC 6455, as far as a server's short texts go). */
export class LyingPushes {
  readonly #sockets = new Set<Duplex>();

  constructor(http: Server) {
    http.on('upgrade', (request, socket) => {
      const accept = createHash('sha1')
        .update(`${request.headers['sec-websocket-key']}${HANDSHAKE_GUID}`)
        .digest('base64');
      const lines = ['HTTP/1.1 101 Switching Protocols', 'upgrade: websocket', 'connection: Upgrade'];
      // A client that brings its session as a protocol hangs up unless the other one is answered.
      const asked = String(request.headers['sec-websocket-protocol'] ?? '').split(',')[0] ?? '';
      if (asked !== '') lines.push(`sec-websocket-protocol: ${asked}`);
      socket.write(`${[...lines, `sec-websocket-accept: ${accept}`].join('\r\n')}\r\n\r\n`);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => this.#sockets.delete(socket));
      this.#sockets.add(socket);
    });
  }

  /** Clients that listen. */
  get listeners(): number {
    return this.#sockets.size;
  }

  push(text: string): void {
    const bytes = Buffer.from(text);
    const head = bytes.length < SHORT ? [bytes.length] : [SHORT, bytes.length >> 8, bytes.length & 0xff];
    for (const socket of this.#sockets) socket.write(Buffer.concat([Buffer.from([TEXT_FRAME, ...head]), bytes]));
  }

  end(): void {
    for (const socket of this.#sockets) socket.destroy();
  }
}
