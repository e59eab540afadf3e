import {
  CODE_EXTENSIONS,
  EXEMPTION,
  FILE_NUMBER,
  KINDS,
  OWN_FIELDS,
  OWN_VKNR,
  TARIFF_CLASS,
  VKNR_SYSTEM,
} from './coverage-names.ts';
import type { DraftValue } from './draft.ts';
import { KVNR_SYSTEMS } from './fhir-definitions.ts';
import { childOf, childrenOf, extensionsOf, type FhirNode, type NodeTaker, nodeAt } from './fhir-node.ts';
import { takePartialDate } from './fhir-value.ts';

/** Takes a Coverage as one insurance of its person. */
export function takeCoverage(node: FhirNode, taker: NodeTaker): DraftValue {
  const subscriber = taker.text(node, 'subscriberId');
  // The same number said twice is understood twice.
  const kvnr = takeKvnr(node, subscriber, taker);
  return {
    art: takeKind(node, taker),
    kostentraegerName: taker.text(node, 'payor.display'),
    ...takePayor(childOf(node, 'payor'), taker),
    versichertennummer: subscriber ?? kvnr,
    ...takeCodes(node, taker),
    status: taker.text(node, 'status'),
    gueltigAb: takePartialDate(taker, childOf(node, 'period'), 'start'),
    gueltigBis: takePartialDate(taker, childOf(node, 'period'), 'end'),
    zuzahlungBefreitBis: takeExemption(node, taker),
    tarif: takeTariff(node, taker),
    aktenzeichen: takeFileNumber(node, taker),
    ...ownFieldsOf(node, taker),
  };
}

function takeKind(node: FhirNode, taker: NodeTaker): string | undefined {
  const kind = nodeAt(node, 'type.coding.code');
  if (kind?.value === undefined) {
    const words = nodeAt(node, 'type.text');
    if (words?.value !== 'SONSTIGE') return undefined;
    taker.take(words);
    return words.value;
  }
  const art = Object.hasOwn(KINDS, kind.value) ? KINDS[kind.value] : 'SONSTIGE';
  // What is called the same in both worlds need not be kept twice.
  if (art === kind.value) taker.take(kind);
  return art;
}

/** The number of an insurer is its IK when it has nine digits, and its VKNR when its system says so. */
function takePayor(payor: FhirNode | undefined, taker: NodeTaker): DraftValue {
  const identifier = childOf(payor, 'identifier');
  const value = childOf(identifier, 'value');
  const beside = childOf(extensionsOf(payor, OWN_VKNR)[0], 'valueIdentifier');
  const isVknr = childOf(identifier, 'system')?.value === VKNR_SYSTEM;
  const isIk = !isVknr && value?.value !== undefined && /^\d{9}$/.test(value.value);
  if (isIk || isVknr) taker.take(value);
  return {
    ik: isIk ? value.value : undefined,
    vknr: isVknr ? value?.value : taker.text(beside, 'value'),
  };
}

function takeCodes(node: FhirNode, taker: NodeTaker): DraftValue {
  return Object.fromEntries(
    Object.entries(CODE_EXTENSIONS).map(([name, { url }]) => [
      name,
      taker.text(extensionsOf(node, url)[0], 'valueCoding.code'),
    ]),
  );
}

/** Until when somebody is exempt; exempt without an end, or not exempt, stays kept word for word. */
function takeExemption(node: FhirNode, taker: NodeTaker): string | undefined {
  const [exemption] = extensionsOf(node, EXEMPTION);
  const isExempt = childOf(extensionsOf(exemption, 'status')[0], 'valueBoolean');
  const [until] = extensionsOf(exemption, 'gueltigBis');
  if (isExempt?.value !== 'true' || until === undefined) return undefined;
  taker.take(isExempt);
  return takePartialDate(taker, until, 'valueDate');
}

function takeTariff(node: FhirNode, taker: NodeTaker): string | undefined {
  const plan = childrenOf(node, 'class').find((one) => nodeAt(one, 'type.coding.code')?.value === TARIFF_CLASS);
  return taker.text(plan, 'value');
}

function takeFileNumber(node: FhirNode, taker: NodeTaker): string | undefined {
  const own = childrenOf(node, 'identifier').find((one) => nodeAt(one, 'type.text')?.value === FILE_NUMBER);
  if (own === undefined) return undefined;
  taker.take(nodeAt(own, 'type.text'));
  return taker.text(own, 'value');
}

function ownFieldsOf(node: FhirNode, taker: NodeTaker): DraftValue {
  const [own] = extensionsOf(node, OWN_FIELDS);
  const named = ['status', ...Object.keys(CODE_EXTENSIONS)].map((name) => {
    const [part] = extensionsOf(own, name);
    return [name, part === undefined ? undefined : taker.text(part, 'valueString')] as const;
  });
  return Object.fromEntries(named.filter(([, value]) => value !== undefined));
}

/** The number of the card, where it is named as an identifier. */
function takeKvnr(node: FhirNode, same: string | undefined, taker: NodeTaker): string | undefined {
  const number = childrenOf(node, 'identifier').find(
    (one) =>
      KVNR_SYSTEMS.has(childOf(one, 'system')?.value ?? '') &&
      (same === undefined || childOf(one, 'value')?.value === same),
  );
  return number === undefined ? undefined : taker.text(number, 'value');
}

/** Adds an insurance: completes the number the patient already named, else stands beside it. */
export function joinCoverage(insurances: readonly DraftValue[], coverage: DraftValue): DraftValue[] {
  const number = coverage['versichertennummer'];
  const at = insurances.findIndex(
    (known) => known['art'] === undefined && (number === undefined || number === known['versichertennummer']),
  );
  if (at < 0) return [...insurances, coverage];
  const named = Object.fromEntries(Object.entries(coverage).filter(([, part]) => part !== undefined));
  return insurances.map((known, index) => (index === at ? { ...known, ...named } : known));
}
