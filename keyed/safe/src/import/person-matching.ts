import { type DuplicateReason, makePersonMatcher, type PersonIdentity, type PlainRecord } from '@siegel/akten';
import type { PersonIdentityRow } from '../safe/person-identities.ts';

/** Whether a planned person is there already. `possible`: a human must decide. */
export type MatchedPerson =
  | { readonly grade: 'new' }
  | {
      readonly grade: 'same' | 'possible';
      readonly personId: string;
      /** What is known of that person. */
      readonly identity: PlainRecord;
      readonly reasons: readonly DuplicateReason[];
    };

/** Finds planned persons among those of the organisation and among those that earlier files of the same import make (AK9).
 *  Inside one file its own references decide who is who. */
export class PersonMatching {
  #known: readonly PersonIdentityRow[];
  #matcher: ReturnType<typeof makePersonMatcher>;
  #fresh: PersonIdentityRow[] = [];

  constructor(existing: readonly PersonIdentityRow[]) {
    this.#known = existing;
    this.#matcher = matcherOf(this.#known);
  }

  match(value: PersonIdentity): MatchedPerson {
    const [first] = this.#matcher(value);
    const row = first === undefined ? undefined : this.#known[first.at];
    if (first === undefined || row === undefined) return { grade: 'new' };
    return { grade: first.grade, personId: row.personId, identity: row.identity, reasons: first.reasons };
  }

  /** Remembers a person this file makes; the files behind it find it. */
  add(row: PersonIdentityRow): void {
    this.#fresh.push(row);
  }

  /** To be called between two files; persons of a refused file are forgotten. */
  endFile({ refused }: { readonly refused: boolean }): void {
    if (refused) this.#fresh = [];
    if (this.#fresh.length === 0) return;
    // Two hundred thousand arguments of a call overflow the stack.
    this.#known = this.#known.concat(this.#fresh);
    this.#fresh = [];
    this.#matcher = matcherOf(this.#known);
  }
}

function matcherOf(rows: readonly PersonIdentityRow[]): ReturnType<typeof makePersonMatcher> {
  // Opened identity parts have been checked against the declaration of the kind.
  return makePersonMatcher(rows.map(({ identity }) => identity as unknown as PersonIdentity));
}
