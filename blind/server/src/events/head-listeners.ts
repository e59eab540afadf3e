import { equalBytes, type Id } from '@siegel/wire';
import type { SignedHead } from '../append/signed-head.ts';
import type { Tenant } from '../tenants/tenant.ts';

/** As much of a WebSocket as pushing needs. */
interface Socket {
  readonly bufferedAmount: number;
  send(text: string): void;
  ping(): void;
  close(code: number, reason: string): void;
  terminate(): void;
  on(event: 'close' | 'error' | 'pong', listener: () => void): void;
  on(event: 'message', listener: () => void): void;
}

/** A listener that is so far behind that it gets no more: the next head says everything. */
const MOST_BUFFERED_BYTES = 64 * 1024;
/** Close code of a server that stops (RFC 6455 §7.4.1). */
export const GOING_AWAY = 1001;
const POLICY = 1008;

/** Whose socket it is. */
export interface ListenerOwner {
  readonly session: string;
  readonly user: Id;
  /** Where it was opened from, as the server sees it. */
  readonly address: string;
}

interface Listener extends ListenerOwner {
  readonly socket: Socket;
  alive: boolean;
}

/** Who listens to the heads of one tenant (SY26). A socket lives as long as its session (SY5). */
export class HeadListeners {
  readonly #listeners = new Set<Listener>();

  constructor(tenant: Tenant) {
    tenant.writer.onHead((head) => this.#push(head));
    tenant.core.sessions.onEnded((session) => this.#end(session));
    tenant.approvals.onChanged(({ user }) => this.#pushApprovals(user));
    tenant.invited.onRequest((by) => this.#pushApprovals(by));
  }

  /** Adds a socket and tells it the head of now. */
  add(socket: Socket, owner: ListenerOwner, head: SignedHead): void {
    const listener: Listener = { ...owner, socket, alive: true };
    this.#listeners.add(listener);
    const leave = () => this.#listeners.delete(listener);
    socket.on('close', leave);
    socket.on('error', leave);
    socket.on('pong', () => (listener.alive = true));
    // Nothing is to be said on this channel.
    socket.on('message', () => socket.close(POLICY, ''));
    socket.send(headPush(head));
  }

  /** Passes a text on to everybody but the session it is from, if `mayKnow` says so of its user. */
  async passOn(
    text: string,
    { from, mayKnow }: { readonly from: string; readonly mayKnow: (user: Id) => Promise<boolean> },
  ): Promise<void> {
    for (const { socket, session, user } of [...this.#listeners]) {
      if (session === from || socket.bufferedAmount >= MOST_BUFFERED_BYTES) continue;
      if (await mayKnow(user)) socket.send(text);
    }
  }

  /** Closes what may not be open any more: its session is over, or may not be where it is (AZ3). */
  async closeUnless(mayStay: (owner: ListenerOwner) => Promise<boolean>): Promise<void> {
    for (const listener of [...this.#listeners]) if (!(await mayStay(listener))) listener.socket.close(POLICY, '');
  }

  /** Asks who is still there and lets go of who did not answer the last time. */
  ping(): void {
    for (const listener of this.#listeners) {
      if (!listener.alive) listener.socket.terminate();
      listener.alive = false;
      listener.socket.ping();
    }
  }

  #push(head: SignedHead): void {
    if (this.#listeners.size === 0) return;
    const text = headPush(head);
    for (const { socket } of this.#listeners) if (socket.bufferedAmount < MOST_BUFFERED_BYTES) socket.send(text);
  }

  /** Tells the devices of a user that a new device or somebody invited waits for them; what it says they fetch themselves. */
  #pushApprovals(user: Id): void {
    for (const listener of this.#listeners)
      if (equalBytes(listener.user, user)) listener.socket.send('{"type":"approvals"}');
  }

  #end(session: string): void {
    for (const listener of this.#listeners) if (listener.session === session) listener.socket.close(POLICY, '');
  }
}

/** The message `headPush` of the control messages. */
function headPush({ size, noteJson }: SignedHead): string {
  return `{"type":"head","size":${size},"checkpoint":${noteJson}}`;
}
