import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Where a server hands its text messages over; it keeps what it was given. */
export class SmsGateway {
  /** Texts, as they came. */
  readonly texts: string[] = [];
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, answer) => {
      let body = '';
      request.on('data', (piece: Buffer) => (body += piece.toString('utf8')));
      request.on('end', () => {
        this.texts.push((JSON.parse(body) as { text: string }).text);
        answer.end();
      });
    });
  }

  static async start(): Promise<SmsGateway> {
    const made = new SmsGateway();
    made.#server.listen(0, '127.0.0.1');
    await new Promise((resolve) => made.#server.once('listening', resolve));
    return made;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  /** The code in the last text, or nothing before the first. */
  lastCode(): string {
    return /\d{6}/.exec(this.texts.at(-1) ?? '')?.[0] ?? '';
  }

  end(): void {
    this.#server.close();
  }
}
