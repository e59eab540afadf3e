import { KVNR_SYSTEMS } from './fhir-definitions.ts';
import { CONTAINERS } from './fhir-entry.ts';
import { DRAWABLE, DRAWN } from './fhir-map.ts';
import { SUBJECT_PATHS } from './fhir-subject.ts';

/** What of a piece of a large file must be known before anything is mapped: whose it is, and what it draws in. */
export interface Glance {
  /** `person`: a Patient; `describing`: completes a person, whichever other pieces there are; `other`. */
  readonly role: 'person' | 'describing' | 'other';
  /** By these others refer to it; the first is that of a person. Only persons and what may be drawn in have some. */
  readonly keys: readonly string[];
  /** Reference to the person it is about; '' when it names none. */
  readonly subject: string;
  /** Insurance numbers: of the person itself, or of the person it is about. */
  readonly numbers: readonly string[];
  /** References to what it draws in. */
  readonly drawn: readonly string[];
}

const NOTHING: Glance = { role: 'other', keys: [], subject: '', numbers: [], drawn: [] };
const DESCRIBING = new Set(['Coverage', 'RelatedPerson', 'AllergyIntolerance']);

/** Looks at a parsed piece: an entry of a bundle, or a resource that stands in a line of its own. */
export function glanceAt(piece: unknown): Glance {
  const resource = fieldOf(piece, 'resource') ?? piece;
  const type = fieldOf(resource, 'resourceType');
  // Bundles inside of bundles hold resources of anybody: each is mapped by itself.
  if (typeof type !== 'string' || CONTAINERS.has(type)) return NOTHING;
  const isPerson = type === 'Patient';
  const subject = SUBJECT_PATHS.flatMap((path) => textsAt(resource, `${path}.reference`))[0] ?? '';
  const hasKeys = isPerson || (DRAWABLE.has(type) && subject === '');
  return {
    role: isPerson ? 'person' : DESCRIBING.has(type) ? 'describing' : 'other',
    keys: hasKeys ? keysOf(piece, resource, type) : [],
    subject,
    numbers: isPerson ? numbersAt(resource, 'identifier') : [...numbersOfSubject(resource), ...insured(resource, type)],
    drawn: DRAWN.flatMap((path) => textsAt(resource, path)),
  };
}

function keysOf(piece: unknown, resource: unknown, type: string): string[] {
  const [id] = textsAt(resource, 'id');
  const [fullUrl] = textsAt(piece, 'fullUrl');
  return [
    ...(id === undefined ? [] : [`${type}/${id}`]),
    ...(fullUrl === undefined ? [] : [fullUrl]),
    ...(id === undefined ? [] : [`urn:uuid:${id}`]),
  ];
}

function numbersOfSubject(resource: unknown): string[] {
  return SUBJECT_PATHS.flatMap((path) => numbersAt(resource, `${path}.identifier`));
}

function insured(resource: unknown, type: string): string[] {
  return type === 'Coverage' ? textsAt(resource, 'subscriberId') : [];
}

function numbersAt(resource: unknown, path: string): string[] {
  return valuesAt(resource, path)
    .filter((identifier) => KVNR_SYSTEMS.has(String(fieldOf(identifier, 'system'))))
    .flatMap((identifier) => textsAt(identifier, 'value'));
}

function textsAt(value: unknown, path: string): string[] {
  return valuesAt(value, path).filter((found) => typeof found === 'string');
}

function valuesAt(value: unknown, path: string): unknown[] {
  return path.split('.').reduce<unknown[]>(
    (found, name) =>
      found.flatMap((at) => {
        const field = fieldOf(at, name);
        return field === undefined ? [] : field;
      }),
    [value],
  );
}

function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, name))
    return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}
