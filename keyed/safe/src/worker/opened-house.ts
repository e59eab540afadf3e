import type { Safe } from '../safe/safe.ts';
import type { HouseNames } from './staff-names.ts';

/** What a person is opened with. */
export interface OpenedHouse {
  readonly safe: Safe;
  readonly names: HouseNames;
}
