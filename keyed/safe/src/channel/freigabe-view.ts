import type { PersonWhen } from '@siegel/akten';
import type { ErrorCode } from '@siegel/wire';

export interface ForPersonWish {
  readonly when: PersonWhen;
  readonly atMs?: number;
}

/** Who did something, and when by the server's clock. */
export interface FreigabeStamp {
  /** Empty when the name is not here. */
  readonly who: string;
  readonly atMs: number;
  readonly comment?: string;
}

/** What was said last about what the person may see, and what that means by the server's time (FG36). */
export interface ForPersonView extends ForPersonWish {
  readonly isOpen: boolean;
  readonly isTakenBack?: true;
  readonly said: FreigabeStamp;
}

/** Where an Eintrag stands. */
export interface FreigabeView {
  readonly state: 'draft' | 'presented' | 'returned' | 'released';
  /** Who presented, returned or released it. */
  readonly by?: FreigabeStamp;
  /** The first of two responsible. */
  readonly first?: FreigabeStamp;
  readonly forPerson?: ForPersonView;
  /** Why the own user cannot release it now; absent when it can. */
  readonly refusal?: ErrorCode;
}
