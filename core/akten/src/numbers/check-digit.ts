/** What a number looks like beside its check digit. `form`: it cannot be one; `digit`: the form is right, the check digit is not, so
 *  a slip of the pen is likely. Both are warnings: data from cards and other programs are often wrong and must be kept (AK10). */
export type NumberFault = 'form' | 'digit';

const KVNR = /^[A-Z]\d{9}$/;
const IK = /^\d{9}$/;
const LANR = /^\d{9}$/;
/** KBV's own stand-ins: doctors of hospitals and others without a number carry no check digit. */
const PSEUDO_LANR = /^(?:999999900|555555\d{3})$/;

/** Krankenversichertennummer of the eGK: the letter as two digits (A = 01), weights 1 and 2 in turn, sums of digits, modulo 10.
 *  Source: § 290 SGB V, Vertrauensstelle KVNR, check digit as reproduced from the test cards of the KBV. */
export function kvnrFault(value: string): NumberFault | undefined {
  if (!KVNR.test(value)) return 'form';
  const letter = String(value.charCodeAt(0) - 'A'.charCodeAt(0) + 1).padStart(2, '0');
  const digits = `${letter}${value.slice(1, 9)}`;
  return weightedSum(digits, [1, 2]) % 10 === Number(value[9]) ? undefined : 'digit';
}

/** Institutionskennzeichen: weights 2 and 1 in turn over its third to eighth digit, sums of digits, modulo 10.
 *  Source: ARGE IK, Gemeinsames Rundschreiben Institutionskennzeichen. */
export function ikFault(value: string): NumberFault | undefined {
  if (!IK.test(value)) return 'form';
  return weightedSum(value.slice(2, 8), [2, 1]) % 10 === Number(value[8]) ? undefined : 'digit';
}

/** Lebenslange Arztnummer: weights 4 and 9 in turn over six digits, the seventh fills up to ten; two digits of the field follow.
 *  Source: KBV, Datensatzbeschreibung KVDT, field 0212. */
export function lanrFault(value: string): NumberFault | undefined {
  if (!LANR.test(value)) return 'form';
  if (PSEUDO_LANR.test(value)) return undefined;
  const sum = Array.from(value.slice(0, 6), Number).reduce(
    (total, digit, i) => total + digit * (i % 2 === 0 ? 4 : 9),
    0,
  );
  return (10 - (sum % 10)) % 10 === Number(value[6]) ? undefined : 'digit';
}

/** Sum of the digits of each product. */
function weightedSum(digits: string, weights: readonly [number, number]): number {
  return Array.from(digits, Number).reduce((total, digit, i) => {
    const product = digit * (weights[i % 2] ?? 1);
    return total + Math.floor(product / 10) + (product % 10);
  }, 0);
}
