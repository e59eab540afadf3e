import { type EintragKindName, kindByName } from '@siegel/akten';
import type { DraftValue } from './draft.ts';
import { type FhirNode, childOf, extensionsOf, stepsOf } from './fhir-node.ts';
import { coveragesOf } from './fhir-coverage-resource.ts';
import { patientOf } from './fhir-person-resource.ts';
import { type FhirJson, type RecordValue, resourceOf } from './fhir-resource.ts';
import { nodeOfResource } from './fhir-json.ts';
import type { UnplacedItem } from './import-plan.ts';

/** Extension under which an exported resource carries the whole record (IE42). */
const OWN_EXTENSION = 'urn:siegel:fhir:record';
/** Extension of a resource that only says again what another one carries. */
const DERIVED_EXTENSION = 'urn:siegel:fhir:derived';
/** Fields that belong to the sealed file of a document in the organisation it comes from: another one seals it anew. */
const SEALED_FILE_FIELDS = new Set(['blobIds', 'dateischluessel', 'noncevorsatz', 'groesseBytes', 'sha256']);
/** Fields that name other records and persons of the organisation it comes from, or say where the Akte lies there. */
const HOUSE_FIELDS = new Set(['movedFrom', 'movedTo', 'archiviertAm']);
const BYTES = '$bytes';

/** One exported record. */
export interface ExportedRecord {
  readonly id: string;
  readonly kind: EintragKindName;
  readonly value: RecordValue;
  /** Where its file lies, beside the bundle. */
  readonly url?: string;
}

/** An Akte as a FHIR R4 Bundle: a resource for every record, as other programs read it, with the record itself beside. */
export function bundleOf(
  person: { readonly id: string; readonly value: RecordValue },
  records: readonly ExportedRecord[],
): FhirJson {
  const patient = `Patient/${person.id}`;
  const resources = [
    withRecord(patientOf(person.value, person.id), 'person', person.value),
    ...coveragesOf(person.value, patient, person.id).map(({ extension = [], ...coverage }) => ({
      ...coverage,
      extension: [...(extension as readonly FhirJson[]), { url: DERIVED_EXTENSION, valueBoolean: true }],
    })),
    ...records
      .map(asWritten)
      .map(({ id, kind, value, url }) =>
        withRecord(resourceOf(kind, value, { id, patient, ...(url !== undefined && { url }) }), kind, value),
      ),
  ];
  return {
    resourceType: 'Bundle',
    type: 'collection',
    entry: resources.map((resource) => ({ resource })),
  };
}

/** A Nachtrag goes out as the note it is: what it was added to is released here, and elsewhere not yet (FG33). */
function asWritten(record: ExportedRecord): ExportedRecord {
  if (record.kind !== 'nachtrag') return record;
  const { target: _target, ...value } = record.value;
  return { ...record, kind: 'note', value: { titel: 'Nachtrag', ...value } };
}

function withRecord(resource: FhirJson, kind: string, value: RecordValue): FhirJson {
  const kept = Object.fromEntries(
    Object.entries(value).filter(([name]) => !SEALED_FILE_FIELDS.has(name) && !HOUSE_FIELDS.has(name)),
  );
  const extension = [
    { url: 'kind', valueCode: kind },
    { url: 'value', valueString: JSON.stringify(kept, bytesToText) },
  ];
  return { ...resource, extension: [{ url: OWN_EXTENSION, extension }] };
}

/** A record as an export of Siegel wrote it. */
export interface OwnRecord {
  readonly kind: EintragKindName | 'person';
  readonly value: DraftValue;
  readonly unplaced: readonly UnplacedItem[];
  /** Where its file lies, beside the bundle. */
  readonly url?: string;
}

/** The record an exported resource carries, if the resource still says what the record says: somebody may have changed it in
 *  between, and then it is read like any other (IE43). */
export function ownRecordOf(node: FhirNode): OwnRecord | undefined {
  const [extension] = extensionsOf(node, OWN_EXTENSION);
  if (extension === undefined) return undefined;
  const kind = valueOf(extension, 'kind', 'valueCode');
  const value = parsed(valueOf(extension, 'value', 'valueString'));
  if (value === undefined || kind === undefined) return undefined;
  // Keys and ids of files never come from outside: an export leaves them out, so whoever wrote them in is no export.
  if (Object.keys(value).some((name) => SEALED_FILE_FIELDS.has(name))) return undefined;
  const isPerson = kind === 'person';
  if (!isPerson && !isEintragKind(kind)) return undefined;
  const again = isPerson ? patientOf(value, 'x') : resourceOf(kind, value, { id: 'x', patient: 'x' });
  if (!isSame(node, nodeOfResource(again))) return undefined;
  // Who arrives is not in the archive, whatever a file says (PM46).
  const { unplaced = [], archiviertAm: _archived, ...fields } = value;
  const url = urlOf(node);
  return {
    kind,
    value: fields,
    unplaced: isItems(unplaced) ? unplaced : [],
    ...(url !== undefined && { url }),
  };
}

/** True for a resource that only repeats what the exported person carries. */
export function isDerived(node: FhirNode): boolean {
  return extensionsOf(node, DERIVED_EXTENSION).length > 0;
}

function isEintragKind(kind: string): kind is EintragKindName {
  const known = kindByName(kind);
  return known !== undefined && 'eintrag' in known && known.name !== 'nachtrag';
}

function isItems(list: unknown): list is readonly UnplacedItem[] {
  return (
    Array.isArray(list) && list.every((item: unknown) => typeof (item as UnplacedItem | null)?.inhalt === 'string')
  );
}

function valueOf(extension: FhirNode, url: string, type: string): string | undefined {
  return childOf(extensionsOf(extension, url)[0], type)?.value;
}

function urlOf(node: FhirNode): string | undefined {
  return childOf(childOf(childOf(node, 'content'), 'attachment'), 'url')?.value;
}

function parsed(json: string | undefined): DraftValue | undefined {
  try {
    const value: unknown = JSON.parse(json ?? '', textToBytes);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as DraftValue) : undefined;
  } catch {
    return undefined;
  }
}

function bytesToText(_name: string, value: unknown): unknown {
  if (!(value instanceof Uint8Array)) return value;
  return { [BYTES]: Array.from(value, (byte) => byte.toString(16).padStart(2, '0')).join('') };
}

function textToBytes(_name: string, value: unknown): unknown {
  const hex =
    typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[BYTES] : undefined;
  if (typeof hex !== 'string' || !/^(?:[0-9a-f]{2})*$/.test(hex)) return value;
  return Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}

/** Names whose values depend on where a resource stands, not on what it says. */
const PLACE_NAMES = new Set(['id', 'meta', 'reference', 'url']);

function isSame(a: FhirNode, b: FhirNode): boolean {
  if (a.resourceType !== b.resourceType) return false;
  const [left, right] = [leavesOf(a), leavesOf(b)];
  return left.length === right.length && left.every((leaf, at) => leaf === right[at]);
}

function leavesOf(node: FhirNode): string[] {
  const leaves: string[] = [];
  const collect = (at: FhirNode, path: string) => {
    if (at.value !== undefined) leaves.push(`${path}=${at.value}`);
    for (const { child, step } of stepsOf(at)) {
      const isOwn = child.name === 'extension' && path === '' && childOf(child, 'url')?.value === OWN_EXTENSION;
      if (!isOwn && !PLACE_NAMES.has(child.name)) collect(child, `${path}.${step}`);
    }
  };
  collect(node, '');
  return leaves.toSorted();
}
