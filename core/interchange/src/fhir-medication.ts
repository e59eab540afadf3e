import type { DraftValue, EintragInMaking } from './draft.ts';
import { PZN_SYSTEM } from './fhir-definitions.ts';
import type { FhirEntry } from './fhir-entry.ts';
import { childOf, childrenOf, type FhirNode, type NodeTaker, nodeAt, nodesAt } from './fhir-node.ts';
import { consume, type FhirReading, fhirSource } from './fhir-reading.ts';
import { codingOf, takeAllWords, takeMoment, takePartialDate, takeQuantity, takeWords } from './fhir-value.ts';

const KINDS: Readonly<Record<string, string>> = {
  MedicationRequest: 'verordnung',
  MedicationDispense: 'abgabe',
  MedicationAdministration: 'abgabe',
  MedicationStatement: 'plan',
};
const DAY_PATHS = [
  'authoredOn',
  'whenHandedOver',
  'whenPrepared',
  'effectiveDateTime',
  'effectivePeriod.start',
  'dateAsserted',
];

/** Takes a prescription, dispensing, administration or statement of a drug with the Medication it refers to. */
export function takeMedicationUse(entry: FhirEntry, reading: FhirReading): EintragInMaking[] {
  const { node } = entry;
  const { taker } = reading;
  const concept = childOf(node, 'medicationCodeableConcept');
  const drug = consume(reading, entry, childOf(node, 'medicationReference'));
  const facts = drug === undefined ? takeDrugConcept(concept, taker) : takeDrug(drug, taker);
  const dosage = [...nodesAt(node, 'dosageInstruction'), ...nodesAt(node, 'dosage')];
  const quantity = nodeAt(node, 'dispenseRequest.quantity') ?? childOf(node, 'quantity');
  const { wert, einheit } = takeQuantity(taker, quantity);
  const value: DraftValue = {
    ...takeMoment(taker, node, DAY_PATHS),
    art: KINDS[entry.type],
    ...facts,
    menge: [wert, einheit].filter((part) => part !== undefined).join(' '),
    dosierung: dosage.flatMap((line) => taker.texts(line, 'text')).join('\n'),
    grund: takeAllWords(taker, childrenOf(node, 'reasonCode')),
    status: taker.text(node, 'status'),
    beginn: takePartialDate(taker, childOf(node, 'effectivePeriod'), 'start'),
    ende: takePartialDate(taker, childOf(node, 'effectivePeriod'), 'end'),
    text: facts['handelsname'] ?? facts['wirkstoff'],
    source: fhirSource(reading, entry),
  };
  return [{ kind: 'medication', value, unplaced: [] }];
}

/** Takes an Immunization as something given. */
export function takeImmunization(entry: FhirEntry, reading: FhirReading): EintragInMaking[] {
  const { node } = entry;
  const { taker } = reading;
  const vaccine = takeWords(taker, childOf(node, 'vaccineCode'));
  const value: DraftValue = {
    ...takeMoment(taker, node, ['occurrenceDateTime', 'recorded']),
    art: 'abgabe',
    handelsname: vaccine,
    text: `Impfung: ${vaccine ?? 'ohne Angabe'}`,
    status: taker.text(node, 'status'),
    source: fhirSource(reading, entry),
  };
  return [{ kind: 'medication', value, unplaced: [] }];
}

/** Takes a Medication nobody refers to. */
export function takeMedicationAlone(entry: FhirEntry, reading: FhirReading): EintragInMaking[] {
  const facts = takeDrug(entry.node, reading.taker);
  const text = facts['handelsname'] ?? facts['wirkstoff'];
  return [{ kind: 'medication', value: { ...facts, text, source: fhirSource(reading, entry) }, unplaced: [] }];
}

function takeDrug(drug: FhirNode, taker: NodeTaker): DraftValue {
  const packageSize = takePackage(drug, taker);
  const ingredients = childrenOf(drug, 'ingredient');
  const substances = ingredients.map((ingredient) => takeWords(taker, childOf(ingredient, 'itemCodeableConcept')));
  const strengths = ingredients.map((ingredient) => {
    const { wert, einheit } = takeQuantity(taker, nodeAt(ingredient, 'strength.numerator'));
    return [wert, einheit].filter((part) => part !== undefined).join(' ');
  });
  return {
    ...takeDrugConcept(childOf(drug, 'code'), taker),
    wirkstoff: substances.filter((word) => word !== undefined && word !== '').join(', '),
    staerke: strengths.filter((strength) => strength !== '').join(', '),
    darreichungsform: takeWords(taker, childOf(drug, 'form')),
    packungsgroesse: packageSize,
  };
}

function takeDrugConcept(concept: FhirNode | undefined, taker: NodeTaker): DraftValue {
  const pzn = childOf(
    codingOf(concept, (system) => system === PZN_SYSTEM),
    'code',
  );
  const isPzn = /^\d{7,8}$/.test(pzn?.value ?? '');
  if (isPzn) taker.take(pzn);
  return { pzn: isPzn ? pzn?.value : undefined, handelsname: takeWords(taker, concept) };
}

function takePackage(drug: FhirNode, taker: NodeTaker): string {
  const numerator = nodeAt(drug, 'amount.numerator');
  // Size of a package: a string in an extension (KBV, gematik), else the value of the quantity.
  const size = nodesAt(numerator, 'extension.valueString')[0];
  const { wert, einheit } = takeQuantity(taker, numerator);
  if (size !== undefined) taker.take(size);
  const unit = einheit ?? taker.text(numerator, 'unit');
  return [size?.value ?? wert, unit].filter((part) => part !== undefined).join(' ');
}
