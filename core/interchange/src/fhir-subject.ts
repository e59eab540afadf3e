import type { PersonInMaking } from './draft.ts';
import { KVNR_SYSTEMS } from './fhir-definitions.ts';
import type { FhirEntry } from './fhir-entry.ts';
import { childOf, type FhirNode, nodeAt } from './fhir-node.ts';
import type { FhirReading } from './fhir-reading.ts';
import type { PersonHint } from './import-plan.ts';

/** Elements that say whom a resource is about. */
export const SUBJECT_PATHS = ['subject', 'patient', 'beneficiary', 'for'] as const;

/** The person a resource is about: by reference, by insurance number, or the only one of a document. */
export function personOf(
  entry: FhirEntry,
  {
    reading,
    persons,
    isDocument,
  }: {
    readonly reading: FhirReading;
    readonly persons: ReadonlyMap<FhirEntry, PersonInMaking>;
    readonly isDocument: boolean;
  },
): PersonInMaking | undefined {
  for (const path of SUBJECT_PATHS) {
    const reference = nodeAt(entry.node, `${path}.reference`);
    const target = reference?.value === undefined ? undefined : reading.resolve(reference.value);
    const person = target === undefined ? undefined : persons.get(target);
    if (person === undefined) continue;
    reading.taker.take(reference);
    return person;
  }
  const number = kvnrOfSubject(entry.node);
  const insured = [...persons.values()].find(({ value }) => {
    const known = (value['versicherungen'] ?? []) as { versichertennummer?: string }[];
    return number !== undefined && known.some(({ versichertennummer }) => versichertennummer === number);
  });
  if (insured !== undefined) return insured;
  const [only, ...others] = persons.values();
  return isDocument && others.length === 0 ? only : undefined;
}

/** What a resource says about a person that is not in the file. */
export function hintOfSubject(node: FhirNode, { taker }: FhirReading): PersonHint {
  const subject = SUBJECT_PATHS.map((path) => childOf(node, path)).find((found) => found !== undefined);
  const ref = taker.text(subject, 'reference') ?? taker.text(subject, 'display');
  const versichertennummer = kvnrOfSubject(node);
  return { ...(ref === undefined ? {} : { ref }), ...(versichertennummer === undefined ? {} : { versichertennummer }) };
}

/** True for a resource about somebody. */
export function hasSubject(node: FhirNode): boolean {
  return SUBJECT_PATHS.some((path) => childOf(node, path) !== undefined);
}

function kvnrOfSubject(node: FhirNode): string | undefined {
  const identifier = SUBJECT_PATHS.map((path) => nodeAt(node, `${path}.identifier`)).find(
    (found) => found !== undefined,
  );
  const system = childOf(identifier, 'system')?.value ?? '';
  return KVNR_SYSTEMS.has(system) ? childOf(identifier, 'value')?.value : undefined;
}
