import type { LocalDate } from '../field-type.ts';
import type { ValueOf } from '../kind.ts';
import type { person } from '../kinds/person.ts';
import { ikFault, kvnrFault, type NumberFault } from '../numbers/check-digit.ts';
import { type Validity, validityOn } from './validity.ts';

/** One insurance of a person. */
export type Insurance = NonNullable<ValueOf<typeof person>['versicherungen']>[number];

/** What looks wrong in an insurance. It warns and never keeps anybody from saving (PE12). */
export interface InsuranceWarning {
  readonly field: 'versichertennummer' | 'ik' | 'gueltigBis';
  readonly fault: NumberFault | 'order';
}

/** Looks at the numbers and days of an insurance. Only statutory insurance must have a number of the form of the card; other insurers
 *  number as they like. */
export function insuranceWarnings(insurance: Insurance): readonly InsuranceWarning[] {
  const { art, versichertennummer = '', ik = '', gueltigAb, gueltigBis } = insurance;
  const warnings: InsuranceWarning[] = [];
  const number = versichertennummer === '' ? undefined : kvnrFault(versichertennummer);
  // A number of another form is the insurer's own, but one that looks like the card's is checked wherever it stands.
  const mustBeOne = art === undefined || art === 'GKV';
  if (number !== undefined && (mustBeOne || number === 'digit'))
    warnings.push({ field: 'versichertennummer', fault: number });
  const house = ik === '' ? undefined : ikFault(ik);
  if (house !== undefined) warnings.push({ field: 'ik', fault: house });
  if (isBefore(gueltigBis, gueltigAb)) warnings.push({ field: 'gueltigBis', fault: 'order' });
  return warnings;
}

/** Insurances with where they stand on `day`: those that hold first, then coming ones, then those that are over; else as they
 *  were entered (PE11). */
export function insurancesOn<T extends Pick<Insurance, 'gueltigAb' | 'gueltigBis'>>(
  insurances: readonly T[],
  day: LocalDate,
): readonly { readonly insurance: T; readonly at: number; readonly validity: Validity }[] {
  const rank: Readonly<Record<Validity, number>> = { now: 0, future: 1, past: 2 };
  return insurances
    .map((insurance, at) => ({
      insurance,
      at,
      validity: validityOn({ from: insurance.gueltigAb, until: insurance.gueltigBis }, day),
    }))
    .toSorted((a, b) => rank[a.validity] - rank[b.validity] || a.at - b.at);
}

function isBefore(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  const length = Math.min(a.length, b.length);
  return a.slice(0, length) < b.slice(0, length);
}
