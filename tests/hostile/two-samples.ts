import { seededRandom } from '@siegel/testing';

/** What two samples of one measure say about whether they differ. */
export interface Comparison {
  /** Median of the first over that of the second. */
  readonly ratio: number;
  /** The same of the fastest tenth: what a busy machine disturbs least. */
  readonly fastRatio: number;
  /** 99 % of what chance would make of `ratio` (bootstrap, 1,000 draws). */
  readonly interval: readonly [number, number];
  /** Two-sided probability of a difference like this by chance: Welch's t over logarithms cut at the 95th percentile, and the rank test
   *  of Mann and Whitney. Both by the normal distribution: samples are large. */
  readonly welch: number;
  readonly mannWhitney: number;
}

/** Compares two samples that were taken by turns. */
export function compareSamples(first: readonly number[], second: readonly number[], seed = 'samples'): Comparison {
  const ratio = quantile(first, 0.5) / quantile(second, 0.5);
  const draws = Array.from({ length: 1000 }, (_, i) => {
    const random = seededRandom(`${seed}/${i}`)(4 * (first.length + second.length));
    const words = new Uint32Array(new Uint8Array(random).buffer);
    const drawn = (list: readonly number[], from: number) =>
      list.map((__, at) => list[(words[from + at] ?? 0) % list.length] ?? 0);
    return quantile(drawn(first, 0), 0.5) / quantile(drawn(second, first.length), 0.5);
  });
  return {
    ratio,
    fastRatio: quantile(first, 0.1) / quantile(second, 0.1),
    interval: [quantile(draws, 0.005), quantile(draws, 0.995)],
    welch: welch(first, second),
    mannWhitney: mannWhitney(first, second),
  };
}

/** The value a share `at` of the list lies under. */
function quantile(list: readonly number[], at: number): number {
  const sorted = list.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))] ?? 0;
}

/** Pauses of the machine are no property of a request: the longest 5 % are cut, the rest is compared by logarithms. */
function welch(first: readonly number[], second: readonly number[]): number {
  const [one, other] = [first, second].map((list) => {
    const most = quantile(list, 0.95);
    const logs = list.map((value) => Math.log(Math.min(value, most)));
    const mean = logs.reduce((sum, value) => sum + value, 0) / logs.length;
    const variance = logs.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (logs.length - 1);
    return { mean, error: variance / logs.length };
  });
  if (one === undefined || other === undefined) return 1;
  return twoSided((one.mean - other.mean) / Math.sqrt(one.error + other.error));
}

function mannWhitney(first: readonly number[], second: readonly number[]): number {
  const all = [
    ...first.map((value) => ({ value, isFirst: true })),
    ...second.map((value) => ({ value, isFirst: false })),
  ];
  all.sort((a, b) => a.value - b.value);
  const ranks = all.reduce((sum, { isFirst }, at) => (isFirst ? sum + at + 1 : sum), 0);
  const [n, m] = [first.length, second.length];
  const u = ranks - (n * (n + 1)) / 2;
  return twoSided((u - (n * m) / 2) / Math.sqrt((n * m * (n + m + 1)) / 12));
}

/** Source: Abramowitz and Stegun 26.2.17. */
function twoSided(z: number): number {
  const x = Math.abs(z);
  const t = 1 / (1 + 0.2316419 * x);
  const tail = [1.330274429, -1.821255978, 1.781477937, -0.356563782, 0.31938153].reduce((sum, c) => (sum + c) * t, 0);
  return Math.min(1, 2 * tail * (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)));
}
