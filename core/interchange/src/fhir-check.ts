import { isPartialDate } from '@siegel/akten';
import type { FhirEntry } from './fhir-entry.ts';
import { CODE_FORMS, PZN_SYSTEM, R4_RESOURCES, REQUIRED, SHAPES } from './fhir-definitions.ts';
import { childOf, childrenOf, type FhirNode, type FhirTree, nodesAt, stepsOf } from './fhir-node.ts';
import type { FindingCode, FindingSeverity } from './finding-texts.ts';
import type { FindingLog, FindingPlace } from './import-finding.ts';

// date, dateTime and instant of FHIR, by the names of the elements that hold them.
const DATE_ELEMENT =
  /(?:DateTime|Date|Instant)$|^(?:date|issued|authoredOn|timestamp|lastUpdated|whenHandedOver|whenPrepared)$/;
const PERIOD_ELEMENT = /^(?:start|end)$/;
const DATE =
  /^(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:T(?:[01]\d|2[0-3]):[0-5]\d(?::(?:[0-5]\d|60)(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?$/;

/** Checks what can be told without profiles (IX12): known resources, required elements, shapes, dates, code forms.
 *  In a document bundle, which was signed as a whole, a fault refuses the file; elsewhere it is a warning and the
 *  content is kept. Conformance with the profiles a file names is not checked, and said so. */
export function checkEntries({ entries, trees, isDocument, profiles }: Checked, log: FindingLog): void {
  const severity: FindingSeverity = isDocument ? 'error' : 'warning';
  const add = (code: FindingCode, place: FindingPlace) => log.add(code, { severity, ...place });
  for (const { node, type, path } of entries) {
    if (!R4_RESOURCES.has(type)) log.add('FHIR_RESOURCE_UNKNOWN', { path, params: { type: shortName(type) } });
    checkRequired(node, type, path, add);
    checkShapes(node, type, path, add);
    if (type === 'Medication') checkPzn(node, path, add);
  }
  for (const { node, path } of trees) checkLeaves(node, path, add);
  for (const { node } of entries)
    for (const { value } of childrenOf(childOf(node, 'meta'), 'profile')) profiles.add(value ?? '');
}

interface Checked {
  readonly entries: readonly FhirEntry[];
  readonly trees: readonly FhirTree[];
  readonly isDocument: boolean;
  readonly profiles: Set<string>;
}

/** Says which profiles a file names, because nobody compares it with them. */
export function noteProfiles(profiles: ReadonlySet<string>, log: FindingLog): void {
  const [first] = profiles;
  if (first !== undefined)
    log.add('FHIR_PROFILE_NOT_CHECKED', {
      params: { count: profiles.size, profile: shortName(first.split('/').at(-1) ?? '') },
    });
}

type Add = (code: FindingCode, place: FindingPlace) => void;

function checkRequired(node: FhirNode, type: string, path: string, add: Add): void {
  for (const field of Object.hasOwn(REQUIRED, type) ? (REQUIRED[type] ?? []) : []) {
    const stem = field.endsWith('[x]') ? field.slice(0, -3) : null;
    const isThere = node.children.some(({ name }) => (stem === null ? name === field : name.startsWith(stem)));
    if (!isThere) add('FHIR_REQUIRED_MISSING', { path, params: { field } });
  }
}

function checkShapes(node: FhirNode, type: string, path: string, add: Add): void {
  const shape = Object.hasOwn(SHAPES, type) ? SHAPES[type] : undefined;
  for (const child of shape === undefined ? [] : node.children) {
    const isValue = child.value !== undefined;
    const isWrong =
      (shape?.objects.includes(child.name) && isValue) ||
      (shape?.values.includes(child.name) && !isValue && !isAbsent(child));
    if (isWrong) add('FHIR_TYPE_WRONG', { path: `${path}.${child.name}` });
  }
}

// A plain value may be absent with a reason: then it has extensions only.
function isAbsent(node: FhirNode): boolean {
  return node.children.every(({ name }) => name === 'extension' || name === 'id');
}

/** A Medication that names a PZN profile must carry a PZN. */
function checkPzn(node: FhirNode, path: string, add: Add): void {
  const claimsPzn = nodesAt(node, 'meta.profile').some(({ value }) => value?.includes('Medication_PZN') === true);
  const hasPzn = nodesAt(node, 'code.coding.system').some(({ value }) => value === PZN_SYSTEM);
  if (claimsPzn && !hasPzn) add('FHIR_REQUIRED_MISSING', { path: `${path}.code.coding`, params: { field: 'PZN' } });
}

function checkLeaves(node: FhirNode, path: string, add: Add): void {
  if (node.value !== undefined && holdsDate(node, path) && !isFhirDate(node.value)) add('FHIR_DATE_INVALID', { path });
  checkCode(node, path, add);
  for (const { child, step } of stepsOf(node)) checkLeaves(child, `${path}.${step}`, add);
}

function holdsDate({ name }: FhirNode, path: string): boolean {
  return DATE_ELEMENT.test(name) || (PERIOD_ELEMENT.test(name) && /period/i.test(path));
}

function checkCode(node: FhirNode, path: string, add: Add): void {
  const system = childOf(node, 'system')?.value;
  const code = childOf(node, 'code')?.value;
  const form = system !== undefined && Object.hasOwn(CODE_FORMS, system) ? CODE_FORMS[system] : undefined;
  if (form === undefined || code === undefined || form.test(code)) return;
  add('FHIR_CODE_INVALID', { path: `${path}.code`, params: { field: system?.split('/').at(-1) ?? '' } });
}

/** True for date, dateTime and instant of FHIR R4, parts of the date unknown or not. */
export function isFhirDate(value: string): boolean {
  const match = DATE.exec(value.trim());
  if (match === null || !isPartialDate(match[1] ?? '')) return false;
  return !value.includes('T') || match[1]?.length === 10;
}

// Names come from the file: only a harmless form of them enters a finding.
function shortName(name: string): string {
  return name.replace(/[^\w|.-]/g, '').slice(0, 80);
}
