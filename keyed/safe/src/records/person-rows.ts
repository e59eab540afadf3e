import { COMPARTMENT_CODES, person, type PlainRecord, RELATIONS } from '@siegel/akten';
import { openPart } from '@siegel/seal';
import type { Attributions } from '../journal/attributions.ts';
import { readOpen } from '../journal/read-open.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import { hexOf, ID_BYTES } from '@siegel/wire';
import type { PersonRow, RowRelation } from '../search/person-row.ts';
import type { ContentCache } from './content-cache.ts';
import type { RecordVersion, VisibleRecord } from './visible-records.ts';

interface OpenedBy {
  readonly attributions: Attributions;
  readonly keys: KeyRing;
  readonly cache: ContentCache;
}

/** Opens only the identity part of a person's newest version: what the index needs of 100,000 persons. Undefined when it is
 *  not a person, not attributed, or does not open. */
export async function openPersonRow(
  { newest }: VisibleRecord,
  by: OpenedBy & { readonly personId: string },
): Promise<PersonRow | undefined> {
  const identity = await openIdentity(newest, by);
  if (identity === undefined) return undefined;
  const isArchived = readOpen(newest.open)?.['archiviertAm'] !== undefined;
  return { ...personRowOf(by.personId, identity), ...(isArchived && { isArchived: true as const }) };
}

/** The identity part of one version of a person, without the others; undefined as `openPersonRow`. */
export async function openIdentity(
  { body, seq }: Pick<RecordVersion, 'body' | 'seq'>,
  by: OpenedBy,
): Promise<PlainRecord | undefined> {
  const part = body.parts.find(({ compartment }) => compartment === COMPARTMENT_CODES.identity);
  if (body.kind !== person.code || part === undefined) return undefined;
  if ((await by.attributions.faultOf(seq)) !== undefined) return undefined;
  const envelope = by.cache.envelopeOf(part);
  const key = await by.keys.keyOf(body.akte, 'identity', part);
  if (envelope === undefined || key === undefined) return undefined;
  const place = { ...part, originTenant: body.tenant, kind: body.kind, record: body.record, akte: body.akte };
  const opened = await openPart(envelope, place, key);
  return opened.ok ? opened.value : undefined;
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
    ...(identity['caveVorhanden'] === true && { hasCave: true as const }),
    ...relationsOf(identity['beziehungen']),
    ...(text(identity['verstorbenAm']) !== '' && { isDead: true as const }),
  };
}

/** What was opened was written by any member: what is no relation is passed over. */
function relationsOf(value: unknown): { readonly relations?: readonly RowRelation[] } {
  if (!Array.isArray(value)) return {};
  const relations = value.flatMap((each: unknown): readonly RowRelation[] => {
    const { person: other, art } = each as Readonly<Record<string, unknown>>;
    const relation = RELATIONS.find((known) => known === art);
    const isId = other instanceof Uint8Array && other.length === ID_BYTES;
    return relation !== undefined && isId ? [{ personId: hexOf(other), relation }] : [];
  });
  return relations.length === 0 ? {} : { relations };
}
