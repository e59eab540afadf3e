import { kindByCode, type RecordKind } from '@siegel/akten';
import { isUnreadable, type OpenedRecord, openRecord, type Unreadable } from '@siegel/seal';
import type { Id } from '@siegel/wire';
import type { Attributions } from '../journal/attributions.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import type { ContentCache } from './content-cache.ts';
import type { RecordVersion } from './visible-records.ts';

/** What opening a version gives: the opened record, or why it is not readable. */
export type Opened = OpenedRecord<RecordKind> | Unreadable;

/** Opens record versions: first who wrote them is proven, then the parts are opened (JN20, SL14). */
export class RecordOpener {
  readonly #attributions: Attributions;
  readonly #keys: KeyRing;
  readonly #cache: ContentCache;
  readonly #isOwed: (akte: Id) => boolean;

  /** `isOwed`: whether the server owes this user the key of an Akte. */
  constructor(
    attributions: Attributions,
    keys: KeyRing,
    cache: ContentCache,
    isOwed: (akte: Id) => boolean = () => false,
  ) {
    this.#attributions = attributions;
    this.#keys = keys;
    this.#cache = cache;
    this.#isOwed = isOwed;
  }

  /** The opened version. */
  async open(version: RecordVersion): Promise<Opened> {
    const kind = kindByCode(version.body.kind);
    if (kind === undefined) return { unreadable: 'PROGRAM_OUTDATED' };
    const fault = await this.#attributions.faultOf(version.seq);
    if (fault !== undefined) return { unreadable: fault };
    const { akte } = version.body;
    const opened = await openRecord<RecordKind>(kind, version, {
      envelopeOf: (part) => this.#cache.envelopeOf(part),
      keyOf: (compartment, part) => this.#keys.keyOf(akte, compartment, part),
    });
    // "No key for you" is an honest answer only where the journal says so, too (SF6).
    const isHidden = isUnreadable(opened) && opened.unreadable === 'KEY_UNKNOWN' && this.#isOwed(akte);
    return isHidden ? { unreadable: 'CONTENT_WITHHELD' } : opened;
  }
}
