import type { CountedPage } from './counted-page.ts';

/** Something people do many times a day, and how it is done with the keyboard. */
export interface Task {
  readonly id: string;
  readonly title: string;
  /** Where it begins; not counted. */
  readonly begin: (at: CountedPage) => Promise<void>;
  readonly go: (at: CountedPage) => Promise<void>;
}
