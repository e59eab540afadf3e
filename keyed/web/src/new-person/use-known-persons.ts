import type { PersonCandidate } from '@siegel/safe';
import { useEffect, useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';
import { localDay } from '../text/format.ts';
import { type PersonFields, personOfFields } from './person-fields.ts';

const PAUSE_MS = 250;

/** Who the person being entered may already be; asked after each pause in typing and when `persons`, those that can be found,
 *  have become more. An overtaken answer is dropped. */
export function useKnownPersons(fields: PersonFields, persons: number): readonly PersonCandidate[] {
  const safe = useSafe();
  const [known, setKnown] = useState<readonly PersonCandidate[]>([]);
  const { familienname, vorname, geburtsname, geburtsdatum, versichertennummer } = fields;
  useEffect(() => {
    let left = false;
    const timer = setTimeout(() => {
      const draft = personOfFields(fields, localDay(Date.now()));
      const asked = familienname.trim() === '' ? Promise.resolve([]) : safe.matchPerson(draft);
      void asked.then((found) => {
        if (!left) setKnown(found);
      });
    }, PAUSE_MS);
    return () => {
      left = true;
      clearTimeout(timer);
    };
    // oxlint-disable-next-line exhaustive-deps -- only what a person is recognised by asks again
  }, [safe, persons, familienname, vorname, geburtsname, geburtsdatum, versichertennummer]);
  return known;
}
