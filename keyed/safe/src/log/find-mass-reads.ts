/** Akten that reached a device of somebody. */
export interface HandedOut {
  readonly seq: number;
  readonly atMs: number;
  readonly userId: string;
  /** Who or what is counted once: persons, or Akten whose person is not known here. */
  readonly subjects: readonly string[];
}

/** A time in which somebody was handed more than the rule says. */
export interface FoundMassRead {
  readonly userId: string;
  readonly akten: number;
  readonly fromSeq: number;
  readonly toSeq: number;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Finds the times in which somebody was handed more than `most` within `withinMs` (LG20). What runs into each other is one.
 *  @param handed oldest first. @returns newest first. */
export function findMassReads(
  handed: readonly HandedOut[],
  { most, withinMs }: { readonly most: number; readonly withinMs: number },
): readonly FoundMassRead[] {
  const found = [...Map.groupBy(handed, ({ userId }) => userId).values()].flatMap((own) => ofOne(own, most, withinMs));
  return found.toSorted((a, b) => b.toSeq - a.toSeq);
}

interface Span {
  readonly from: HandedOut;
  /** Where it grew last: looking at the same persons again makes it no longer. */
  to: HandedOut;
  readonly subjects: Set<string>;
  lastAt: number;
}

function ofOne(handed: readonly HandedOut[], most: number, withinMs: number): readonly FoundMassRead[] {
  const spans: Span[] = [];
  const counts = new Map<string, number>();
  let first = 0;
  for (const [at, one] of handed.entries()) {
    come(counts, one.subjects);
    for (; (handed[first]?.atMs ?? one.atMs) < one.atMs - withinMs; first++)
      leave(counts, handed[first]?.subjects ?? []);
    if (counts.size <= most) continue;
    const last = spans.at(-1);
    if (last !== undefined && first <= last.lastAt) grow(last, one, at);
    else spans.push({ from: handed[first] ?? one, to: one, subjects: new Set(counts.keys()), lastAt: at });
  }
  return spans.map(({ from, to, subjects }) => ({
    userId: to.userId,
    akten: subjects.size,
    fromSeq: from.seq,
    toSeq: to.seq,
    fromMs: from.atMs,
    toMs: to.atMs,
  }));
}

function grow(span: Span, by: HandedOut, at: number): void {
  span.lastAt = at;
  if (by.subjects.every((subject) => span.subjects.has(subject))) return;
  for (const subject of by.subjects) span.subjects.add(subject);
  span.to = by;
}

function come(counts: Map<string, number>, subjects: readonly string[]): void {
  for (const subject of subjects) counts.set(subject, (counts.get(subject) ?? 0) + 1);
}

function leave(counts: Map<string, number>, subjects: readonly string[]): void {
  for (const subject of subjects) {
    const left = (counts.get(subject) ?? 0) - 1;
    if (left > 0) counts.set(subject, left);
    else counts.delete(subject);
  }
}
