import { kindByCode, type RecordKind } from '@siegel/akten';
import { type OpenedRecord, openRecord, type Unreadable } from '@siegel/seal';
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

  constructor(attributions: Attributions, keys: KeyRing, cache: ContentCache) {
    this.#attributions = attributions;
    this.#keys = keys;
    this.#cache = cache;
  }

  /** The opened version. */
  async open(version: RecordVersion): Promise<Opened> {
    const kind = kindByCode(version.body.kind);
    if (kind === undefined) return { unreadable: 'KIND_UNKNOWN' };
    const fault = await this.#attributions.faultOf(version.seq);
    if (fault !== undefined) return { unreadable: fault };
    return openRecord<RecordKind>(kind, version, {
      envelopeOf: (part) => this.#cache.envelopeOf(part),
      keyOf: (compartment, part) => this.#keys.keyOf(version.body.akte, compartment, part),
    });
  }
}
