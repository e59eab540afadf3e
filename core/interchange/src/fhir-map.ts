import { append, type EintragInMaking, emptyPlan, type PersonInMaking, type PlanInMaking } from './draft.ts';
import { checkEntries, noteProfiles } from './fhir-check.ts';
import {
  takeAllergy,
  takeCondition,
  takeDiagnosticReport,
  takeObservation,
  takeOther,
  takeProcedure,
} from './fhir-clinical.ts';
import { joinCoverage, takeCoverage } from './fhir-coverage.ts';
import { takeComposition, takeDocument, takePresentedForms } from './fhir-document.ts';
import { CONTAINERS, entriesOf, type FhirEntry, makeResolver } from './fhir-entry.ts';
import { takeImmunization, takeMedicationAlone, takeMedicationUse } from './fhir-medication.ts';
import { childOf, type FhirNode, type FhirTree, makeNodeTaker, nodesAt } from './fhir-node.ts';
import { isDerived, type OwnRecord, ownRecordOf } from './fhir-own.ts';
import { takePatient, takeRepresentative } from './fhir-patient.ts';
import { type FhirReading, fhirSource } from './fhir-reading.ts';
import { hasSubject, hintOfSubject, personOf } from './fhir-subject.ts';
import { takeMoment } from './fhir-value.ts';
import type { FindingLog } from './import-finding.ts';
import type { ImportFormat, UnplacedItem } from './import-plan.ts';
import { leftoverNote } from './settle-plan.ts';

type Mapper = (entry: FhirEntry, reading: FhirReading) => EintragInMaking[];

const MAPPERS: Readonly<Record<string, Mapper>> = {
  AllergyIntolerance: takeAllergy,
  Binary: takeDocument,
  Condition: takeCondition,
  DiagnosticReport: withForms(takeDiagnosticReport),
  DocumentReference: takeDocument,
  Immunization: takeImmunization,
  Media: takeDocument,
  Medication: takeMedicationAlone,
  MedicationAdministration: takeMedicationUse,
  MedicationDispense: takeMedicationUse,
  MedicationRequest: takeMedicationUse,
  MedicationStatement: takeMedicationUse,
  Observation: takeObservation,
  Procedure: takeProcedure,
};
/** Resources that complete a person and make no Eintrag. */
const DESCRIBING = new Set(['Coverage', 'RelatedPerson']);

/** Turns the tree of a FHIR file into a plan (IX13): patients become persons, clinical resources their Eintraege, and
 *  every value nobody understood is kept with its path beside the nearest of them. */
export function mapFhir(root: FhirNode, format: ImportFormat, charset: string, log: FindingLog): PlanInMaking {
  const isDocument = isDocumentBundle(root);
  const profiles = new Set<string>();
  const trees = [{ node: root, path: root.resourceType ?? '' }];
  const plan = mapEntries({ root, entries: entriesOf(root), trees, format, charset, isDocument, profiles }, log);
  noteProfiles(profiles, log);
  return plan;
}

/** True for a bundle that is one signed whole. */
export function isDocumentBundle(root: FhirNode): boolean {
  return root.resourceType === 'Bundle' && childOf(root, 'type')?.value === 'document';
}

/** Resources to be mapped together: all of a file, or those of one person in a large one. */
export interface FhirPart {
  /** The bundle they come from. */
  readonly root: FhirNode;
  readonly entries: readonly FhirEntry[];
  /** What holds the entries, with their paths. */
  readonly trees: readonly FhirTree[];
  readonly format: ImportFormat;
  readonly charset: string;
  readonly isDocument: boolean;
  /** Takes the profiles the entries name. */
  readonly profiles: Set<string>;
}

/** Maps resources that belong together (see `mapFhir`). */
export function mapEntries(part: FhirPart, log: FindingLog): PlanInMaking {
  const { root, entries, format, charset, isDocument } = part;
  checkEntries(part, log);
  const resolve = makeResolver(entries);
  const reading: FhirReading = { root, format, entries, taker: makeNodeTaker(), log, resolve, consumed: new Map() };
  const plan = emptyPlan(format, charset);
  const persons = takePersons(reading, plan);
  const homes = new Map<FhirEntry, Home>();
  for (const [entry, person] of persons) homes.set(entry, { person });
  foretellConsumed(reading);
  const context: MapContext = { reading, persons, plan, isDocument, leftovers: new Map() };
  for (const entry of entries) {
    if (homes.has(entry) || reading.consumed.has(entry) || CONTAINERS.has(entry.type)) continue;
    homes.set(entry, takeEntry(entry, context));
  }
  keepRest(reading, part.trees, homes, plan);
  for (const [person, note] of context.leftovers) person.eintraege.push(note);
  return plan;
}

/** Where the content of an entry went, and with it what is left of the entry. */
type Home = { readonly person: PersonInMaking } | { readonly unplaced: UnplacedItem[] };

interface MapContext {
  readonly reading: FhirReading;
  readonly persons: ReadonlyMap<FhirEntry, PersonInMaking>;
  readonly plan: PlanInMaking;
  readonly isDocument: boolean;
  /** One row per person for what a document says besides: author, practice, title. */
  readonly leftovers: Map<PersonInMaking, EintragInMaking>;
}

/** Elements that draw another resource in. */
export const DRAWN = ['medicationReference.reference', 'result.reference', 'content.attachment.url', 'content.url'];
/** Resources that are filed with the one that draws them in. */
export const DRAWABLE: ReadonlySet<string> = new Set(['Medication', 'Observation', 'Binary']);

/** Marks the resources that others draw in (the drug of a prescription, the results of a report), wherever they stand,
 *  so that none is filed twice. */
function foretellConsumed({ entries, resolve, consumed }: FhirReading): void {
  for (const entry of entries) {
    for (const { value } of DRAWN.flatMap((path) => nodesAt(entry.node, path))) {
      const target = value === undefined ? undefined : resolve(value);
      if (target === undefined || target === entry || !DRAWABLE.has(target.type) || consumed.has(target)) continue;
      consumed.set(target, entry);
    }
  }
}

function takePersons(reading: FhirReading, plan: PlanInMaking): Map<FhirEntry, PersonInMaking> {
  const persons = new Map<FhirEntry, PersonInMaking>();
  for (const entry of reading.entries) {
    if (entry.type !== 'Patient') continue;
    const own = ownOf(entry, reading);
    reading.taker.take(childOf(entry.node, 'id'));
    const value = own?.kind === 'person' ? own.value : takePatient(entry, reading);
    const unplaced = own?.kind === 'person' ? [...own.unplaced] : [];
    const person: PersonInMaking = { sourceRef: entry.ref, value, unplaced, eintraege: [] };
    persons.set(entry, person);
    plan.persons.push(person);
  }
  return persons;
}

function takeEntry(entry: FhirEntry, context: MapContext): Home {
  const { reading } = context;
  const person = personOf(entry, context);
  const home = takeExported(entry, person, context);
  if (home !== undefined) return home;
  if (person !== undefined && joinsPerson(entry, person, reading)) return { person };
  if (person !== undefined && isBesides(entry)) return { unplaced: leftoverOf(person, entry, context).unplaced };
  // From here on the id stands in the reference of what is made.
  reading.taker.take(childOf(entry.node, 'id'));
  if (person === undefined) return unassign(entry, context);
  const eintraege = eintraegeOf(entry, reading);
  if (entry.type === 'AllergyIntolerance') addCave(person, eintraege);
  person.eintraege.push(...eintraege);
  return { unplaced: eintraege[0]?.unplaced ?? [] };
}

/** What an export of Siegel wrote; undefined for everything else. */
function takeExported(entry: FhirEntry, person: PersonInMaking | undefined, context: MapContext): Home | undefined {
  if (person !== undefined && isDerived(entry.node)) {
    takeWhole(entry, context.reading);
    return { person };
  }
  const own = ownOf(entry, context.reading);
  return own === undefined || own.kind === 'person' ? undefined : takeOwn(own, { entry, person, context });
}

/** The record an export of Siegel carries; then everything of the resource is understood. */
function ownOf(entry: FhirEntry, reading: FhirReading): OwnRecord | undefined {
  const own = ownRecordOf(entry.node);
  if (own !== undefined) takeWhole(entry, reading);
  return own;
}

function takeWhole({ node }: FhirEntry, { taker }: FhirReading): void {
  const all = (at: FhirNode): FhirNode[] => [at, ...at.children.flatMap(all)];
  taker.take(...all(node));
}

function takeOwn(
  { kind, value, unplaced, url }: OwnRecord,
  { entry, person, context }: { entry: FhirEntry; person: PersonInMaking | undefined; context: MapContext },
): Home {
  if (kind === 'person') throw new Error('IE43: persons are taken before');
  const fields = url === undefined ? value : { ...value, verweis: url };
  const eintrag: EintragInMaking = { kind, value: fields, unplaced: [...unplaced] };
  if (person !== undefined) person.eintraege.push(eintrag);
  else {
    context.reading.log.add('PERSON_MISSING', {
      path: entry.path,
      params: { source: `FHIR ${entry.type.replace(/\W/g, '')}` },
    });
    context.plan.unassigned.push({ sourceRef: entry.ref, hint: {}, eintraege: [eintrag], content: [] });
  }
  return { unplaced: eintrag.unplaced };
}

/** Content without a person: as Eintraege where it is about somebody, else word for word (an Organization). */
function unassign(entry: FhirEntry, { reading, plan }: MapContext): Home {
  const isAboutSomebody = hasSubject(entry.node);
  const severity = isAboutSomebody ? 'warning' : 'info';
  const source = `FHIR ${entry.type.replace(/\W/g, '').slice(0, 80)}`;
  reading.log.add('PERSON_MISSING', { severity, path: entry.path, params: { source } });
  const hint = hintOfSubject(entry.node, reading);
  const makesEintrag = Object.hasOwn(MAPPERS, entry.type) || (isAboutSomebody && !DESCRIBING.has(entry.type));
  const eintraege = makesEintrag ? eintraegeOf(entry, reading) : [];
  const content: UnplacedItem[] = [];
  plan.unassigned.push({ sourceRef: entry.ref, hint, eintraege, content });
  return { unplaced: eintraege[0]?.unplaced ?? content };
}

/** Resources that say nothing about the person themselves: they have no subject, or list others without words. */
function isBesides({ node, type }: FhirEntry): boolean {
  if (type === 'Composition') return nodesAt(node, 'section.text.div').length + nodesAt(node, 'text.div').length === 0;
  return !Object.hasOwn(MAPPERS, type) && !hasSubject(node);
}

function leftoverOf(person: PersonInMaking, entry: FhirEntry, { reading, leftovers }: MapContext): EintragInMaking {
  const known = leftovers.get(person);
  if (known !== undefined) return known;
  const note = leftoverNote([], {
    ...takeMoment(reading.taker, reading.root, ['timestamp']),
    source: fhirSource(reading, entry),
  });
  leftovers.set(person, note);
  return note;
}

/** Coverage and RelatedPerson describe a person and make no Eintrag of their own. */
function joinsPerson(entry: FhirEntry, person: PersonInMaking, { taker }: FhirReading): boolean {
  if (entry.type === 'Coverage') {
    const known = (person.value['versicherungen'] ?? []) as Record<string, unknown>[];
    person.value['versicherungen'] = joinCoverage(known, takeCoverage(entry.node, taker));
    return true;
  }
  if (entry.type !== 'RelatedPerson') return false;
  const known = (person.value['vertretungen'] ?? []) as Record<string, unknown>[];
  person.value['vertretungen'] = [...known, ...takeRepresentative(entry.node, taker)];
  return true;
}

function eintraegeOf(entry: FhirEntry, reading: FhirReading): EintragInMaking[] {
  if (entry.type === 'Composition') {
    const letter = takeComposition(entry, reading);
    if (letter !== null) return letter;
  }
  const mapper = Object.hasOwn(MAPPERS, entry.type) ? MAPPERS[entry.type] : undefined;
  return (mapper ?? takeOther)(entry, reading);
}

function withForms(mapper: Mapper): Mapper {
  return (entry, reading) => {
    const eintraege = mapper(entry, reading);
    return [...eintraege, ...takePresentedForms(entry, eintraege[0]?.value ?? {}, reading)];
  };
}

function addCave(person: PersonInMaking, eintraege: readonly EintragInMaking[]): void {
  const text = eintraege[0]?.value['text'];
  const first = typeof text === 'string' ? text.split('\n')[0] : undefined;
  if (first === undefined) return;
  const before = person.value['cave'];
  person.value['cave'] = typeof before === 'string' ? `${before}; ${first}` : first;
}

/** Files what nobody took: with the Eintrag or person its resource became, else in the envelope of the file. */
function keepRest(
  reading: FhirReading,
  trees: readonly FhirTree[],
  homes: ReadonlyMap<FhirEntry, Home>,
  plan: PlanInMaking,
): void {
  const apart = new Set(reading.entries.map(({ node }) => node));
  for (const entry of reading.entries) {
    const home = homeOf(entry, reading.consumed, homes);
    const leaves = reading.taker.rest(entry.node, home === undefined ? entry.path : entry.type, apart);
    const items = leaves.map(({ path, value }) => ({ feld: path, inhalt: value }));
    if (home === undefined) append(plan.envelope, items);
    else append('person' in home ? home.person.unplaced : home.unplaced, items);
  }
  for (const { node, path } of trees) {
    const leaves = apart.has(node) ? [] : reading.taker.rest(node, path, apart);
    append(
      plan.envelope,
      leaves.map(({ path: feld, value }) => ({ feld, inhalt: value })),
    );
  }
}

function homeOf(
  entry: FhirEntry,
  consumed: ReadonlyMap<FhirEntry, FhirEntry>,
  homes: ReadonlyMap<FhirEntry, Home>,
): Home | undefined {
  const by = consumed.get(entry);
  return homes.get(entry) ?? (by === undefined ? undefined : homes.get(by));
}
