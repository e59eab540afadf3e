/** A whole practice from one number: persons and their histories, one after the other (issue: the seeded demo). */
import type { EintragDraft, LocalDate, ValueOfKind } from '@siegel/akten';
import { dayOf } from './day.ts';
import type { DemoPerson } from './demo-person.ts';
import { drawBlock } from './draw-block.ts';
import { writeHistory } from './history.ts';
import { BLOCK } from './household.ts';

/** Rows per person on average, where the order says nothing else. */
export const EINTRAEGE_PER_PERSON = 20;
const FEWEST = 2;

/** What is wanted: the same three values give the same practice. */
export type PracticeOrder = {
  /** Any whole number. */
  readonly seed: number;
  /** How many persons. */
  readonly persons: number;
  /** Rows per person on average, exactly; at least 2. */
  readonly eintraegePerPerson?: number;
  /** The last day of the histories. */
  readonly today: LocalDate;
};

/** One invented person with the rows of the Akte, oldest first. */
export type GeneratedPerson = {
  readonly person: ValueOfKind<'person'>;
  readonly eintraege: readonly EintragDraft[];
};

/** Yields the persons of the practice. Nothing is kept: 100,000 persons need no more memory than one.
 *  Rules DD1 to DD5. Source: docs/spec/demo-data.md. */
export function* generatePractice(order: PracticeOrder): Generator<GeneratedPerson, void, void> {
  const { persons, eintraegePerPerson = EINTRAEGE_PER_PERSON } = order;
  const spare = persons * (eintraegePerPerson - FEWEST);
  const allWeight = totalWeight(order);
  let weightSoFar = 0;
  for (const person of drawPersons(order)) {
    // Rounding the running sum, not each share, makes the total exact.
    const before = Math.floor((weightSoFar * spare) / allWeight);
    weightSoFar += person.weight;
    const count = FEWEST + Math.floor((weightSoFar * spare) / allWeight) - before;
    yield { person: person.value, eintraege: writeHistory(order.seed, person, count) };
  }
}

/** Yields the persons without their histories, for lists and search. */
export function* generatePersons(order: PracticeOrder): Generator<ValueOfKind<'person'>, void, void> {
  for (const { value } of drawPersons(order)) yield value;
}

function* drawPersons({ seed, persons, today }: PracticeOrder): Generator<DemoPerson, void, void> {
  const lastDay = dayOf(today);
  for (let first = 0; first < persons; first += BLOCK) {
    yield* drawBlock(seed, first / BLOCK, lastDay).slice(0, persons - first);
  }
}

function totalWeight(order: PracticeOrder): number {
  let sum = 0;
  for (const { weight } of drawPersons(order)) sum += weight;
  return sum;
}
