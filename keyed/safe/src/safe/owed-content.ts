import { hexOf, type Id, type Leaf } from '@siegel/wire';
import {
  type BodyReader,
  bodyReaderAt,
  isOwed,
  type JournalFollower,
  type PageReport,
  withheldLeaves,
} from '../journal/journal-follower.ts';
import { erasedEntries } from './audit-journal.ts';

/** A leaf of a site and class of which some came without a body, although this user could read them where the page ended. */
interface HiddenSite {
  readonly leaf: Leaf;
  readonly to: number;
}

/** What the server owes this user of the journal and did not deliver (JN22): an alarm, at every start. The server answers a page by
 *  the rights of now, which may stand in a page that is still to come: the question is asked when the journal has been followed
 *  to its end. */
export class OwedContent {
  readonly #follower: JournalFollower;
  readonly #user: Id;
  readonly #isHeldBack: (seq: number) => boolean;
  readonly #hidden: HiddenSite[] = [];
  /** Case-key entries whose open fields did not come. */
  readonly #withoutOpen = new Set<number>();

  constructor(follower: JournalFollower, user: Id, isHeldBack: (seq: number) => boolean) {
    this.#follower = follower;
    this.#user = user;
    this.#isHeldBack = isHeldBack;
  }

  /** Takes note of what a page showed, new or kept on this device alike. */
  take({ hidden, withoutOpen, to }: PageReport): void {
    for (const seq of withoutOpen) this.#withoutOpen.add(seq);
    const withheld = withheldLeaves(hidden, this.#readerAt(to));
    const kinds = new Map(withheld.map(({ leaf }) => [`${leaf.class} ${hexOf(leaf.site)}`, leaf]));
    for (const leaf of kinds.values()) this.#hidden.push({ leaf, to });
  }

  /** True when something owed is missing, as far as the journal has been followed. */
  isWithheld(): boolean {
    return this.#hidden.some((hidden) => this.#isOwed(hidden)) || this.#hidesAnAkte();
  }

  /** Who left the site later, or may read no records any more, is owed nothing of it. */
  #isOwed({ leaf, to }: HiddenSite): boolean {
    const later = this.#follower.columns.seqsOfRecord(this.#user).filter((seq) => seq >= to);
    return later.every((seq) => isOwed(leaf, this.#readerAt(seq + 1)));
  }

  /** A case-key entry has lost its open fields and no tombstone says so: its Akte would be nowhere. */
  #hidesAnAkte(): boolean {
    if (this.#withoutOpen.size === 0) return false;
    const { columns } = this.#follower;
    const erased = erasedEntries(columns, this.#isHeldBack);
    return [...this.#withoutOpen].some((seq) => !erased.has(hexOf(columns.hashAt(seq))));
  }

  #readerAt(size: number): BodyReader {
    return bodyReaderAt(this.#follower, this.#user, size);
  }
}
