import { useEffect, useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';
import { localDay } from '../text/format.ts';
import { type PersonFields, personOfFields } from './person-fields.ts';

const PAUSE_MS = 250;

/** Whether the person being entered is known at a site that is not one's own (BS44); asked after each pause in typing. An overtaken
 *  answer is dropped. */
export function useKnownElsewhere(fields: PersonFields): boolean {
  const safe = useSafe();
  const [isKnown, setIsKnown] = useState(false);
  const { familienname, vorname, geburtsname, geburtsdatum, versichertennummer } = fields;
  useEffect(() => {
    let left = false;
    const timer = setTimeout(() => {
      void safe.isKnownElsewhere(personOfFields(fields, localDay(Date.now()))).then((known) => {
        if (!left) setIsKnown(known);
      });
    }, PAUSE_MS);
    return () => {
      left = true;
      clearTimeout(timer);
    };
    // oxlint-disable-next-line exhaustive-deps -- only what a person is recognised by asks again
  }, [safe, familienname, vorname, geburtsname, geburtsdatum, versichertennummer]);
  return isKnown;
}
