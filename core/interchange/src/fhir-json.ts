import type { FhirNode } from './fhir-node.ts';
import type { FindingCode } from './finding-texts.ts';
import type { FindingLog } from './import-finding.ts';
import { IMPORT_LIMITS } from './import-plan.ts';
import { type JsonFault, scanJson } from './json-scan.ts';

/** A number with the digits it was written with: FHIR decimals carry their precision. */
class Lexical {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

const FAULTS: Readonly<Record<JsonFault, FindingCode>> = {
  depth: 'FHIR_TOO_DEEP',
  elements: 'FHIR_TOO_MANY_ELEMENTS',
  'forbidden-key': 'FHIR_KEY_FORBIDDEN',
  'repeated-key': 'FHIR_KEY_REPEATED',
};

/** Reads FHIR JSON into the common tree (IX11). @returns null after reporting why the file is refused. */
export function readFhirJson(text: string, log: FindingLog): FhirNode | null {
  const parsed = parseFhirJson(text, log);
  if (parsed === null) return null;
  const root = isObject(parsed.value) ? resourceNode('resource', parsed.value) : null;
  if (root?.resourceType === undefined) {
    log.add('FHIR_NOT_FHIR');
    return null;
  }
  return root;
}

/** Reads one element of a bundle into the common tree. @returns null after reporting why the file is refused. */
export function readFhirElement(name: string, text: string, log: FindingLog): FhirNode | null {
  const parsed = parseFhirJson(text, log);
  return parsed !== null && isObject(parsed.value) ? resourceNode(name, parsed.value) : null;
}

function parseFhirJson(text: string, log: FindingLog): { readonly value: unknown } | null {
  const fault = scanJson(text, IMPORT_LIMITS);
  if (fault !== null) {
    log.add(FAULTS[fault], { params: { limit: fault === 'depth' ? IMPORT_LIMITS.depth : IMPORT_LIMITS.elements } });
    return null;
  }
  try {
    // Asking for the digits of every value takes five times as long, and whole numbers have none to lose.
    return { value: (DIGITS_MATTER.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text)) as unknown };
  } catch {
    log.add('FHIR_NOT_JSON');
    return null;
  }
}

/** A number that is written otherwise than its shortest form may be; in a text it only costs time. */
const DIGITS_MATTER = /[:,[]\s*-?(?:\d+[.eE]|\d{16})|[:,[]\s*-0/;

/** The tree of a resource that was made here. */
export function nodeOfResource(resource: Readonly<Record<string, unknown>>): FhirNode {
  return resourceNode('resource', JSON.parse(JSON.stringify(resource), keepDigits) as Record<string, unknown>);
}

// Engines without the third argument give the shortest form of the number instead: same value, other digits.
function keepDigits(this: unknown, _key: string, value: unknown, context?: { readonly source?: string }): unknown {
  return typeof value === 'number' ? new Lexical(context?.source ?? String(value)) : value;
}

function resourceNode(name: string, object: Readonly<Record<string, unknown>>): FhirNode {
  const type = object['resourceType'];
  const children = childNodes(object);
  return typeof type === 'string' ? { name, resourceType: type, children } : { name, children };
}

function childNodes(object: Readonly<Record<string, unknown>>): FhirNode[] {
  const nodes: FhirNode[] = [];
  for (const [key, value] of Object.entries(object)) {
    if (key === 'resourceType' && typeof value === 'string') continue;
    // `_birthDate` holds id and extensions of the primitive `birthDate`: both are one element.
    const name = key.startsWith('_') ? key.slice(1) : key;
    if (key.startsWith('_') && Object.hasOwn(object, name)) continue;
    const beside = key.startsWith('_') ? undefined : object[`_${key}`];
    const values = listOf(key.startsWith('_') ? undefined : value);
    const extras = listOf(key.startsWith('_') ? value : beside);
    const count = Math.max(values.length, extras.length);
    for (let at = 0; at < count; at++) nodes.push(nodeOf(name, values[at], extras[at]));
  }
  return nodes;
}

function nodeOf(name: string, value: unknown, extra: unknown): FhirNode {
  const more = isObject(extra) ? childNodes(extra) : [];
  if (isObject(value)) {
    const node = resourceNode(name, value);
    return { ...node, children: [...node.children, ...more] };
  }
  // A list inside a list is no FHIR; its elements stay readable as children.
  if (Array.isArray(value))
    return { name, children: [...value.map((element) => nodeOf(name, element, undefined)), ...more] };
  const lexical = lexicalOf(value);
  return lexical === undefined ? { name, children: more } : { name, value: lexical, children: more };
}

function lexicalOf(value: unknown): string | undefined {
  if (value instanceof Lexical) return value.text;
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Lexical);
}
