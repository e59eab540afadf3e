import type { Glance } from './fhir-glance.ts';
import { GrowingNumbers, keyOfText, PlaceTable } from './growing-numbers.ts';

/** Where a piece of a file lies. */
export interface PiecePlace {
  readonly start: number;
  readonly length: number;
  readonly root: number;
  readonly at: number;
  readonly isRoot: boolean;
}

/** Pieces that are mapped together. */
export interface FhirGroup {
  /** Numbers of pieces: the person, what describes the person, the rest as it stands in the file. */
  readonly pieces: readonly number[];
  /** How many of them are needed wherever some of the others are: the Patient itself. */
  readonly personPieces: number;
}

/** Entries of one list beyond which a piece would have no number. */
export const MOST_ENTRIES = 2 ** 24;
const ROLES = ['person', 'describing', 'other'] as const;
const NOBODY = 0;

/** What the first pass over a large FHIR file remembers: some forty bytes for each resource, and the references to persons. */
export class FhirIndex {
  readonly #starts = new GrowingNumbers();
  /** Length, role and whether it is a root, in one number. */
  readonly #sizes = new GrowingNumbers();
  readonly #places = new GrowingNumbers();
  readonly #subjects = new GrowingNumbers();
  readonly #subjectByName = new Map<string, number>();
  /** What names a subject, by its number. */
  readonly #names: { readonly reference: string; readonly number: string }[] = [{ reference: '', number: '' }];
  readonly #personByKey = new Map<string, number>();
  readonly #insured: { readonly number: string; readonly subject: number }[] = [];
  readonly #drawable = new PlaceTable();
  /** Which piece draws in which key; ascending by piece. */
  readonly #drawers = new GrowingNumbers();
  readonly #drawnKeys = new GrowingNumbers();

  get size(): number {
    return this.#starts.length;
  }

  placeOf(piece: number): PiecePlace {
    const [size, place] = [this.#sizes.at(piece), this.#places.at(piece)];
    return {
      start: this.#starts.at(piece),
      length: Math.floor(size / 8),
      isRoot: size % 2 === 1,
      root: Math.floor(place / MOST_ENTRIES),
      at: place % MOST_ENTRIES,
    };
  }

  push({ start, length, root, at, isRoot }: PiecePlace, glance: Glance): void {
    const piece = this.#starts.length;
    this.#starts.push(start);
    this.#sizes.push(length * 8 + ROLES.indexOf(glance.role) * 2 + (isRoot ? 1 : 0));
    this.#places.push(root * MOST_ENTRIES + at);
    this.#subjects.push(glance.role === 'person' ? this.#person(piece, glance) : this.#subject(glance));
    if (glance.role !== 'person') for (const key of glance.keys) this.#drawable.put(keyOfText(key), piece);
    for (const key of new Set(glance.drawn.flatMap(waysTo))) {
      this.#drawers.push(piece);
      this.#drawnKeys.push(keyOfText(key));
    }
  }

  /** @returns the number of the subject it is: the same for two Patients of one reference. */
  #person(piece: number, { keys, numbers }: Glance): number {
    const subject = this.#numbered(keys[0] ?? `piece ${piece}`, '');
    for (const key of keys) if (!this.#personByKey.has(key)) this.#personByKey.set(key, subject);
    for (const number of numbers) this.#insured.push({ number, subject });
    return subject;
  }

  #subject({ subject, numbers, role }: Glance): number {
    if (subject === '' && numbers.length === 0) return NOBODY;
    const numbered = this.#numbered(subject, numbers[0] ?? '');
    if (role === 'describing' && subject !== '')
      for (const number of numbers) this.#insured.push({ number, subject: numbered });
    return numbered;
  }

  #numbered(reference: string, number: string): number {
    const name = `${reference}\n${number}`;
    const known = this.#subjectByName.get(name);
    if (known !== undefined) return known;
    this.#subjectByName.set(name, this.#names.length);
    return this.#names.push({ reference, number }) - 1;
  }

  /** Sorts the pieces by the person they are about; what draws in a piece of nobody brings it along. */
  grouped(isDocument: boolean): GroupedPieces {
    const groupBySubject = this.#resolve(isDocument);
    const groups = new Uint32Array(this.size);
    for (let piece = 0; piece < groups.length; piece++)
      groups[piece] = groupBySubject[this.#subjects.at(piece)] ?? NOBODY;
    const drawn = new Float64Array(this.#drawers.length).fill(-1);
    const isShared = new Uint8Array(this.size);
    for (let at = 0; at < drawn.length; at++) {
      const target = this.#drawable.placeOf(this.#drawnKeys.at(at));
      // A piece that has a person stands with that person anyway.
      if (target === undefined || groups[target] !== NOBODY || target === this.#drawers.at(at)) continue;
      drawn[at] = target;
      isShared[target] = 1;
    }
    const roleOf = (piece: number) => Math.floor(this.#sizes.at(piece) / 2) % 4;
    return new GroupedPieces({ groups, isShared, drawers: this.#drawers, drawn, roleOf });
  }

  /** The person each subject is, or the subject itself when no Patient of the file is meant. */
  #resolve(isDocument: boolean): Uint32Array {
    const byReference = (reference: string) =>
      waysTo(reference)
        .map((key) => this.#personByKey.get(key))
        .find((person) => person !== undefined);
    const persons = new Set(this.#personByKey.values());
    const personByNumber = new Map<string, number>();
    for (const { number, subject } of this.#insured) {
      const person = persons.has(subject) ? subject : byReference(this.#names[subject]?.reference ?? '');
      if (person !== undefined && !personByNumber.has(number)) personByNumber.set(number, person);
    }
    const [only = NOBODY, ...others] = isDocument ? persons : [];
    const otherwise = others.length === 0 ? only : NOBODY;
    return Uint32Array.from(this.#names, ({ reference, number }, subject) => {
      const person = persons.has(subject) ? subject : (byReference(reference) ?? personByNumber.get(number));
      return person ?? (otherwise === NOBODY ? subject : otherwise);
    });
  }
}

/** The ways a reference may be written: as it is, without its version, and as `Type/id`. */
function waysTo(reference: string): string[] {
  if (reference === '') return [];
  const plain = reference.replace(/\/_history\/.*$/, '');
  return [...new Set([reference, plain, plain.split('/').slice(-2).join('/')])];
}

interface Sorting {
  readonly groups: Uint32Array;
  readonly isShared: Uint8Array;
  readonly drawers: GrowingNumbers;
  readonly drawn: Float64Array;
  readonly roleOf: (piece: number) => number;
}

/** The pieces of a file, sorted into groups. */
export class GroupedPieces {
  readonly #sorting: Sorting;
  /** Pieces in the order of the groups, and where each group and role begins. */
  readonly #order: Uint32Array;
  readonly #ends: Uint32Array;

  constructor(sorting: Sorting) {
    this.#sorting = sorting;
    const { groups, roleOf } = sorting;
    const rankOf = new Map<number, number>();
    const slotOf = (piece: number) => {
      const group = groups[piece] ?? NOBODY;
      const rank = rankOf.get(group) ?? rankOf.size;
      rankOf.set(group, rank);
      return rank * ROLES.length + roleOf(piece);
    };
    const slots = Uint32Array.from(groups, (_, piece) => slotOf(piece));
    const counts = new Uint32Array(rankOf.size * ROLES.length);
    for (const slot of slots) counts[slot] = (counts[slot] ?? 0) + 1;
    let sum = 0;
    this.#ends = counts.map((count) => (sum += count));
    const next = this.#ends.map((end, slot) => end - (counts[slot] ?? 0));
    this.#order = new Uint32Array(slots.length);
    for (const [piece, slot] of slots.entries()) {
      this.#order[next[slot] ?? 0] = piece;
      next[slot] = (next[slot] ?? 0) + 1;
    }
  }

  /** Groups in the order in which the first of their pieces stand in the file. */
  *groups(): Generator<FhirGroup> {
    const { isShared } = this.#sorting;
    for (let slot = 0, from = 0; slot < this.#ends.length; slot += ROLES.length) {
      const end = this.#ends[slot + ROLES.length - 1] ?? from;
      const personPieces = (this.#ends[slot] ?? from) - from;
      const pieces = this.#order.subarray(from, end).filter((piece) => isShared[piece] !== 1);
      if (pieces.length > 0) yield { pieces: [...pieces], personPieces };
      from = end;
    }
  }

  /** Pieces of nobody that `pieces` draw in. */
  drawnBy(pieces: readonly number[]): readonly number[] {
    const { drawers, drawn } = this.#sorting;
    const targets = new Set<number>();
    for (const piece of pieces)
      for (let at = firstAt(drawers, piece); at < drawers.length && drawers.at(at) === piece; at++)
        if ((drawn[at] ?? -1) >= 0) targets.add(drawn[at] ?? 0);
    return [...targets].filter((target) => !pieces.includes(target));
  }

  /** Share of neighbours in the order of the groups that are neighbours in the file. */
  get togetherness(): number {
    let together = 0;
    for (let at = 1; at < this.#order.length; at++)
      if (Math.abs((this.#order[at] ?? 0) - (this.#order[at - 1] ?? 0)) < 64) together++;
    return this.#order.length < 2 ? 1 : together / (this.#order.length - 1);
  }
}

function firstAt(numbers: GrowingNumbers, wanted: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers.at(middle) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
