import type { OwnStep, WriteOutcome } from '@siegel/safe';
import type { Result } from '@siegel/wire';
import type { ReactNode, Ref } from 'react';
import type { Drafts } from './drafts.ts';
import type { EintragValue } from './eintrag-text.ts';

/** What the command line works on. */
export interface CommandInputProps {
  readonly personId: string;
  readonly drafts: Drafts;
  readonly onWrite: (kuerzel: string, value: EintragValue) => Promise<Result<WriteOutcome>>;
  /** What Strg Enter does besides saving, with what is released at all (FG44). */
  readonly ownStep: OwnStep;
  readonly onUp: () => void;
  /** Other ways to put something into the Akte, at the end of the line. */
  readonly attach: ReactNode;
  readonly ref: Ref<HTMLInputElement>;
}
