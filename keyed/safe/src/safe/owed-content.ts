import { equalBytes, hexOf, type Id, ZERO_ID } from '@siegel/wire';
import { type JournalFollower, type PageReport, withheldLeaves } from '../journal/journal-follower.ts';
import { erasedEntries } from './audit-journal.ts';

/** A site some of whose leaves came without a body, although this user belonged to it where the page ended. */
interface HiddenSite {
  readonly site: Id;
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
    const sites = new Map(withheldLeaves(hidden, this.#sitesAt(to)).map(({ leaf }) => [hexOf(leaf.site), leaf.site]));
    for (const site of sites.values()) this.#hidden.push({ site, to });
  }

  /** True when something owed is missing, as far as the journal has been followed. */
  isWithheld(): boolean {
    return this.#hidden.some((hidden) => this.#isOwed(hidden)) || this.#hidesAnAkte();
  }

  /** Who left the site later is owed nothing of it. */
  #isOwed({ site, to }: HiddenSite): boolean {
    if (equalBytes(site, ZERO_ID)) return true;
    const later = this.#follower.columns.seqsOfRecord(this.#user).filter((seq) => seq >= to);
    return later.every((seq) => this.#sitesAt(seq + 1).some((mine) => equalBytes(mine, site)));
  }

  /** A case-key entry has lost its open fields and no tombstone says so: its Akte would be nowhere. */
  #hidesAnAkte(): boolean {
    if (this.#withoutOpen.size === 0) return false;
    const { columns } = this.#follower;
    const erased = erasedEntries(columns, this.#isHeldBack);
    return [...this.#withoutOpen].some((seq) => !erased.has(hexOf(columns.hashAt(seq))));
  }

  #sitesAt(size: number): readonly Id[] {
    return this.#follower.membership.userAt(this.#user, size)?.sites ?? [];
  }
}
