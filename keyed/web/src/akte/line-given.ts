import type { OwnStep, SafeApi, WriteOutcome } from '@siegel/safe';
import type { Failure, Result } from '@siegel/wire';
import type { TFunction } from 'i18next';
import type { Language } from '../text/i18n.ts';
import type { EintragValue } from './eintrag-text.ts';

/** What a line is understood as. */
export interface LineWork {
  /** In words; undefined while there is nothing to say. */
  readonly says?: string;
  /** What somebody should know before; it does not refuse. */
  readonly warns?: string;
  /** Why Enter does nothing. */
  readonly fault?: string;
  readonly run?: () => Promise<Result<LineDone>>;
}

/** What was done. */
export interface LineDone {
  readonly saved: boolean;
  readonly says?: string;
  readonly undo?: () => Promise<Result<unknown>>;
  /** What was done with it besides saving, or why not. */
  readonly handed?: OwnStep | Failure;
}

/** What the work of a line needs. */
export interface LineGiven {
  readonly safe: SafeApi;
  readonly t: TFunction;
  readonly language: Language;
  readonly personId: string;
  /** JJJJ-MM-TT, left of the line. */
  readonly day: string;
  readonly onWrite: (kuerzel: string, value: EintragValue) => Promise<Result<WriteOutcome>>;
}
