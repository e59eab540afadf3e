import type { LocalDate } from '@siegel/akten';
import { hexOf } from '@siegel/wire';
import type { PersonAppointment, PersonAppointments } from '../channel/finding-api.ts';
import type { Safe } from '../safe/safe.ts';
import { bookOf, type KnownAppointment } from './appointment-book.ts';
import { fieldsOf } from './appointment-fields.ts';

/** What counts no more for somebody who asks when a person comes. */
const GONE: ReadonlySet<string> = new Set(['zurueckgenommen', 'abgesagt']);

/** The appointments of a person from a day on, in all Akten that are read here; those of a chain or series together, steps that were
 *  before the day included as long as one comes after (TE69). In order of time. */
export async function appointmentsOfPerson(safe: Safe, ofPerson: string, from: LocalDate): Promise<PersonAppointments> {
  const personId = safe.merged.standsFor(ofPerson);
  await safe.provenAkten(personId);
  const known: KnownAppointment[] = [];
  for (const { akte, stammakte } of safe.directory.openAktenOfPerson(personId))
    if (!stammakte) known.push(...(await bookOf(safe).ofAkte(akte, from)));
  const groups = new Map<string, PersonAppointment[]>();
  for (const { record, value } of known) {
    if (GONE.has(value.zustand)) continue;
    const recordId = hexOf(record);
    const name = value.serie === undefined ? recordId : hexOf(value.serie);
    const { day, from: begins, minutes, state, type, reason } = fieldsOf(value);
    const one = {
      ...{ recordId, day, from: begins, minutes, state, resources: value.ressourcen.map((id) => hexOf(id)) },
      ...(type !== null && type !== undefined && { type }),
      ...(reason !== null && reason !== undefined && { reason }),
    };
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  const chains = [...groups.values()]
    .map((steps) => steps.toSorted(inOrder))
    .filter((steps) => steps.some(({ day }) => day >= from));
  const firstAhead = (steps: readonly PersonAppointment[]) => steps.find(({ day }) => day >= from) ?? steps[0];
  return {
    chains: chains.toSorted((a, b) => {
      const [one, other] = [firstAhead(a), firstAhead(b)];
      return one === undefined || other === undefined ? 0 : inOrder(one, other);
    }),
  };
}

function inOrder(a: PersonAppointment, b: PersonAppointment): number {
  return a.day === b.day ? a.from - b.from : a.day < b.day ? -1 : 1;
}
