/** Time and randomness as a program gets them; tests put in their own. */
export interface World {
  /** ms since 1970. */
  readonly now: () => number;
  /** ms since some moment; runs on whoever sets the clock. */
  readonly elapsed: () => number;
  readonly random: (length: number) => Uint8Array;
}
