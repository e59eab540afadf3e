/** One measured figure: the product's value beside the limit or peer measured in the same run. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The same work by the limit or peer, in the same unit; or the fixed bar. */
  readonly against: number;
  /** value / against; below 1 is better for times and sizes, above 1 for rates. */
  readonly ratio: number;
}

/** What is asked of a bench beside its name. */
export interface BenchOptions {
  /** Entries to measure with, where any number of them will do. */
  readonly count?: number;
  /** Persons of a house that is seeded; the size of the bar where it is absent. */
  readonly persons?: number;
  /** Folder in which a seeded house is kept, for the next run. */
  readonly house?: string;
}

/** Makes a figure; rounds to three significant digits, as much as this kind of measurement carries. */
export function figure(name: string, unit: string, value: number, against: number): Figure {
  return { name, value: rounded(value), unit, against: rounded(against), ratio: rounded(value / against) };
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

/** The middle value; interleaved rounds and medians keep a neighbour's load out. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
