import {
  bytesOfHex,
  type CborValue,
  concatBytes,
  decodeSequence,
  encodeSequence,
  fail,
  hexOf,
  ok,
  type Result,
  WIRE_KINDS,
  ZERO_ID,
} from '@siegel/wire';
import type { DayCopies } from '../local/day-copies.ts';
import type { KeptAkten } from '../local/kept-akten.ts';
import { fetchContent, takeItems } from './fetch-content.ts';
import { isReadableAkte } from './readable-akten.ts';
import type { SafeGiven } from './safe-given.ts';
import type { Attributions } from '../journal/attributions.ts';
import type { JournalFollower } from '../journal/journal-follower.ts';
import type { MergedPersons } from '../merge/merged-persons.ts';
import type { AkteDirectory, KnownAkte } from '../records/akte-directory.ts';
import type { ContentSinks } from './fetch-content.ts';

const AKTEN_PER_REQUEST = 500;

/** What it needs of the safe. */
export interface AktenSafe extends ContentSinks {
  readonly given: SafeGiven;
  readonly follower: JournalFollower;
  readonly attributions: Attributions;
  readonly directory: AkteDirectory;
  readonly merged: MergedPersons;
}

/** The Akten of an open safe as the server delivers them, and as this device keeps them for the time without a line. */
export class OfflineAkten {
  readonly #safe: AktenSafe;
  readonly #kept: KeptAkten;
  /** Appointments of single days. */
  readonly days: DayCopies;
  /** When the copy was fetched that is shown of a person, for those the server could not be asked for. */
  readonly #shownCopies = new Map<string, number | undefined>();

  constructor(safe: AktenSafe, kept: KeptAkten, days: DayCopies) {
    this.#safe = safe;
    this.#kept = kept;
    this.days = days;
  }

  /** Fetches all Akten of a person, one delivery entry, and keeps what came. Without a line what is kept here is taken in, and
   *  the answer is OFFLINE all the same. Codes of the request. */
  async fetch(personId: string, purpose: 'open' | 'export' | 'verify'): Promise<Result<true>> {
    const { merged, given } = this.#safe;
    // One Akte that is not this user's (a site somebody has left) would refuse all of them.
    const all = merged.aktenOf(personId);
    const own = this.readableOf(personId);
    const body = { akten: (own.length === 0 ? all : own).map(({ akte }) => hexOf(akte)), purpose };
    const raw: Uint8Array[] = [];
    const request = { path: 'akten', body, keep: (chunk: Uint8Array) => raw.push(chunk) };
    const fetched = await fetchContent(given.address, request, this.#safe);
    if (fetched.ok) {
      this.#shownCopies.delete(personId);
      if (purpose === 'open') void this.#kept.keep(personId, concatBytes(...raw));
      return ok(true);
    }
    if (fetched.error.code !== 'OFFLINE') return fetched;
    this.#shownCopies.set(personId, this.#kept.keptAtMs(personId));
    const items = await this.#kept.read(personId);
    if (items !== undefined) await takeItems(items, this.#safe);
    return fail('OFFLINE');
  }

  /** The Akten of a person this user may open. */
  readableOf(personId: string): readonly KnownAkte[] {
    return this.#safe.merged.aktenOf(personId).filter(({ akte }) => this.isReadable(akte));
  }

  /** When the copy of a person on screen was fetched; undefined when the server was asked. */
  copyTimeOf(personId: string): number | undefined {
    return this.#shownCopies.get(personId);
  }

  /** Persons that can be read here without a line. */
  get persons(): readonly string[] {
    return this.#kept.persons;
  }

  /** Fetches Akten of these persons ahead, one delivery entry for all, and keeps them. Those with a copy from `sinceMs` or later
   *  are left alone. @returns how many were fetched. */
  async preload(persons: readonly string[], sinceMs: number): Promise<Result<number>> {
    const { merged } = this.#safe;
    const due = persons.filter((person) => (this.#kept.keptAtMs(person) ?? 0) < sinceMs);
    const aktenByPerson = new Map(due.map((person) => [person, merged.aktenOf(person)]));
    const akten = [...aktenByPerson.values()]
      .flat()
      .filter(({ akte }) => this.isReadable(akte))
      .slice(0, AKTEN_PER_REQUEST)
      .map(({ akte }) => hexOf(akte));
    if (akten.length === 0) return ok(0);
    const raw: Uint8Array[] = [];
    const request = {
      path: 'akten',
      body: { akten, purpose: 'preload' },
      keep: (chunk: Uint8Array) => raw.push(chunk),
    };
    const fetched = await fetchContent(this.#safe.given.address, request, this.#safe);
    if (!fetched.ok) return fetched;
    const itemsByAkte = Map.groupBy(decodeSequence(concatBytes(...raw)), akteOfItem);
    for (const [person, known] of aktenByPerson) {
      const items = known.flatMap(({ akte }) => itemsByAkte.get(hexOf(akte)) ?? []);
      if (items.length > 0) await this.#kept.keep(person, encodeSequence(items));
    }
    return ok(akten.length);
  }

  /** Takes copies off the device that hold an Akte this user may not read any more (a site they have left), or of which an erasure has
   *  taken everything (OF5). */
  async tidy(): Promise<void> {
    const gone: string[] = [];
    for (const person of this.#kept.persons) {
      const akten = this.#safe.merged.aktenOf(person);
      const readable = new Set(akten.filter(({ akte }) => this.isReadable(akte)).map(({ akte }) => hexOf(akte)));
      // A copy is opened only where there is something it could hold.
      const holdsMore = readable.size > 0 && readable.size < akten.length && (await this.#holdsOther(person, readable));
      if (readable.size === 0 || holdsMore) gone.push(person);
    }
    await this.#kept.drop(gone);
    await this.days.dropWhere((item) => !this.isReadable(bytesOfHex(akteOfItem(item)) ?? ZERO_ID));
  }

  async #holdsOther(person: string, readable: ReadonlySet<string>): Promise<boolean> {
    const items = (await this.#kept.read(person)) ?? [];
    return items.some((item) => !readable.has(akteOfItem(item)));
  }

  /** An erasure reaches the device: whatever it names could be in any copy, so that all of them go (OF5).
   *  @param since journal size up to which this was asked before. */
  async heedErasures(since: number): Promise<void> {
    const { columns } = this.#safe.follower;
    for (let seq = since; seq < columns.size; seq++)
      if (columns.kindAt(seq) === WIRE_KINDS.tombstone) {
        await this.days.dropWhere(() => true);
        return this.#kept.drop(this.#kept.persons);
      }
  }

  /** Whether the server owes this user anything of an Akte. */
  isReadable(akte: Uint8Array): boolean {
    const { follower, directory, given, attributions } = this.#safe;
    const isHeldBack = (seq: number) => attributions.isHeldBack(seq);
    return isReadableAkte({ follower, directory, user: given.user, isHeldBack }, akte);
  }
}

function akteOfItem(item: CborValue): string {
  const akte = Array.isArray(item) ? (item as readonly CborValue[])[1] : undefined;
  return akte instanceof Uint8Array ? hexOf(akte) : '';
}
