import { COMPARTMENT_CODES, person, type PlainRecord } from '@siegel/akten';
import { openPart } from '@siegel/seal';
import type { Attributions } from '../journal/attributions.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import type { PersonRow } from '../search/person-row.ts';
import type { ContentCache } from './content-cache.ts';
import type { VisibleRecord } from './visible-records.ts';

/** Opens only the identity part of a person's newest version: what the index needs of 100,000 persons. Undefined when it is
 *  not a person, not attributed, or does not open. */
export async function openPersonRow(
  record: VisibleRecord,
  by: {
    readonly attributions: Attributions;
    readonly keys: KeyRing;
    readonly cache: ContentCache;
    readonly personId: string;
  },
): Promise<PersonRow | undefined> {
  const { body, seq } = record.newest;
  const part = body.parts.find(({ compartment }) => compartment === COMPARTMENT_CODES.identity);
  if (body.kind !== person.code || part === undefined) return undefined;
  if ((await by.attributions.faultOf(seq)) !== undefined) return undefined;
  const envelope = by.cache.envelopeOf(part);
  const key = await by.keys.keyOf(body.akte, 'identity', part);
  if (envelope === undefined || key === undefined) return undefined;
  const place = { ...part, originTenant: body.tenant, kind: body.kind, record: body.record, akte: body.akte };
  const opened = await openPart(envelope, place, key);
  return opened.ok ? personRowOf(by.personId, opened.value) : undefined;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The row of opened identity fields. "von" stands before the name it belongs to, so that both are found. */
function personRowOf(personId: string, identity: PlainRecord): PersonRow {
  const name = [text(identity['vorsatzwort']), text(identity['familienname'])].filter((word) => word !== '').join(' ');
  const numbers = Array.isArray(identity['patientennummern'])
    ? (identity['patientennummern'] as readonly PlainRecord[])
    : [];
  const optional = {
    geburtsname: text(identity['geburtsname']),
    geburtsdatum: text(identity['geburtsdatum']),
    strasse: text(identity['strasse']),
    ort: text(identity['ort']),
  };
  const given = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== ''));
  return {
    personId,
    familienname: name,
    vorname: text(identity['vorname']),
    ...given,
    patientennummern: numbers.map(({ nummer }) => text(nummer)),
  };
}
