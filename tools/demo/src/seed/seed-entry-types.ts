import { type EntryType, person } from '@siegel/akten';
import { type Safe, saveEntryTypes, sealEintrag, sealPin } from '@siegel/safe';
import type { EntryPacket } from '@siegel/wire';
import { expectOk } from './expect-ok.ts';

const PERSONS = 8;
const TYPES: readonly Omit<EntryType, 'isBuiltIn' | 'isUsed' | 'base' | 'order'>[] = [
  {
    ...{ kuerzel: 'TEL', name: 'Telefonat', hue: 'cyan', sign: 'phone', dayPlace: 'byTime' },
    ...{ preset: 'Anruf von ', compartment: 'clinical' },
  },
  {
    ...{ kuerzel: 'ORG', name: 'Organisation', hue: 'olive', sign: 'info', dayPlace: 'first' },
    ...{ preset: '', compartment: 'admin' },
  },
];
const CALLS = ['Anruf von Tochter: kommt am Donnerstag mit', 'Anruf von der Apotheke, Dosis bestätigt'];
const REMARKS = [
  'Braucht Rollstuhl, bitte Zimmer 1',
  'Nur vormittags erreichbar, Nummer der Nachbarin steht in den Stammdaten',
];

/** Gives the demo practice two types of its own, an Eintrag of one of them to the first persons, and pins what concerns everybody
 *  (DM1). One batch. */
export async function seedEntryTypes(safe: Safe, today: string): Promise<void> {
  const ids = expectOk(
    'types',
    await saveEntryTypes(
      safe,
      TYPES.map((type, order) => ({ ...type, base: 'NOT', isBuiltIn: false, isUsed: true, order: order + 1 })),
    ),
  );
  const [calls, remarks] = ids.map((id) => Uint8Array.from(Buffer.from(id, 'hex')));
  const packets: EntryPacket[] = [];
  for (const [at, personId] of [...safe.directory.persons()].slice(0, PERSONS).entries()) {
    if (calls !== undefined && remarks !== undefined)
      packets.push(...(await ofPerson(safe, personId, { at, today, calls, remarks })));
  }
  expectOk('types', await safe.write(packets));
}

async function ofPerson(
  safe: Safe,
  personId: string,
  { at, today, calls, remarks }: { at: number; today: string; calls: Uint8Array; remarks: Uint8Array },
): Promise<readonly EntryPacket[]> {
  const entries = expectOk('types', await safe.openPerson(personId));
  const akte = safe.directory.openAktenOfPerson(personId).find(({ stammakte }) => !stammakte);
  const key = akte === undefined ? undefined : safe.keys.caseKey(akte.akte);
  const record = entries.find(({ record: { newest } }) => newest.body.kind === person.code)?.record;
  if (akte === undefined || key === undefined || record === undefined) return [];
  const place = { akte: akte.akte, site: akte.site, key };
  const text = (texts: readonly string[]) => texts[Math.floor(at / 2) % texts.length] ?? '';
  if (at % 2 === 0) {
    const value = { behandlungstag: today, text: text(CALLS), eintragstyp: calls };
    return [(await sealEintrag(safe, { kind: 'note', value }, place)).packet];
  }
  const value = { behandlungstag: today, verwaltungstext: text(REMARKS), eintragstyp: remarks };
  const made = await sealEintrag(safe, { kind: 'note', value }, place);
  const pin = expectOk('types', await sealPin(safe, record, { eintrag: made.record, isPinned: true }));
  return pin === undefined ? [made.packet] : [made.packet, pin];
}
