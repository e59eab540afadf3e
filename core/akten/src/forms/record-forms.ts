import { bool, bytes, code, group, id, instantMs, integer, list, must, text } from '../field-type.ts';
import { open, sealed } from '../kind.ts';
import { defineForm, hash32, STATE, WHAT, WHO } from './form.ts';

/** One version of a case key; its first version founds the Akte. Record id follows from the Akte. */
export const caseKeyForm = defineForm(
  'caseKey',
  { de: 'Fallschlüssel', en: 'Case key' },
  {
    version: open(must(integer({ min: 1 })), WHAT),
    keyId: open(hash32, WHAT),
    groups: open(must(list(id, { max: 64 })), WHO),
    groupVersions: open(
      list(integer({ min: 1 }), { max: 64 }),
      'Unter welcher Fassung der Gruppenschlüssel der Fallschlüssel liegt; daran sehen alle, welche Akten nach einem Austritt einen neuen brauchen.',
    ),
    parts: open(
      list(
        group({
          group: must(id),
          compartment: must(code(['identity', 'clinical', 'restricted', 'admin'])),
          keyId: must(bytes({ exactly: 32 })),
          version: integer({ min: 1 }),
          caseVersion: integer({ min: 1 }),
        }),
        { max: 4096 },
      ),
      'Zufällige Kennungen der Gruppen, die nur einen Teil der Akte öffnen; der Server gibt ihnen keinen anderen heraus.',
    ),
    older: open(
      list(bytes({ exactly: 32 }), { max: 1024 }),
      'Kennungen der früheren Fallschlüssel, die hier für andere Gruppen neu verpackt liegen; der Server löscht danach ihre alten Verpackungen.',
    ),
    person: open(
      must(id),
      'Zufällige Kennung der Stammakte ohne Namen; der Server löscht damit alle Akten einer Person.',
    ),
    stammakte: open(must(bool), WHAT),
    movedTo: open(
      id,
      'Zufällige Kennung der Akte, in der an einer anderen Betriebsstätte weitergeschrieben wird; der Server nimmt für die alte nichts mehr an.',
    ),
    movedToSite: open(id, WHO),
    entryCount: open(
      integer({ min: 1 }),
      'Wie viele Einträge des Journals die Akte hatte, als sie verschoben wurde; kam inzwischen etwas dazu, nimmt der Server das Verschieben nicht an.',
    ),
  },
);

/** The doctor's release of one record version, or one of the two that together release it. */
export const freigabeForm = defineForm(
  'freigabe',
  { de: 'Freigabe', en: 'Freigabe' },
  {
    target: open(must(id), WHAT),
    entryHash: open(hash32, WHAT),
    partHashes: open(must(list(bytes({ exactly: 32 }), { max: 8 })), WHAT),
    // Absent with one responsible. With two, the second names the entry hash of the first (FG4).
    step: open(code(['first', 'second']), STATE),
    first: open(bytes({ exactly: 32 }), WHAT),
  },
);

const presentedFields = {
  target: open(must(id), WHAT),
  entryHash: open(hash32, WHAT),
  comment: sealed('clinical', text({ max: 4000 })),
};

/** A record version presented for Freigabe; a next version of the presentation withdraws it. */
export const freigabeVorgelegtForm = defineForm(
  'freigabeVorgelegt',
  { de: 'Zur Freigabe vorgelegt', en: 'Presented' },
  { ...presentedFields, state: open(code(['presented', 'withdrawn']), STATE) },
);

/** A record version returned without Freigabe. */
export const freigabeZurueckgegebenForm = defineForm(
  'freigabeZurueckgegeben',
  { de: 'Zurückgegeben', en: 'Returned' },
  presentedFields,
);

/** When the person may see a released record. */
export const patientenFreigabeForm = defineForm(
  'patientenFreigabe',
  { de: 'Für die Person freigegeben', en: 'Released to the person' },
  {
    target: open(must(id), WHAT),
    when: open(must(code(['now', 'atDate', 'afterTalk', 'never'])), STATE),
    at: open(instantMs, STATE),
  },
);
