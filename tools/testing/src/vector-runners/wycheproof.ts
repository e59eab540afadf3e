/** The part of a Wycheproof file that every algorithm shares; G and T add their own fields. */
export interface WycheproofFile<G, T> {
  readonly testGroups: readonly (G & { readonly tests: readonly (T & WycheproofCase)[] })[];
}

/** The fields every case has. `acceptable`: an implementation may refuse or give the listed answer. */
export interface WycheproofCase {
  readonly tcId: number;
  readonly comment?: string;
  readonly flags?: readonly string[];
  readonly result: 'valid' | 'invalid' | 'acceptable';
}

/** How a case is named in a report. */
export function caseName({ tcId, comment = '', flags = [] }: WycheproofCase): string {
  return `tcId ${tcId} ${comment} [${flags.join(' ')}]`.replaceAll('  ', ' ');
}
