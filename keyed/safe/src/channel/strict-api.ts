import type { Result } from '@siegel/wire';
import type { CallForms } from './call-form.ts';

/** Strict mode of the house (docs/spec/sites.md, BS20 to BS29). How far it is: `watchRenewal`. */
export interface StrictApi {
  strictMode(): Promise<Result<StrictView>>;
  /** RIGHT_MISSING, GROUP_KEY_MISSING, ENTRY_STALE, OFFLINE. */
  setStrictMode(isOn: boolean): Promise<Result<true>>;
}

export const STRICT_CALLS = { strictMode: 'result', setStrictMode: 'result' } as const satisfies CallForms<StrictApi>;

export interface StrictView {
  readonly isOn: boolean;
  /** How many sites the organisation has: with one it makes no difference. */
  readonly sites: number;
}
