import { kindByCode, type RecordKind } from '@siegel/akten';
import { isUnreadable, type OpenedRecord, openRecord, type Unreadable } from '@siegel/seal';
import type { Id } from '@siegel/wire';
import type { Attributions } from '../journal/attributions.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import type { AkteScope } from '../safe/readable-akten.ts';
import type { ContentCache } from './content-cache.ts';
import type { RecordVersion } from './visible-records.ts';

/** What opening a version gives: the opened record, or why it is not readable. */
export type Opened = OpenedRecord<RecordKind> | Unreadable;

/** Opens record versions: first who wrote them is proven, then the parts are opened (JN20, SL14). */
export class RecordOpener {
  readonly #attributions: Attributions;
  readonly #keys: KeyRing;
  readonly #cache: ContentCache;
  readonly #scopeOf: (akte: Id) => AkteScope;

  /** `scopeOf`: what of an Akte the server owes this user. */
  constructor(
    attributions: Attributions,
    keys: KeyRing,
    cache: ContentCache,
    scopeOf: (akte: Id) => AkteScope = () => 'nothing',
  ) {
    this.#attributions = attributions;
    this.#keys = keys;
    this.#cache = cache;
    this.#scopeOf = scopeOf;
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
      isClosed: (compartment) => {
        const scope = this.#scopeOf(akte);
        return typeof scope === 'object' && !scope.has(compartment);
      },
    });
    // "No key for you" is an honest answer only where the journal says so, too (SF6).
    const isHidden = isUnreadable(opened) && opened.unreadable === 'KEY_UNKNOWN' && this.#scopeOf(akte) !== 'nothing';
    return isHidden ? { unreadable: 'CONTENT_WITHHELD' } : opened;
  }
}
