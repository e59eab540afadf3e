import { type ControlMessage, controlMessages } from '@siegel/wire';

/** Somebody changes a record, or does no longer. */
export type PresencePush = ControlMessage<'presencePush'>;

const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 30_000;

/** Listens for new heads of the journal (SY26) and comes back by itself when the line breaks. A missed head is harmless: heads
 *  are cumulative, and nothing in a push is believed; it only says when to look. */
export class HeadSocket {
  readonly #url: string;
  readonly #onHead: (size: number) => void;
  readonly #onLine: (online: boolean) => void;
  readonly #onPresence: ((presence: PresencePush) => void) | undefined;
  #socket: WebSocket | undefined;
  #retryMs = FIRST_RETRY_MS;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ended = false;

  constructor(
    url: string,
    listeners: {
      readonly onHead: (size: number) => void;
      readonly onLine: (online: boolean) => void;
      readonly onPresence?: (presence: PresencePush) => void;
    },
  ) {
    this.#url = url;
    this.#onPresence = listeners.onPresence;
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
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    socket.addEventListener('open', () => {
      this.#retryMs = FIRST_RETRY_MS;
      this.#onLine(true);
    });
    socket.addEventListener('message', ({ data }) => {
      const pushed = parsed(data);
      const head = controlMessages.headPush.safeParse(pushed);
      if (head.success) this.#onHead(head.data.size);
      const presence = controlMessages.presencePush.safeParse(pushed);
      if (presence.success) this.#onPresence?.(presence.data);
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
