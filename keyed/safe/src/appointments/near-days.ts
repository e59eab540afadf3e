import { addDays, dayNumber, type LocalDate } from '@siegel/akten';
import { platformHasher, wrapCaseKey } from '@siegel/seal';
import {
  type CborValue,
  concatBytes,
  decodeSequence,
  encodeCbor,
  encodeSequence,
  hexOf,
  type Id,
  type WrappedKey,
  wrappedKeyToCbor,
} from '@siegel/wire';
import { localDay } from '../channel/local-day.ts';
import type { RecordVersion } from '../records/visible-records.ts';
import { namedCaseKey } from '../renewal/named-case-key.ts';
import { olderKeys } from '../renewal/older-keys.ts';
import { takeItems } from '../safe/fetch-content.ts';
import type { Safe } from '../safe/safe.ts';
import { CONTENT_ITEM, contentItemOfCbor } from '../server/content-items.ts';

/** Keeps the near days readable without a line (TE50). */
export class NearDays {
  readonly #safe: Safe;
  /** By day: seqs of the versions whose parts lie in its copy. */
  readonly #keptByDay = new Map<LocalDate, Promise<Set<number>>>();

  constructor(safe: Safe) {
    this.#safe = safe;
  }

  /** Takes in what is kept of these days. @returns whether something was there. */
  async take(days: readonly LocalDate[]): Promise<boolean> {
    let taken = 0;
    for (const day of days) taken += await takeItems(await this.#safe.akten.days.read(dayNumber(day)), this.#safe);
    return taken > 0;
  }

  /** Keeps of an answer of the server what belongs to these versions of a day. */
  async keepDelivered(day: LocalDate, versions: readonly RecordVersion[], raw: Uint8Array): Promise<void> {
    if (!this.#isNear(day)) return;
    const items = itemsOf(raw, versions);
    if (items.length === 0) return;
    const kept = await this.#keptOf(day, versions);
    await this.#safe.akten.days.add(dayNumber(day), items);
    for (const { seq } of versions) kept.add(seq);
  }

  /** Keeps what opened here and came another way than with its day: written on this device, fetched with its Akte. The case keys
   *  stand in the copy as a wrap for a group of this user, as the server would send it. */
  async keepOpened(day: LocalDate, versions: readonly RecordVersion[]): Promise<void> {
    if (!this.#isNear(day)) return;
    const kept = await this.#keptOf(day, versions);
    const items: CborValue[] = [];
    for (const { seq, body } of versions.filter((version) => !kept.has(version.seq))) {
      kept.add(seq);
      const wraps = await this.#ownWraps(body.akte);
      const envelopes = this.#envelopesOf(body.parts);
      if (envelopes === undefined || wraps.length === 0) continue;
      items.push([CONTENT_ITEM.wraps, body.akte, wraps.map(wrappedKeyToCbor)]);
      items.push(...envelopes.map((bytes) => [CONTENT_ITEM.envelope, body.akte, bytes]));
    }
    if (items.length > 0) await this.#safe.akten.days.add(dayNumber(day), encodeSequence(items));
  }

  /** Days that are kept: yesterday to the end of a week. */
  #isNear(day: LocalDate): boolean {
    const today = localDay(this.#safe.given.now());
    return day >= addDays(today, -1) && day <= addDays(today, 6);
  }

  #keptOf(day: LocalDate, versions: readonly RecordVersion[]): Promise<Set<number>> {
    const known = this.#keptByDay.get(day) ?? this.#readKept(day, versions);
    this.#keptByDay.set(day, known);
    return known;
  }

  async #readKept(day: LocalDate, versions: readonly RecordVersion[]): Promise<Set<number>> {
    const hashes = new Set<string>();
    for (const value of await this.#safe.akten.days.read(dayNumber(day))) {
      const item = contentItemOfCbor(value);
      if (item.item === 'envelope') hashes.add(hexOf(platformHasher.sha256(item.bytes)));
    }
    const isKept = ({ body }: RecordVersion) => body.parts.every(({ envelopeHash }) => hashes.has(hexOf(envelopeHash)));
    return new Set(versions.filter(isKept).map(({ seq }) => seq));
  }

  /** All of them, or undefined when one is not here any more. */
  #envelopesOf(parts: RecordVersion['body']['parts']): readonly Uint8Array[] | undefined {
    const found = parts.flatMap((part) => this.#safe.cache.envelopeOf(part) ?? []);
    return found.length === parts.length ? found : undefined;
  }

  /** All versions of the case key of an Akte, wrapped for a group of this user that holds the newest. */
  async #ownWraps(akte: Id): Promise<readonly WrappedKey[]> {
    const named = namedCaseKey(this.#safe, akte);
    const [group] = (named?.groups ?? []).flatMap((each) => this.#safe.keys.groupKey(each) ?? []);
    if (named === undefined || group === undefined) return [];
    const keys = (await olderKeys(this.#safe, named)) ?? [];
    return Promise.all(keys.map((key) => wrapCaseKey(key, group)));
  }
}

/** The items of an answer that belong to these versions: wraps of their Akten, envelopes of their parts. */
function itemsOf(raw: Uint8Array, versions: readonly RecordVersion[]): Uint8Array {
  const akten = new Set(versions.map(({ body }) => hexOf(body.akte)));
  const parts = new Set(versions.flatMap(({ body }) => body.parts.map(({ envelopeHash }) => hexOf(envelopeHash))));
  const isOwn = (value: CborValue) => {
    const item = contentItemOfCbor(value);
    if (item.item === 'group-wraps') return false;
    if (item.item === 'wraps') return akten.has(hexOf(item.akte));
    return parts.has(hexOf(platformHasher.sha256(item.bytes)));
  };
  return concatBytes(...decodeSequence(raw).flatMap((value) => (isOwn(value) ? [encodeCbor(value)] : [])));
}
