import { type ControlMessage, controlMessages } from '@siegel/wire';
import type { SafeGiven } from '../safe/safe-given.ts';

/** Somebody changes a record, or does no longer. */
export type PresencePush = ControlMessage<'presencePush'>;

const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 30_000;

/** Close code by which the server ends the socket of a session that is over (SY5). */
const POLICY = 1008;

/** Who is told what the line says. */
export interface HeadListener {
  readonly onHead: (size: number) => void;
  readonly onLine: (online: boolean) => void;
  /** Something changed in an approval of the own user. */
  readonly onApprovals: () => void;
  /** Somebody else changes a record, or does no longer (AT53). */
  readonly onPresence?: (presence: PresencePush) => void;
  /** The server says that the session is over. It may be asked whether that is so. */
  readonly onEnded: () => void;
}

/** Listens for new heads of the journal (SY26) and comes back by itself when the line breaks. A missed head is harmless: heads
 *  are cumulative, and nothing in a push is believed; it only says when to look. */
export class HeadSocket {
  readonly #url: string;
  readonly #session: string | undefined;
  readonly #onHead: (size: number) => void;
  readonly #onLine: (online: boolean) => void;
  readonly #onPresence: ((presence: PresencePush) => void) | undefined;
  readonly #onApprovals: () => void;
  readonly #onEnded: () => void;
  #socket: WebSocket | undefined;
  #retryMs = FIRST_RETRY_MS;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ended = false;

  constructor(url: string, listeners: HeadListener, session?: string) {
    this.#url = url;
    this.#session = session;
    this.#onPresence = listeners.onPresence;
    this.#onHead = listeners.onHead;
    this.#onLine = listeners.onLine;
    this.#onApprovals = listeners.onApprovals;
    this.#onEnded = listeners.onEnded;
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
      const push = parsed(data);
      const head = controlMessages.headPush.safeParse(push);
      const presence = controlMessages.presencePush.safeParse(push);
      if (head.success) this.#onHead(head.data.size);
      else if (presence.success) this.#onPresence?.(presence.data);
      else if (controlMessages.approvalsPush.safeParse(push).success) this.#onApprovals();
    });
    socket.addEventListener('close', ({ code }) => {
      if (this.#ended) return;
      if (code === POLICY) this.#onEnded();
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

/** A WebSocket cannot send headers: the session it means stands in the address. */
export function socketAddress({ address }: Pick<SafeGiven, 'address'>): string {
  const named = address.sessionId === undefined ? '' : `?session=${address.sessionId}`;
  return `${address.base.replace(/^http/, 'ws')}/events${named}`;
}
