import { controlMessages } from '@siegel/wire';

const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 30_000;

/** Listens for new heads of the journal (SY26) and comes back by itself when the line breaks. A missed head is harmless: heads
 *  are cumulative, and nothing in a push is believed; it only says when to look. */
export class HeadSocket {
  readonly #url: string;
  readonly #session: string | undefined;
  readonly #onHead: (size: number) => void;
  readonly #onLine: (online: boolean) => void;
  #socket: WebSocket | undefined;
  #retryMs = FIRST_RETRY_MS;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ended = false;

  constructor(
    url: string,
    listeners: { readonly onHead: (size: number) => void; readonly onLine: (online: boolean) => void },
    session?: string,
  ) {
    this.#url = url;
    this.#session = session;
    this.#onHead = listeners.onHead;
    this.#onLine = listeners.onLine;
    this.#open();
  }

  /** Closes the line for good. */
  end(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
    this.#socket?.close();
  }

  #open(): void {
    // A cookie comes along by itself; a token travels as a protocol, never in an address (CD22).
    const protocols = this.#session === undefined ? [] : ['siegel', `siegel-session.${this.#session}`];
    const socket = new WebSocket(this.#url, protocols);
    this.#socket = socket;
    socket.addEventListener('open', () => {
      this.#retryMs = FIRST_RETRY_MS;
      this.#onLine(true);
    });
    socket.addEventListener('message', ({ data }) => {
      const message = controlMessages.headPush.safeParse(parsed(data));
      if (message.success) this.#onHead(message.data.size);
    });
    socket.addEventListener('close', () => {
      if (this.#ended) return;
      this.#onLine(false);
      this.#timer = setTimeout(() => this.#open(), this.#retryMs);
      this.#retryMs = Math.min(this.#retryMs * 2, LAST_RETRY_MS);
    });
  }
}

function parsed(data: unknown): unknown {
  try {
    return typeof data === 'string' ? JSON.parse(data) : undefined;
  } catch {
    return undefined;
  }
}
