import type { LocalDate, PartialDate } from '../field-type.ts';

/** Where a day lies to something that begins and ends. */
export type Validity = 'now' | 'future' | 'past';

/** Whether something with a first and a last day holds on `day` (PE11). Of a year or a month alone all days count. */
export function validityOn(
  { from, until }: { readonly from?: PartialDate | undefined; readonly until?: PartialDate | undefined },
  day: LocalDate,
): Validity {
  if (until !== undefined && day.slice(0, until.length) > until) return 'past';
  if (from !== undefined && day.slice(0, from.length) < from) return 'future';
  return 'now';
}
