import { childOf, type FhirNode, stepsOf } from './fhir-node.ts';

/** A resource of a file with its place. The first entry is the root of the file. */
export interface FhirEntry {
  readonly node: FhirNode;
  readonly type: string;
  /** `Bundle.entry[3].resource`; the type for the root. */
  readonly path: string;
  /** `Type/id`, or the path when the resource has no id. */
  readonly ref: string;
  readonly fullUrl?: string;
}

/** Resources that hold others. */
export const CONTAINERS: ReadonlySet<string> = new Set(['Bundle', 'Parameters']);

/** All resources of a file that stand on their own: the root, entries of bundles, parameters. Contained resources
 *  belong to the resource that holds them. */
export function entriesOf(root: FhirNode): FhirEntry[] {
  const type = root.resourceType ?? '';
  const first: FhirEntry = { node: root, type, path: type, ref: refOf(root, type) };
  return CONTAINERS.has(type) ? [first, ...below(root, type)] : [first];
}

/** The resources below an element that is none itself: an entry of a bundle. */
export function below(node: FhirNode, path: string): FhirEntry[] {
  const fullUrl = childOf(node, 'fullUrl')?.value;
  return stepsOf(node).flatMap(({ child, step }): FhirEntry[] => {
    const at = `${path}.${step}`;
    if (child.resourceType === undefined) return child.children.length === 0 ? [] : below(child, at);
    const entry: FhirEntry = { node: child, type: child.resourceType, path: at, ref: refOf(child, at) };
    const own = fullUrl === undefined ? entry : { ...entry, fullUrl };
    return CONTAINERS.has(child.resourceType) ? [own, ...below(child, at)] : [own];
  });
}

function refOf(node: FhirNode, otherwise: string): string {
  const id = childOf(node, 'id')?.value;
  return id === undefined || node.resourceType === undefined ? otherwise : `${node.resourceType}/${id}`;
}

/** Finds resources by the ways FHIR refers to them: full url, `Type/id` (also at the end of an absolute url, with or
 *  without version), `urn:uuid:id`. Contained resources (`#id`) are found in the resource that refers to them. */
export function makeResolver(entries: readonly FhirEntry[]): (reference: string) => FhirEntry | undefined {
  const byKey = new Map<string, FhirEntry>();
  const put = (key: string, entry: FhirEntry) => {
    if (!byKey.has(key)) byKey.set(key, entry);
  };
  for (const entry of entries) {
    if (entry.fullUrl !== undefined) put(entry.fullUrl, entry);
    put(entry.ref, entry);
    const id = childOf(entry.node, 'id')?.value;
    if (id !== undefined) put(`urn:uuid:${id}`, entry);
  }
  return (reference) => {
    const plain = reference.replace(/\/_history\/.*$/, '');
    return byKey.get(reference) ?? byKey.get(plain) ?? byKey.get(plain.split('/').slice(-2).join('/'));
  };
}
