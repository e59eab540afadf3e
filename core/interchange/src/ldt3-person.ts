import type { DraftValue } from './draft.ts';
import { childNamed, type LdtObject, objectsOf } from './ldt3-object.ts';
import type { LdtRecordContext } from './ldt3-report.ts';
import { FORMAT_NAMES } from './xdt-reading.ts';
import { type PersonContext, takeInsurance, takePerson } from './xdt-person.ts';

/** Kind of insurance by the attribute of the billing object. Source: LDT 3 object 0001. */
const INSURANCE_KINDS: Readonly<Record<string, string>> = {
  '8102': 'GKV',
  '8103': 'PKV',
  '8104': 'SELBST',
  '8105': 'SONSTIGE',
  '8106': 'SONSTIGE',
  '8109': 'SONSTIGE',
};

/** Takes patient (0045), person (0047), home address (0007), communication (0031) and billing (0001). */
export function takeLdtPerson(root: LdtObject, context: LdtRecordContext): DraftValue {
  const { reading, taker } = context;
  const patient = childNamed(root, '8145');
  const person = childNamed(patient, '8147');
  const parts = [patient, person, childNamed(person, '8228'), childNamed(person, '8232')];
  const personContext: PersonContext = {
    order: reading.order,
    log: reading.log,
    quelle: FORMAT_NAMES[reading.format],
  };
  // One taker over all parts: their field ids do not overlap.
  const joined: LdtObject = { ...root, lines: parts.flatMap((part) => part?.lines ?? []) };
  const value = takePerson(taker(joined), personContext);
  takeSecondNames(joined, context, value);
  const billed = takeBilling(root, context, personContext);
  const [own] = (value['versicherungen'] ?? []) as DraftValue[];
  const [first, ...more] = billed;
  if (first !== undefined)
    value['versicherungen'] = joins(first, own) ? [{ ...first, ...own }, ...more] : [own, ...billed];
  return value;
}

/** Two descriptions of one insurance: nothing in them contradicts. */
function joins(first: DraftValue, second: DraftValue | undefined): boolean {
  return Object.entries(second ?? {}).every(([name, content]) => first[name] === undefined || first[name] === content);
}

function takeSecondNames(joined: LdtObject, { taker }: LdtRecordContext, value: DraftValue): void {
  const more = taker(joined)
    .all('3102')
    .filter((name) => name.trim() !== '');
  if (more.length > 0) value['vorname'] = [value['vorname'], ...more].join(' ');
}

function takeBilling(root: LdtObject, { taker }: LdtRecordContext, personContext: PersonContext): DraftValue[] {
  return Object.entries(INSURANCE_KINDS).flatMap(([attribute, art]) =>
    objectsOf(root, attribute).flatMap((object) => {
      const insurance = takeInsurance(taker(object), personContext);
      return Object.keys(insurance).length === 0 ? [] : [{ art, ...insurance }];
    }),
  );
}
