import type { DraftValue, EintragInMaking } from './draft.ts';
import type { FhirEntry } from './fhir-entry.ts';
import { childOf, childrenOf, extensionsOf, type FhirNode, type NodeTaker, nodeAt, nodesAt } from './fhir-node.ts';
import { consume, type FhirReading, fhirSource } from './fhir-reading.ts';
import { codingOf, takeAllWords, takeMoment, takePartialDate, takeQuantity, takeWords } from './fhir-value.ts';

const ICD_EXTENSION = 'http://fhir.de/StructureDefinition/';
const VALUE_TYPES = [
  'valueString',
  'valueInteger',
  'valueBoolean',
  'valueDateTime',
  'valueTime',
  'valueDecimal',
] as const;

/** Takes a Condition as a diagnosis. */
export function takeCondition(entry: FhirEntry, reading: FhirReading): EintragInMaking[] {
  const { node } = entry;
  const { taker } = reading;
  const code = childOf(node, 'code');
  const icd = codingOf(code, (system) => system.includes('icd-10'));
  const words = takeWords(taker, code);
  const value: DraftValue = {
    ...takeMoment(taker, node, ['recordedDate', 'onsetDateTime', 'onsetPeriod.start']),
    icd: taker.text(icd, 'code'),
    icdVersion: taker.text(icd, 'version'),
    sicherheit: takeMark(icd, 'icd-10-gm-diagnosesicherheit', taker),
    seite: takeMark(icd, 'seitenlokalisation', taker),
    beginn: takePartialDate(taker, node, 'onsetDateTime'),
    ende: takePartialDate(taker, node, 'abatementDateTime'),
    text: joinLines([words, ...taker.texts(node, 'note.text')]),
    source: fhirSource(reading, entry),
  };
  return [{ kind: 'diagnosis', value, unplaced: [] }];
}

/** Takes an Observation as a finding with its result and components. */
export function takeObservation(entry: FhirEntry, reading: FhirReading): EintragInMaking[] {
  const { node } = entry;
  const { taker } = reading;
  const results = resultsOf(node, taker);
  const titel = results[0]?.['name'];
  const value: DraftValue = {
    ...takeMoment(taker, node, ['effectiveDateTime', 'effectivePeriod.start', 'effectiveInstant', 'issued']),
    titel,
    messergebnisse: results,
    text: joinLines([results.map(resultLine).join('\n'), ...taker.texts(node, 'note.text')]),
    source: fhirSource(reading, entry),
  };
  return [{ kind: 'finding', value, unplaced: [] }];
}

/** Takes a DiagnosticReport as a lab report with the results it refers to. */
export function takeDiagnosticReport(entry: FhirEntry, reading: FhirReading): EintragInMaking[] {
  const { node } = entry;
  const { taker } = reading;
  const observations = childrenOf(node, 'result').map((reference) => consume(reading, entry, reference));
  const value: DraftValue = {
    ...takeMoment(taker, node, ['effectiveDateTime', 'effectivePeriod.start', 'issued']),
    labor: taker.text(node, 'performer.display'),
    auftragsnummer: taker.text(node, 'basedOn.identifier.value'),
    messergebnisse: observations.flatMap((observation) =>
      observation === undefined ? [] : resultsOf(observation, taker),
    ),
    text: joinLines([takeWords(taker, childOf(node, 'code')), taker.text(node, 'conclusion')]),
    source: fhirSource(reading, entry),
  };
  return [{ kind: 'labReport', value, unplaced: [] }];
}

/** Takes an AllergyIntolerance as a note; its words also belong into the CAVE of the person. */
export function takeAllergy(entry: FhirEntry, reading: FhirReading): EintragInMaking[] {
  const { node } = entry;
  const { taker } = reading;
  const words = takeWords(taker, childOf(node, 'code'));
  const reactions = takeAllWords(taker, nodesAt(node, 'reaction.manifestation'));
  const value: DraftValue = {
    ...takeMoment(taker, node, ['recordedDate', 'onsetDateTime']),
    rubrik: 'anamnese',
    titel: 'Allergie oder Unverträglichkeit',
    text: joinLines([
      words,
      reactions === undefined ? undefined : `Reaktion: ${reactions}`,
      ...taker.texts(node, 'note.text'),
    ]),
    source: fhirSource(reading, entry),
  };
  return [{ kind: 'note', value, unplaced: [] }];
}

/** Takes a Procedure as a note on therapy. */
export function takeProcedure(entry: FhirEntry, reading: FhirReading): EintragInMaking[] {
  const { node } = entry;
  const { taker } = reading;
  const words = takeWords(taker, childOf(node, 'code'));
  const value: DraftValue = {
    ...takeMoment(taker, node, ['performedDateTime', 'performedPeriod.start']),
    rubrik: 'therapie',
    titel: 'Maßnahme',
    text: joinLines([words, ...taker.texts(node, 'note.text')]),
    source: fhirSource(reading, entry),
  };
  return [{ kind: 'note', value, unplaced: [] }];
}

/** Takes any other resource as a note that keeps its content word for word. */
export function takeOther(entry: FhirEntry, reading: FhirReading): EintragInMaking[] {
  const { node } = entry;
  const titles: Readonly<Record<string, string>> = {
    Encounter: 'Kontakt',
    Appointment: 'Termin',
    CarePlan: 'Behandlungsplan',
  };
  const titel = Object.hasOwn(titles, entry.type) ? titles[entry.type] : `FHIR ${entry.type.slice(0, 80)}`;
  const paths = [
    'period.start',
    'date',
    'start',
    'authored',
    'authoredOn',
    'created',
    'recorded',
    'dateTime',
    'occurrenceDateTime',
  ];
  const value = {
    ...takeMoment(reading.taker, node, paths),
    rubrik: 'notiz',
    titel,
    source: fhirSource(reading, entry),
  };
  return [{ kind: 'note', value, unplaced: [] }];
}

/** Lines of text, empty ones left out; undefined when nothing is left. */
export function joinLines(lines: readonly (string | undefined)[]): string | undefined {
  const kept = lines.filter((line) => line !== undefined && line.trim() !== '');
  return kept.length === 0 ? undefined : kept.join('\n');
}

function takeMark(coding: FhirNode | undefined, name: string, taker: NodeTaker): string | undefined {
  const [extension] = extensionsOf(coding, `${ICD_EXTENSION}${name}`);
  return taker.text(extension, 'valueCoding.code');
}

function resultsOf(node: FhirNode, taker: NodeTaker): DraftValue[] {
  const own = resultOf(node, taker);
  const parts = childrenOf(node, 'component').map((component) => resultOf(component, taker));
  return [own, ...parts].filter(
    (result, at) => at === 0 || Object.values(result).some((content) => content !== undefined),
  );
}

function resultOf(node: FhirNode, taker: NodeTaker): DraftValue {
  const code = childOf(node, 'code');
  const range = childOf(node, 'referenceRange');
  const ident = nodeAt(code, 'coding.code');
  const name = takeWords(taker, code);
  taker.take(ident);
  return {
    ident: ident?.value,
    name,
    ...takeResultValue(node, taker),
    untergrenze: takeQuantity(taker, childOf(range, 'low')).wert,
    obergrenze: takeQuantity(taker, childOf(range, 'high')).wert,
    normtext: taker.text(range, 'text'),
    grenzwertindikator: takeAllWords(taker, childrenOf(node, 'interpretation')),
    status: taker.text(node, 'status'),
  };
}

function takeResultValue(node: FhirNode, taker: NodeTaker): DraftValue {
  const quantity = childOf(node, 'valueQuantity');
  if (quantity !== undefined) return { ...takeQuantity(taker, quantity) };
  const concept = childOf(node, 'valueCodeableConcept');
  if (concept !== undefined) return { wert: takeWords(taker, concept) };
  const plain = VALUE_TYPES.find((name) => childOf(node, name)?.value !== undefined);
  return plain === undefined ? {} : { wert: taker.text(node, plain) };
}

function resultLine(result: DraftValue): string {
  const [name, ident, wert, einheit] = ['name', 'ident', 'wert', 'einheit'].map((key) =>
    typeof result[key] === 'string' ? result[key] : undefined,
  );
  const value = [wert, einheit].filter((part) => part !== undefined).join(' ');
  return [name ?? ident, value].filter((part) => part !== undefined && part !== '').join(': ');
}
