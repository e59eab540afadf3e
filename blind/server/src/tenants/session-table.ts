import {
  bytesOfHex,
  type CborValue,
  decodeCbor,
  encodeCbor,
  equalBytes,
  type Hash,
  hexOf,
  type Id,
} from '@siegel/wire';
import type { SessionRow, TenantStore, WriteTx } from '@siegel/store';
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
/** Name of the setting that says which sessions have shown a second factor. */
const SHOWN = 'sessions-with-factor';
/** Name of the setting that says how late it was when the sessions were last looked at: a restart does not turn their clock back. */
const CLOCK = 'session-clock';
/** A clock further behind than that was wrong for long, before or now: nobody can say how old a session is, and all are over. */
const MOST_BEHIND_MS = 48 * 60 * 60 * 1000;
/** SY5. */
export const SESSION_MS = 12 * 60 * 60 * 1000;
/** Sessions one user may have at a time; counted apart, so that whoever knows a password only pushes nobody out who has shown a device
 *  (SY6). */
const MOST_PROVEN = 100;
const MOST_UNPROVEN = 20;

/** That a session has shown a second factor: proof for signing in again from the same browser, until the session would end. */
interface Shown {
  readonly user: Id;
  readonly expiresAt: number;
}

/** Sessions of one tenant: kept by the store, so that a restart signs nobody out; found from memory on the hot path. Only the
 *  hash of a token is kept (SY2). Their end does not move with the clock of the machine (DV20). */
export class SessionTable {
  readonly #store: TenantStore;
  readonly #world: World;
  readonly #clock: ForwardClock;
  readonly #sessionByHash = new Map<string, Session>();
  readonly #seenAtByHash = new Map<string, number>();
  readonly #shownByHash = new Map<string, Shown>();
  /** When a session has shown the password again. */
  readonly #passwordAtByHash = new Map<string, number>();
  readonly #idleMsOf: (user: Id) => number;
  /** What was not used since the start counts as used then. */
  readonly #startedAt: number;
  readonly #onEnded = new Set<(tokenHash: string) => void>();
  readonly #onUnused = new Set<(session: Session) => void>();
  readonly #onCrowdedOut = new Set<(session: Session) => void>();

  private constructor(store: TenantStore, world: World, clock: ForwardClock, idleMsOf: (user: Id) => number) {
    this.#store = store;
    this.#world = world;
    this.#clock = clock;
    this.#idleMsOf = idleMsOf;
    this.#startedAt = clock.now();
  }

  /** Takes up the sessions of an earlier start.
   *  @param idleMsOf how long a session of this user may stay unused (AZ11). */
  static async open(
    store: TenantStore,
    world: World,
    idleMsOf: (user: Id) => number = () => Number.POSITIVE_INFINITY,
  ): Promise<SessionTable> {
    const kept = await store.sessions();
    const seen = await store.secret(CLOCK);
    const newest = Math.max(0, seen === undefined ? 0 : timeOfBytes(seen), ...kept.map((one) => one.createdAt));
    const isTurnedBack = newest - world.now() > MOST_BEHIND_MS;
    if (isTurnedBack)
      await store.write(async (tx) => {
        for (const { tokenHash } of kept) await tx.removeSession(tokenHash);
        await tx.removeSecret(SHOWN);
      });
    const clock = new ForwardClock(world, isTurnedBack ? 0 : newest);
    const table = new SessionTable(store, world, clock, idleMsOf);
    const shown = await store.secret(SHOWN);
    if (shown !== undefined)
      for (const [hash, user, expiresAt] of decodeCbor(shown.slice()) as readonly (readonly [Hash, Id, number])[])
        table.#shownByHash.set(hexOf(hash), { user, expiresAt });
    return table;
  }

  /** Signs `user` in; durable on return. */
  async issue(user: Id, hasShownFactor = false): Promise<IssuedSession> {
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
    if (hasShownFactor) await this.markShown(session);
    await this.#makeRoom(session, MOST_UNPROVEN);
    return { session, token };
  }

  /** The living session of a token, or undefined. */
  async find(token: string): Promise<Session | undefined> {
    const tokenHash = hashOfToken(token);
    const key = hexOf(tokenHash);
    const session = this.#sessionByHash.get(key) ?? (await this.#store.session(tokenHash));
    if (session === undefined) return undefined;
    if (!this.#isLiving(session)) {
      await this.#endUnused(session);
      return undefined;
    }
    this.#sessionByHash.set(key, session);
    this.#seenAtByHash.set(key, this.#clock.now());
    return session;
  }

  /** True while the session with this hash (hex) lives; an open WebSocket counts as use (AZ11). */
  async isInUse(key: string): Promise<boolean> {
    const session = this.#sessionByHash.get(key) ?? (await this.#store.session(bytesOfHex(key) as Hash));
    if (session === undefined) return false;
    if (!this.#isLiving(session)) {
      await this.#endUnused(session);
      return false;
    }
    this.#seenAtByHash.set(key, this.#clock.now());
    return true;
  }

  /** The session has shown a second factor; durable on return. */
  async markShown({ tokenHash, user, expiresAt }: Session): Promise<void> {
    this.#shownByHash.set(hexOf(tokenHash), { user, expiresAt });
    await this.#store.write((tx) => this.#keepShown(tx));
  }

  /** True when the session has shown a second factor. */
  hasShown({ tokenHash }: Pick<Session, 'tokenHash'>): boolean {
    return this.#shownByHash.has(hexOf(tokenHash));
  }

  /** True for the token of a session of `user` that has shown a second factor, for as long as it could have lived: also when it was
   *  not used for a while, never when it was ended (ZF4). */
  isProofOf(token: string, user: Id): boolean {
    const shown = this.#shownBy(token);
    return shown !== undefined && equalBytes(shown.user, user);
  }

  /** The same, whosever it is. */
  isProof(token: string): boolean {
    return this.#shownBy(token) !== undefined;
  }

  /** A session that was not used for a while is signed out, too: it shows nothing any more. */
  async dropProof(token: string): Promise<void> {
    if (this.#shownByHash.delete(hexOf(hashOfToken(token)))) await this.#store.write((tx) => this.#keepShown(tx));
  }

  /** The password was shown in this session now (SV17). */
  passwordShown({ tokenHash }: Session): void {
    this.#passwordAtByHash.set(hexOf(tokenHash), this.#clock.now());
  }

  /** Milliseconds since the password was shown: at the beginning of the session, or again since. */
  sincePasswordMs({ tokenHash, createdAt }: Session): number {
    return this.#clock.now() - (this.#passwordAtByHash.get(hexOf(tokenHash)) ?? createdAt);
  }

  /** All living sessions, oldest first. */
  async living(): Promise<readonly SeenSession[]> {
    const rows = await this.#store.sessions();
    return rows
      .filter((row) => this.#isLiving(row))
      .map((row) => ({ ...row, seenAt: this.#seenAtByHash.get(hexOf(row.tokenHash)) ?? row.createdAt }));
  }

  /** Raises a session to a device session. */
  async proveDevice(session: Session, device: Id): Promise<Session> {
    const proven = { ...session, device };
    await this.#put(proven);
    await this.#makeRoom(proven, MOST_PROVEN);
    return proven;
  }

  /** Ends one session, its sockets too. */
  async end(tokenHash: Hash): Promise<void> {
    this.#shownByHash.delete(hexOf(tokenHash));
    await this.#store.write(async (tx) => {
      await tx.removeSession(tokenHash);
      await this.#keepShown(tx);
    });
    this.#forget(hexOf(tokenHash));
  }

  /** Forgets the sessions of a user, or of one device, once the transaction that removed them is durable (SY5). */
  forgetOf(user: Id, device?: Id): void {
    for (const [key, session] of this.#sessionByHash) {
      const ofDevice = device === undefined || (session.device !== null && equalBytes(session.device, device));
      if (equalBytes(session.user, user) && ofDevice) this.#forget(key);
    }
    for (const [key, shown] of this.#shownByHash)
      if (equalBytes(shown.user, user) && !this.#sessionByHash.has(key)) this.#shownByHash.delete(key);
    void this.#store.write((tx) => this.#keepShown(tx)).catch(() => undefined);
  }

  /** Drops what has expired or was not used; called once a minute. */
  async sweep(): Promise<void> {
    const now = this.#clock.now();
    for (const row of await this.#store.sessions()) if (!this.#isLiving(row)) await this.#endUnused(row);
    await this.#store.write(async (tx) => {
      await tx.removeSessionsExpiredAt(now);
      await tx.putSecret(CLOCK, bytesOfTime(now));
    });
  }

  /** Calls `listener` with the hash (hex) of every session that ends. */
  onEnded(listener: (tokenHash: string) => void): void {
    this.#onEnded.add(listener);
  }

  /** Calls `listener` with every session that gave way to a newer one of its user (SY6). */
  onCrowdedOut(listener: (session: Session) => void): void {
    this.#onCrowdedOut.add(listener);
  }

  /** Calls `listener` with every session that is over because its time is, or because it was not used (LG7). */
  onUnused(listener: (session: Session) => void): void {
    this.#onUnused.add(listener);
  }

  /** Ends what was used longest ago of the sessions like this one (same user, device proven or not), until there are `most`. */
  async #makeRoom({ user, device, tokenHash }: Session, most: number): Promise<void> {
    const alike = (await this.living()).filter(
      (one) => equalBytes(one.user, user) && (one.device === null) === (device === null),
    );
    if (alike.length <= most) return;
    const others = alike.filter((one) => !equalBytes(one.tokenHash, tokenHash));
    for (const session of others.toSorted((a, b) => a.seenAt - b.seenAt).slice(0, alike.length - most)) {
      await this.end(session.tokenHash);
      for (const listener of this.#onCrowdedOut) listener(session);
    }
  }

  #shownBy(token: string): Shown | undefined {
    const shown = this.#shownByHash.get(hexOf(hashOfToken(token)));
    return shown !== undefined && shown.expiresAt > this.#clock.now() ? shown : undefined;
  }

  #isLiving({ tokenHash, user, createdAt, expiresAt }: Session): boolean {
    const now = this.#clock.now();
    const seenAt = this.#seenAtByHash.get(hexOf(tokenHash)) ?? Math.max(createdAt, this.#startedAt);
    return expiresAt > now && now - seenAt < this.#idleMsOf(user);
  }

  /** The session is over; that it has shown a factor stays known until its time. */
  async #endUnused(session: Session): Promise<void> {
    const { tokenHash } = session;
    await this.#store.write((tx) => tx.removeSession(tokenHash));
    this.#forget(hexOf(tokenHash));
    for (const listener of this.#onUnused) listener(session);
  }

  async #keepShown(tx: WriteTx): Promise<void> {
    const now = this.#clock.now();
    for (const [key, { expiresAt }] of this.#shownByHash) if (expiresAt <= now) this.#shownByHash.delete(key);
    const rows = [...this.#shownByHash].map(
      ([key, { user, expiresAt }]): CborValue => [bytesOfHex(key) as Hash, user, expiresAt],
    );
    if (rows.length > 0 || (await tx.secret(SHOWN)) !== undefined) await tx.putSecret(SHOWN, encodeCbor(rows));
  }

  async #put(session: Session): Promise<void> {
    await this.#store.write((tx) => tx.putSession(session));
    this.#sessionByHash.set(hexOf(session.tokenHash), session);
  }

  #forget(key: string): void {
    this.#sessionByHash.delete(key);
    this.#seenAtByHash.delete(key);
    this.#passwordAtByHash.delete(key);
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

function bytesOfTime(ms: number): Uint8Array {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(Math.floor(ms)));
  return bytes;
}

function timeOfBytes(bytes: Uint8Array): number {
  return Number(Buffer.from(bytes).readBigUInt64BE());
}
