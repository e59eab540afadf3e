import type { Failure, Result } from '@siegel/wire';
import type { StoreCode } from '../store-error.ts';

/** Codes of what can go wrong with sticks, slots and form. The sentences stand where they are said: in the command line. */
export type BoxCode =
  | StoreCode
  | 'BOX_MISSING'
  | 'BOX_EXISTS'
  | 'BOX_DAMAGED'
  | 'BOX_NEEDS_KEY'
  | 'BOX_STICKS_FEW'
  | 'BOX_STICK_NAME'
  | 'BOX_STICK_MISSING'
  | 'BOX_STICK_FOREIGN'
  | 'BOX_STICK_UNKNOWN'
  | 'BOX_STICK_LAST'
  | 'BOX_FORM_LINE'
  | 'BOX_FORM_OTHER'
  | 'FILE_EXISTS'
  | 'FILE_UNREADABLE'
  | 'FILE_UNWRITABLE';

export type BoxResult<T> = Result<T, Failure<BoxCode>>;

/** Clock and randomness of the machine, or of a test. */
export interface BoxWorld {
  readonly now: () => number;
  readonly random: (length: number) => Uint8Array;
}
