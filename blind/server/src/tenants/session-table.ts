import { equalBytes, type Hash, hexOf, type Id } from '@siegel/wire';
import type { SessionRow, TenantStore } from '@siegel/store';
import { ForwardClock } from '../platform/forward-clock.ts';
import { sha256 } from '../platform/hashes.ts';
import type { World } from '../platform/world.ts';

/** A living session. `device` is set once a device key of the journal has signed a challenge (SY3). */
export type Session = SessionRow;

/** A living session and when it was used last. */
export interface SeenSession extends Session {
  readonly seenAt: number;
}

/** A new session and its token, which nobody but the client holds from now on. */
export interface IssuedSession {
  readonly session: Session;
  readonly token: string;
}

const TOKEN_BYTES = 32;
const ID_BYTES = 16;
/** SY5. */
export const SESSION_MS = 12 * 60 * 60 * 1000;

/** Sessions of one tenant: kept by the store, so that a restart signs nobody out; found from memory on the hot path. Only the
 *  hash of a token is kept (SY2). Their end does not move with the clock of the machine (DV20). */
export class SessionTable {
  readonly #store: TenantStore;
  readonly #world: World;
  readonly #clock: ForwardClock;
  readonly #sessionByHash = new Map<string, Session>();
  readonly #seenAtByHash = new Map<string, number>();
  readonly #onEnded = new Set<(tokenHash: string) => void>();

  private constructor(store: TenantStore, world: World, clock: ForwardClock) {
    this.#store = store;
    this.#world = world;
    this.#clock = clock;
  }

  /** Takes up the sessions of an earlier start. */
  static async open(store: TenantStore, world: World): Promise<SessionTable> {
    const kept = await store.sessions();
    return new SessionTable(store, world, new ForwardClock(world, Math.max(0, ...kept.map((one) => one.createdAt))));
  }

  /** Signs `user` in; durable on return. */
  async issue(user: Id): Promise<IssuedSession> {
    const token = Buffer.from(this.#world.random(TOKEN_BYTES)).toString('base64url');
    const now = this.#clock.now();
    const session: Session = {
      tokenHash: hashOfToken(token),
      user,
      device: null,
      createdAt: now,
      expiresAt: now + SESSION_MS,
    };
    await this.#put(session);
    return { session, token };
  }

  /** The living session of a token, or undefined. */
  async find(token: string): Promise<Session | undefined> {
    const tokenHash = hashOfToken(token);
    const key = hexOf(tokenHash);
    const session = this.#sessionByHash.get(key) ?? (await this.#store.session(tokenHash));
    if (session === undefined) return undefined;
    const now = this.#clock.now();
    if (session.expiresAt <= now) {
      this.#forget(key);
      return undefined;
    }
    this.#sessionByHash.set(key, session);
    this.#seenAtByHash.set(key, now);
    return session;
  }

  /** All living sessions, oldest first. */
  async living(): Promise<readonly SeenSession[]> {
    const now = this.#clock.now();
    const rows = await this.#store.sessions();
    return rows
      .filter((row) => row.expiresAt > now)
      .map((row) => ({ ...row, seenAt: this.#seenAtByHash.get(hexOf(row.tokenHash)) ?? row.createdAt }));
  }

  /** Raises a session to a device session. */
  async proveDevice(session: Session, device: Id): Promise<Session> {
    const proven = { ...session, device };
    await this.#put(proven);
    return proven;
  }

  /** Ends one session, its sockets too. */
  async end(tokenHash: Hash): Promise<void> {
    await this.#store.write((tx) => tx.removeSession(tokenHash));
    this.#forget(hexOf(tokenHash));
  }

  /** Forgets the sessions of a user, or of one device, once the transaction that removed them is durable (SY5). */
  forgetOf(user: Id, device?: Id): void {
    for (const [key, session] of this.#sessionByHash) {
      const ofDevice = device === undefined || (session.device !== null && equalBytes(session.device, device));
      if (equalBytes(session.user, user) && ofDevice) this.#forget(key);
    }
  }

  /** Drops what has expired; called once a minute. @returns the sessions that are over by it. */
  async sweep(): Promise<readonly Session[]> {
    const now = this.#clock.now();
    const expired = (await this.#store.sessions()).filter(({ expiresAt }) => expiresAt <= now);
    for (const [key, session] of this.#sessionByHash) if (session.expiresAt <= now) this.#forget(key);
    await this.#store.write((tx) => tx.removeSessionsExpiredAt(now));
    return expired;
  }

  /** Calls `listener` with the hash (hex) of every session that ends. */
  onEnded(listener: (tokenHash: string) => void): void {
    this.#onEnded.add(listener);
  }

  async #put(session: Session): Promise<void> {
    await this.#store.write((tx) => tx.putSession(session));
    this.#sessionByHash.set(hexOf(session.tokenHash), session);
  }

  #forget(key: string): void {
    this.#sessionByHash.delete(key);
    this.#seenAtByHash.delete(key);
    for (const listener of this.#onEnded) listener(key);
  }
}

/** What a session is called where it opens nothing: the first half of its hash, 32 hex digits. */
export function sessionId(tokenHash: Hash): string {
  return hexOf(tokenHash.subarray(0, ID_BYTES));
}

/** SHA-256 over the 32 bytes a token spells. */
export function hashOfToken(token: string): Hash {
  return sha256(Buffer.from(token, 'base64url'));
}
