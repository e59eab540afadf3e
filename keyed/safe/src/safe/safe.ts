import { APPEND_POLICY, person } from '@siegel/akten';
import type { TreeHead } from '@siegel/journal';
import { type Author, isUnreadable, type PageSealer, pageSealer, platformHasher, platformVerify } from '@siegel/seal';
import { bytesOfHex, type EntryPacket, fail, FIRST_RECORD_KIND, type Id, ok, type Result } from '@siegel/wire';
import { closedByArchive } from '../archive/closed-akten.ts';
import { Attributions } from '../journal/attributions.ts';
import { JournalFollower } from '../journal/journal-follower.ts';
import { KeyRing } from '../keys/key-ring.ts';
import { DayCopies } from '../local/day-copies.ts';
import { DevicePages } from '../local/device-pages.ts';
import { GatedPages } from '../local/gated-pages.ts';
import { KeptAkten } from '../local/kept-akten.ts';
import { LocalPages } from '../local/local-pages.ts';
import { AkteDirectory, type KnownAkte } from '../records/akte-directory.ts';
import { ContentCache } from '../records/content-cache.ts';
import { type Opened, RecordOpener } from '../records/record-opener.ts';
import { type RecordVersion, type VisibleRecord, VisibleRecords } from '../records/visible-records.ts';
import { PersonIndex } from '../search/person-index.ts';
import { RenewalDuty } from '../renewal/renewal-duty.ts';
import { isStrictNow } from '../renewal/wanted-groups.ts';
import type { QuickStart } from '../snapshot/quick-start.ts';
import { readHandedHeads } from './handed-head.ts';
import { IndexKeeper } from './index-keeper.ts';
import { OfflineAkten } from './offline-akten.ts';
import { MergedPersons } from '../merge/merged-persons.ts';
import { OpeningNotes } from '../log/opening-notes.ts';
import { Outbox } from './outbox.ts';
import { isOwnDevice } from './own-device.ts';
import { akteScope } from './readable-akten.ts';
import type { OnProgress, SafeGiven } from './safe-given.ts';
import { SafeSync } from './safe-sync.ts';
import { unreadablePersons } from './unreadable-persons.ts';

/** A record with its opened newest version. */
export interface OpenedEntry {
  readonly record: VisibleRecord;
  readonly opened: Opened;
}

/** Parts of an Akte that are opened together: enough for the platform's threads, few enough for a keystroke to come between. */
const OPENED_AT_ONCE = 32;

/** The opened safe of one user on one device: follows the journal, holds keys, opens and writes records, finds persons. */
export class Safe {
  readonly given: SafeGiven;
  readonly follower: JournalFollower;
  readonly attributions: Attributions;
  readonly keys: KeyRing;
  readonly directory: AkteDirectory;
  readonly records: VisibleRecords;
  readonly renewals: RenewalDuty;
  readonly cache = new ContentCache();
  readonly index: PersonIndex;
  readonly merged: MergedPersons;
  readonly outbox: Outbox;
  readonly openings: OpeningNotes;
  readonly akten: OfflineAkten;
  readonly #kept: KeptAkten;
  readonly #gate: GatedPages;
  readonly #pages: DevicePages;
  readonly #opener: RecordOpener;
  readonly #indexKeeper: IndexKeeper;
  readonly #sync: SafeSync;

  private constructor(
    given: SafeGiven,
    gate: GatedPages,
    sealer: PageSealer,
    { quick, mustPass }: { readonly quick: QuickStart | undefined; readonly mustPass: readonly TreeHead[] },
  ) {
    // Whatever is written with this safe goes through its gate.
    this.given = { ...given, pages: gate };
    this.#gate = gate;
    const pages = new DevicePages(gate);
    this.#pages = pages;
    this.index = quick?.index ?? new PersonIndex();
    const pagesOf = (kind: string) => new LocalPages(pages, sealer, kind, true);
    const { tenant, orgPublic } = given;
    this.follower = new JournalFollower({
      tenant,
      orgPublic,
      hasher: platformHasher,
      verify: platformVerify,
      policy: APPEND_POLICY,
      mustPass,
    });
    this.attributions = new Attributions(this.follower);
    this.keys = new KeyRing(this.follower, this.attributions, given);
    const isHeldBack = (seq: number) => this.attributions.isHeldBack(seq);
    this.directory = new AkteDirectory(this.follower.columns, isHeldBack);
    this.records = new VisibleRecords(this.follower.columns, this.follower.membership, isHeldBack);
    this.renewals = new RenewalDuty(this);
    this.merged = new MergedPersons(this);
    const scopeOf = (akte: Id) => {
      const { follower, directory } = this;
      return akteScope({ follower, directory, user: given.user, isHeldBack }, akte);
    };
    this.#opener = new RecordOpener(this.attributions, this.keys, this.cache, scopeOf);
    // Pages that go on behind shards say nothing without them.
    this.#indexKeeper = new IndexKeeper(this, pagesOf(quick === undefined ? 'index' : 'tail'), quick?.coversSeq);
    this.outbox = new Outbox(this, new LocalPages(pages, sealer, 'outbox'));
    this.openings = new OpeningNotes(this, new LocalPages(pages, sealer, 'openings'));
    // Past the room for everything else: a copy never pushes out what is needed.
    const copies = (kind: string) => new LocalPages(gate, sealer, kind);
    this.#kept = new KeptAkten(copies('akten'), copies('aktenlist'), given);
    this.akten = new OfflineAkten(this, this.#kept, new DayCopies(copies('days')));
    pages.whenFull(async () => {
      await this.#kept.clear();
      await this.akten.days.dropWhere(() => true);
    });
    this.#sync = new SafeSync(this, { journal: pagesOf('journal'), keys: pagesOf('keys') });
  }

  /** Opens the safe: proves the device, takes in what is kept here, then what is new. Codes of sign-in and of JN21.
   *  @param quick what the device has begun with: its persons are in the index, its journal must be this one. */
  static async open(given: SafeGiven, onProgress?: OnProgress, quick?: QuickStart): Promise<Result<Safe>> {
    const sealer = await pageSealer(given.userKey.secret);
    const mustPass = [...(quick?.mustPass ?? []), ...(await readHandedHeads(given.pages, sealer))];
    const safe = new Safe(given, new GatedPages(given.pages), sealer, { quick, mustPass });
    const kept = await safe.#sync.takeKept();
    if (!kept.ok) return kept;
    await safe.#kept.restore();
    const caughtUp = await safe.#sync.catchUp(Math.max(1, ...mustPass.map(({ size }) => size)), onProgress);
    if (!caughtUp.ok) return caughtUp;
    if (mustPass.some(({ size }) => size > safe.follower.head.size)) return fail('LOG_SHORTENED');
    if (quick?.isOf(safe.follower) === false) return fail('SNAPSHOT_WRONG');
    if (!isOwnDevice(safe.follower, given)) return fail('DEVICE_NOT_APPROVED');
    await safe.merged.prove();
    await safe.akten.tidy();
    await safe.outbox.restore();
    await safe.openings.restore();
    if (safe.outbox.acknowledged.length === 0) return ok(safe);
    const shown = await safe.sync();
    return shown.ok || shown.error.code === 'OFFLINE' ? ok(safe) : shown;
  }

  /** Who writes with this safe. */
  get author(): Author {
    const { tenant, user, userKey, device, now } = this.given;
    return { tenant, user, userKey, device, now };
  }

  /** Sites of the own user now. */
  get sites(): readonly Id[] {
    return this.follower.membership.userAt(this.given.user, this.follower.head.size)?.sites ?? [];
  }

  /** Follows the journal to its end (`SafeSync.sync`). */
  async sync(onProgress?: OnProgress): Promise<Result<true>> {
    const synced = await this.#sync.sync(onProgress);
    await this.merged.prove();
    return synced;
  }

  /** Takes what is new of all readable persons into the index: they can be found from then on (`IndexKeeper.load`). */
  loadIndex(onProgress?: OnProgress): Promise<Result<number>> {
    return this.#indexKeeper.load(onProgress);
  }

  /** Journal size up to which the index is whole. */
  get indexedTo(): number {
    return this.#indexKeeper.indexedTo;
  }

  /** Makes sure that the identity parts of all readable persons are here (`IndexKeeper.loadAllParts`). */
  loadAllParts(): Promise<Result<true>> {
    return this.#indexKeeper.loadAllParts();
  }

  /** Takes in the case keys of all readable Stammakten, all versions (`IndexKeeper.loadAllKeys`). */
  loadAllKeys(): Promise<Result<true>> {
    return this.#indexKeeper.loadAllKeys();
  }

  /** True when entries since may have changed whose persons are found here (`IndexKeeper.mayFindOthersSince`). */
  mayFindOthersSince(since: number): boolean {
    return this.#indexKeeper.mayFindOthersSince(since);
  }

  /** Takes out of the index who is not this user's in strict mode (`IndexKeeper.hideOthers`). */
  hideOthers(): Promise<boolean> {
    return this.#indexKeeper.hideOthers();
  }

  /** Puts persons into the index anew, from their own parts (`IndexKeeper.fetchPersons`). */
  fetchPersons(personIds: readonly string[]): Promise<Result<true>> {
    return this.#indexKeeper.fetchPersons(personIds);
  }

  /** Hex ids of persons that search cannot find although the server owes this user their identity (SF20). */
  get unreadablePersons(): ReadonlySet<string> {
    return unreadablePersons(this);
  }

  /** Puts a person into the index from the parts that are here; takes it out when nothing of it is shown any more. */
  indexPerson(personId: string): Promise<void> {
    return this.#indexKeeper.indexPerson(personId);
  }

  /** The Akten of a person, of those merged into them too, after who founded each was checked: an invented one must not stand before the true ones (JN23). */
  async provenAkten(personId: string): Promise<readonly KnownAkte[]> {
    const foundings = this.merged.wholeOf(personId).flatMap((id) => this.directory.foundingsOfPerson(id));
    await Promise.all(foundings.map(({ seq }) => this.attributions.faultOf(seq)));
    return this.merged.aktenOf(personId);
  }

  /** Fetches and opens all Akten of a person this user may open; of somebody who was merged, those of the person that stays (PM8). One delivery entry for the request. */
  async openPerson(
    ofPerson: string,
    purpose: 'open' | 'export' | 'verify' = 'open',
  ): Promise<Result<readonly OpenedEntry[]>> {
    const personId = this.merged.standsFor(ofPerson);
    const akten = await this.provenAkten(personId);
    if (akten.length === 0) return fail('AKTE_UNKNOWN');
    const fetched = await this.akten.fetch(personId, purpose);
    if (!fetched.ok && fetched.error.code !== 'OFFLINE') return fetched;
    const here = await this.openHere(personId);
    return fetched.ok ? ok(here) : openedOffline(here);
  }

  /** Opens what is on this device of a person, without asking the server. */
  async openHere(personId: string): Promise<readonly OpenedEntry[]> {
    const open = this.merged.aktenOf(personId).filter(({ akte }) => this.directory.movedTo(akte) === undefined);
    // What this session fetched before strict mode is not shown any more (BS28).
    const akten = isStrictNow(this) ? open.filter(({ akte }) => this.akten.isReadable(akte)) : open;
    const records = akten
      .flatMap(({ akte }) => [...this.records.recordsOfAkte(akte)])
      // Key entries stand in the Akte, too; there is nothing in them to open.
      .filter(({ newest }) => newest.body.kind >= FIRST_RECORD_KIND);
    const opened: OpenedEntry[] = [];
    // Several at a time: the platform opens parts in threads of its own, and each answer takes a turn of this one.
    for (let at = 0; at < records.length; at += OPENED_AT_ONCE) {
      const some = records.slice(at, at + OPENED_AT_ONCE);
      opened.push(...(await Promise.all(some.map((record) => this.#openNewest(record)))));
    }
    return opened;
  }

  /** The newest version; where somebody put one behind a Freigabe, the one that was released (FG7). */
  async #openNewest(record: VisibleRecord): Promise<OpenedEntry> {
    const opened = await this.open(record.newest);
    if (!isUnreadable(opened) || opened.unreadable !== 'RECORD_FROZEN') return { record, opened };
    const released = this.records.recordOf(record.newest.body.record);
    return released === undefined ? { record, opened } : this.#openNewest(released);
  }

  /** Opens one version from the parts that are here. */
  open(version: RecordVersion): Promise<Opened> {
    return this.#opener.open(version);
  }

  /** Sends packets as one batch. Not `saved`: they are kept and sent later. A code: the server refused them for good, or would: somebody is in the archive (PM48).
   *  `insteadOf`: what waits or was refused of this record gives way to them. */
  write(packets: readonly EntryPacket[], insteadOf?: Id): Promise<Result<{ readonly saved: boolean }>> {
    const closed = closedByArchive(this, packets);
    return closed === undefined ? this.outbox.send(packets, insteadOf) : Promise.resolve(fail(closed));
  }

  /** True since this device had no room for something that had to be kept, until it has. */
  get isDeviceFull(): boolean {
    return this.#pages.isFull;
  }

  /** Writes nothing on this device any more; resolves when what was begun is over. */
  close(): Promise<void> {
    this.openings.stop();
    return this.#gate.close();
  }

  /** The bytes of a hex id; throws for anything else, which is a bug of the caller. */
  static idOf(hex: string): Id {
    const id = bytesOfHex(hex);
    if (id?.length !== 16) throw new Error('SF1: an id has 32 hex digits');
    return id;
  }
}

const isMissing = ({ opened }: OpenedEntry) => isUnreadable(opened) && opened.unreadable === 'CONTENT_WITHHELD';

/** What is here while the server cannot be asked. A part that is not here was not withheld by anybody; an Akte of which this
 *  device has nothing but the person is not here at all. */
function openedOffline(here: readonly OpenedEntry[]): Result<readonly OpenedEntry[]> {
  const eintraege = here.filter(({ record }) => record.newest.body.kind !== person.code);
  if (eintraege.length > 0 && eintraege.every(isMissing)) return fail('OFFLINE');
  return ok(here.map((entry) => (isMissing(entry) ? { ...entry, opened: { unreadable: 'OFFLINE' } } : entry)));
}
