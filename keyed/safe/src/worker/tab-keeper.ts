import { openOfflineSlot, openSlot, sealOfflineSlot, sealSlot } from '@siegel/seal';
import { type ErrorCode, fail, hexOf, ok, type Result } from '@siegel/wire';
import type { KnownUser } from '../channel/presence-api.ts';
import type { SignedIn } from '../channel/sign-in-api.ts';
import { givenOf } from '../safe/enter-device.ts';
import type { SafeGiven } from '../safe/safe-given.ts';
import { bytesOfBase64url } from '../server/base64url.ts';
import { askJson, type RequestFailure, type ServerAddress, tellJson } from '../server/server-request.ts';
import type { TabRecord } from './profile-of-browser.ts';
import type { ServiceGiven } from './service-given.ts';
import { PasswordTurn } from './password-turn.ts';

/** 72 hours: as long as a device opens without having heard the server (DV13). */
const OFFLINE_MS = 72 * 60 * 60 * 1000;
/** A clock that was set a little is no reason to lock somebody out. */
const CLOCK_SLACK_MS = 5 * 60 * 1000;

/** What it needs of the surroundings. */
type KeeperGiven = Pick<ServiceGiven, 'origin' | 'fetch' | 'devices' | 'profile' | 'pagesOf' | 'now'>;

/** A tab that may go on where it was. */
export interface KeptTab {
  readonly record: TabRecord;
  readonly user: KnownUser | undefined;
}

/** How somebody came in. */
export interface CameIn {
  /** Undefined when they came without one. */
  readonly password: string | undefined;
  /** False once they are locked or signed out. */
  readonly isIn: () => boolean;
  /** Whether the organisation allows a way in without the server (DV15), once the journal says so; undefined when nobody is in by then. */
  readonly mayKeepOffline: () => Promise<boolean | undefined>;
}

/** Keeps what brings somebody back into this tab: the session slot (without a password, while the session lives) and the offline
 *  slot (with it, while the server is away). */
export class TabKeeper {
  /** A change of the password, and who signs in meanwhile. */
  readonly passwordTurn = new PasswordTurn();
  readonly #given: KeeperGiven;
  #tab = '';
  #record: TabRecord | undefined;
  #keepingOffline: Promise<void> = Promise.resolve();
  #writing: Promise<void> = Promise.resolve();

  constructor(given: KeeperGiven) {
    this.#given = given;
  }

  /** Name of the tab; empty before the page has said it. */
  get tab(): string {
    return this.#tab;
  }

  /** The session this tab has, or had, of an account. */
  sessionOf(account: string): string | undefined {
    return this.#record?.account === account ? this.#record.sessionId : undefined;
  }

  get #profile(): ServiceGiven['profile'] {
    return this.#given.profile;
  }

  /** What this tab had before. */
  async take(tab: string): Promise<KeptTab | undefined> {
    this.#tab = /^[0-9a-f]{32}$/.test(tab) ? tab : '';
    this.#record = this.#tab === '' ? undefined : await this.#profile.readTab(tab);
    if (this.#record === undefined) return undefined;
    const { account } = this.#record;
    return { record: this.#record, user: (await this.#profile.users()).find((one) => one.account === account) };
  }

  /** Opens the session slot with the half the server gives a living session. SESSION_ENDED when it lives no more; codes of
   *  `mayOpenLater` when that is not known. */
  async openSession({ account, slot, ...record }: TabRecord): Promise<Result<SafeGiven, RequestFailure>> {
    const { devices, pagesOf, now } = this.#given;
    const device = await devices.read(account);
    if (device === undefined || slot === undefined) return fail('SESSION_ENDED');
    const address = this.#addressOf(record);
    const answer = await askJson(address, 'session/half', { answer: 'sessionHalf' });
    if (!answer.ok) return mayOpenLater(answer.error.code) ? answer : fail('SESSION_ENDED');
    const half = bytesOfBase64url(answer.value.half);
    const place = { ...record, slotId: device.device, kind: 'session' } as const;
    const content = half === undefined ? undefined : await openSlot(slot, place, half);
    if (content === undefined) return fail('SESSION_ENDED');
    const session = { address, user: record.user };
    return ok(await givenOf({ pages: await pagesOf(account), now }, { ...record, session }, { device, content }));
  }

  /** Somebody has opened the safe: what was open here before ends, the slots of the new one are sealed. Once they are not in any
   *  more (`isIn`), no way back is kept. */
  async opened(given: SafeGiven, signedIn: SignedIn, { password, isIn, mayKeepOffline }: CameIn): Promise<void> {
    const { account, displayName, tenantName } = signedIn;
    await this.#profile.writeUser({ account, displayName, tenantName });
    if (!isIn()) return;
    // Stretching the password takes a quarter of a second that nobody has to wait for.
    if (password !== undefined)
      this.#keepingOffline = mayKeepOffline().then((may) => {
        if (may === undefined) return;
        return may ? this.#keepOffline(account, given, password) : this.forgetOffline(account);
      });
    const { sessionId } = given.address;
    if (sessionId === undefined || this.#tab === '') return;
    const slot = await this.#sessionSlot(given);
    if (!isIn()) return;
    const before = this.#record;
    await this.#keep({ account, sessionId, ...idsOf(given), ...slot });
    if (before !== undefined && before.sessionId !== sessionId) await this.#end(before);
  }

  /** The copy for working without a line opens with the new password from now on (DV16). */
  passwordChanged(account: string, given: SafeGiven, password: string): void {
    this.#keepingOffline = this.#keepOffline(account, given, password);
  }

  /** Somebody was on the way in and is not to come in: a session of which this tab keeps nothing ends on the server. */
  async abandoned({ address }: SafeGiven): Promise<void> {
    if (address.sessionId !== undefined && address.sessionId === this.#record?.sessionId) return;
    await tellJson(address, 'logout', { method: 'POST' });
  }

  /** The organisation forbids it: without the server this account opens here no more. */
  async forgetOffline(account: string): Promise<void> {
    if ((await this.#profile.readOffline(account)) !== undefined) await this.#profile.writeOffline(account, undefined);
  }

  /** The slot goes: from now on the password is needed. */
  async locked(): Promise<void> {
    if (this.#record === undefined) return;
    const { slot: _gone, ...record } = this.#record;
    await this.#keep(record);
  }

  /** The session ends on the server, and this tab knows nobody any more. */
  async signedOut(): Promise<void> {
    const record = this.#record;
    this.#record = undefined;
    if (this.#tab !== '') await this.#write(undefined);
    if (record !== undefined) await this.#end(record);
  }

  /** Opens the safe by the password alone, while the server does not answer. LOGIN_FAILED, OFFLINE_NOT_ALLOWED. */
  async openOffline(account: string, password: string): Promise<Result<SafeGiven>> {
    await this.#keepingOffline;
    const { devices, pagesOf, now } = this.#given;
    const [device, kept] = [await devices.read(account), await this.#profile.readOffline(account)];
    const silentMs = kept === undefined ? Number.POSITIVE_INFINITY : now() - kept.heardAtMs;
    // A clock that was set back must not make the time longer.
    const isAllowed = silentMs <= OFFLINE_MS && silentMs >= -CLOCK_SLACK_MS;
    if (device === undefined || kept === undefined || !isAllowed) return fail('OFFLINE_NOT_ALLOWED');
    const content = await openOfflineSlot(kept.slot, { ...kept, slotId: device.device }, password);
    if (content === undefined) return fail('LOGIN_FAILED');
    const session = { address: this.#addressOf({ ...kept, sessionId: undefined }), user: kept.user };
    return ok(await givenOf({ pages: await pagesOf(account), now }, { ...kept, session }, { device, content }));
  }

  async #sessionSlot(given: SafeGiven): Promise<Pick<TabRecord, 'slot'>> {
    const answer = await askJson(given.address, 'session/half', { answer: 'sessionHalf' });
    const half = answer.ok ? bytesOfBase64url(answer.value.half) : undefined;
    if (half === undefined) return {};
    const place = { ...idsOf(given), slotId: given.device.device, kind: 'session' } as const;
    return { slot: await sealSlot(contentOf(given), place, { secret: half }) };
  }

  async #keepOffline(account: string, given: SafeGiven, password: string): Promise<void> {
    if (given.address.sessionId === undefined && given.address.session === undefined) return;
    const heardAtMs = given.now();
    const place = { ...idsOf(given), slotId: given.device.device };
    const slot = await sealOfflineSlot(contentOf(given), place, { password });
    await this.#profile.writeOffline(account, { ...idsOf(given), heardAtMs, slot });
  }

  async #keep(record: TabRecord): Promise<void> {
    this.#record = record;
    await this.#write(record);
  }

  /** One write at a time: a slot on its way to the disk must not arrive behind the lock that takes it. */
  #write(record: TabRecord | undefined): Promise<void> {
    const tab = this.#tab;
    const written = this.#writing.then(() => this.#profile.writeTab(tab, record));
    this.#writing = written.catch(() => undefined);
    return written;
  }

  async #end(record: TabRecord): Promise<void> {
    await tellJson(this.#addressOf(record), 'logout', { method: 'POST' });
  }

  #addressOf(of: Pick<TabRecord, 'tenant'> & { readonly sessionId: string | undefined }): ServerAddress {
    const { origin, fetch } = this.#given;
    const named = of.sessionId === undefined ? {} : { sessionId: of.sessionId };
    return { base: `${origin}/v1/t/${hexOf(of.tenant)}`, fetch, ...named };
  }
}

/** Without a line, or while one of both sides waits for its update, nobody knows whether the session lives: its slot stays. */
export function mayOpenLater(code: ErrorCode): boolean {
  return code === 'OFFLINE' || code === 'PROTOCOL_OUTDATED' || code === 'SERVER_OUTDATED';
}

function idsOf({ tenant, instance, user }: SafeGiven) {
  return { tenant, instance, user };
}

function contentOf({ userKey, orgPublic }: SafeGiven) {
  return { userKey: userKey.secret, orgPublic };
}
