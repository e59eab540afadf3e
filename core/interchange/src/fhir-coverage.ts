import type { DraftValue } from './draft.ts';
import { childOf, extensionsOf, type FhirNode, type NodeTaker, nodeAt } from './fhir-node.ts';
import { takePartialDate } from './fhir-value.ts';

const VERSICHERTENART = 'http://fhir.de/StructureDefinition/gkv/versichertenart';
const KINDS: Readonly<Record<string, string>> = { GKV: 'GKV', PKV: 'PKV', BG: 'BG', SEL: 'SELBST', SOZ: 'SOZIAL' };

/** Takes a Coverage as one insurance of its person. */
export function takeCoverage(node: FhirNode, taker: NodeTaker): DraftValue {
  const [versichertenart] = extensionsOf(node, VERSICHERTENART);
  return {
    art: takeKind(nodeAt(node, 'type.coding.code'), taker),
    kostentraegerName: taker.text(node, 'payor.display'),
    ik: takeIk(nodeAt(node, 'payor.identifier.value'), taker),
    versichertennummer: taker.text(node, 'subscriberId'),
    versichertenart: taker.text(versichertenart, 'valueCoding.code'),
    status: taker.text(node, 'status'),
    gueltigAb: takePartialDate(taker, childOf(node, 'period'), 'start'),
    gueltigBis: takePartialDate(taker, childOf(node, 'period'), 'end'),
  };
}

function takeKind(kind: FhirNode | undefined, taker: NodeTaker): string | undefined {
  if (kind?.value === undefined) return undefined;
  const art = Object.hasOwn(KINDS, kind.value) ? KINDS[kind.value] : 'SONSTIGE';
  // What is called the same in both worlds need not be kept twice.
  if (art === kind.value) taker.take(kind);
  return art;
}

function takeIk(ik: FhirNode | undefined, taker: NodeTaker): string | undefined {
  if (ik?.value === undefined || !/^\d{9}$/.test(ik.value)) return undefined;
  taker.take(ik);
  return ik.value;
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
