import { isLocalDate, isLocalTime } from '@siegel/akten';
import { isFhirDate } from './fhir-check.ts';
import { childOf, childrenOf, type FhirNode, type NodeTaker, nodeAt, nodesAt } from './fhir-node.ts';

/** Day and time of an event, as far as the source gives them. */
export interface Moment {
  readonly behandlungstag?: string;
  readonly uhrzeit?: string;
}

/** The first of several paths that holds a full day. A plain date is taken; a time with zone is used as written and
 *  stays kept with its zone. */
export function takeMoment(taker: NodeTaker, node: FhirNode, paths: readonly string[]): Moment {
  for (const path of paths) {
    const found = nodeAt(node, path);
    const value = found?.value?.trim() ?? '';
    const day = value.slice(0, 10);
    if (!isFhirDate(value) || !isLocalDate(day)) continue;
    if (value.length === 10) {
      taker.take(found);
      return { behandlungstag: day };
    }
    const time = value.slice(11, 19);
    return isLocalTime(time) ? { behandlungstag: day, uhrzeit: time } : { behandlungstag: day };
  }
  return {};
}

/** A date of which parts may be unknown; a time of day stays kept. Undefined when it is none. */
export function takePartialDate(taker: NodeTaker, node: FhirNode | undefined, path: string): string | undefined {
  const found = nodeAt(node, path);
  const value = found?.value?.trim() ?? '';
  if (!isFhirDate(value)) return undefined;
  if (value.length <= 10) taker.take(found);
  return value.slice(0, 10);
}

/** The words of a CodeableConcept: its text, else the display of a coding, else a code. */
export function takeWords(taker: NodeTaker, concept: FhirNode | undefined): string | undefined {
  const text = taker.text(concept, 'text');
  if (text !== undefined && text !== '') return text;
  for (const name of ['display', 'code']) {
    const found = nodesAt(concept, `coding.${name}`).find(({ value }) => value !== undefined && value !== '');
    if (found === undefined) continue;
    taker.take(found);
    return found.value?.trim();
  }
  return undefined;
}

/** The words of several concepts, joined by commas. */
export function takeAllWords(taker: NodeTaker, concepts: readonly FhirNode[]): string | undefined {
  const words = concepts
    .map((concept) => takeWords(taker, concept))
    .filter((word) => word !== undefined && word !== '');
  return words.length === 0 ? undefined : words.join(', ');
}

/** The first coding of a code system. */
export function codingOf(concept: FhirNode | undefined, isSystem: (system: string) => boolean): FhirNode | undefined {
  return childrenOf(concept, 'coding').find((coding) => isSystem(childOf(coding, 'system')?.value ?? ''));
}

/** A quantity as text and unit, its comparator in front: `<0.50` and `mg/l`. */
export function takeQuantity(taker: NodeTaker, quantity: FhirNode | undefined): { wert?: string; einheit?: string } {
  const value = taker.text(quantity, 'value');
  if (value === undefined) return {};
  const comparator = taker.text(quantity, 'comparator') ?? '';
  const einheit = taker.text(quantity, 'unit') ?? taker.text(quantity, 'code');
  return { wert: `${comparator}${value}`, ...(einheit === undefined ? {} : { einheit }) };
}

/** Name of a person as one line: text, else prefix, given names and surname. */
export function takeWholeName(taker: NodeTaker, name: FhirNode | undefined): string | undefined {
  const text = taker.text(name, 'text');
  if (text !== undefined && text !== '') return text;
  const parts = [...taker.texts(name, 'prefix'), ...taker.texts(name, 'given'), ...taker.texts(name, 'family')];
  return parts.length === 0 ? undefined : parts.join(' ');
}
