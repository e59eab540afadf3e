/** Invented Krankenkassen and insurance numbers that are well formed and obviously made. */
import { type Day, dateOf } from './day.ts';
import type { Random } from './random.ts';

/** A Krankenkasse or private insurer. */
export type Insurer = {
  readonly weight: number;
  readonly name: string;
  readonly ik: string;
  /** Only Krankenkassen have one. */
  readonly vknr?: string;
};

const PRIVATE_PERCENT = 11;

// IK that begin with 99 belong to no class of institution.
const GKV: readonly Insurer[] = [
  { weight: 31, name: 'Allgemeine Kasse Auenland', ik: ik(1), vknr: '99101' },
  { weight: 24, name: 'Ersatzkasse Nordlicht', ik: ik(2), vknr: '99102' },
  { weight: 17, name: 'Ersatzkasse Morgenstern', ik: ik(3), vknr: '99103' },
  { weight: 9, name: 'BKK Hafenwerke', ik: ik(4), vknr: '99104' },
  { weight: 8, name: 'IKK Handwerk Mitte', ik: ik(5), vknr: '99105' },
  { weight: 6, name: 'Bergmannskasse West', ik: ik(6), vknr: '99106' },
  { weight: 5, name: 'Landwirtschaftliche Kasse Auenland', ik: ik(7), vknr: '99107' },
];
const PKV: readonly Insurer[] = [
  { weight: 40, name: 'Seeadler Krankenversicherung AG', ik: ik(51) },
  { weight: 30, name: 'Alte Linde Kranken a. G.', ik: ik(52) },
  { weight: 20, name: 'Ems-Weser Krankenversicherungsverein a. G.', ik: ik(53) },
  { weight: 10, name: 'Nordkogge Versicherung AG', ik: ik(54) },
];

/** One insurance as it stands in the person record. */
export type Insurance = {
  readonly art: 'GKV' | 'PKV';
  readonly kostentraegerName: string;
  readonly ik: string;
  readonly vknr?: string;
  readonly versichertennummer: string;
  readonly versichertenart?: string;
  readonly gueltigAb: string;
};

/** Draws the insurer of a household. */
export function drawInsurer(random: Random): Insurer {
  return random.pickWeighted(random.percent(PRIVATE_PERCENT) ? PKV : GKV);
}

/** Draws the insurance of one member: children are insured like the household, adults of a Krankenkasse mostly.
 *  @param who the number of the person makes the insurance number unique. */
export function drawInsurance(
  random: Random,
  household: Insurer,
  who: { readonly index: number; readonly ageYears: number; readonly birthDay: Day },
): Insurance {
  const sinceYear = `${random.between(2009, 2023)}-${random.pick(['01', '04', '07', '10'])}-01`;
  const born = dateOf(who.birthDay);
  const gueltigAb = sinceYear < born ? born : sinceYear;
  const versichertennummer = kvnr(who.index);
  const isPrivate = household.vknr === undefined;
  const insurer = isPrivate || who.ageYears < 21 || random.percent(70) ? household : random.pickWeighted(GKV);
  if (insurer.vknr === undefined) {
    return { art: 'PKV', kostentraegerName: insurer.name, ik: insurer.ik, versichertennummer, gueltigAb };
  }
  // 1 Mitglied, 3 Familienversicherte, 5 Rentner.
  const versichertenart = who.ageYears < 21 ? '3' : who.ageYears >= 66 ? '5' : random.percent(8) ? '3' : '1';
  return {
    art: 'GKV',
    kostentraegerName: insurer.name,
    ik: insurer.ik,
    vknr: insurer.vknr,
    versichertennummer,
    versichertenart,
    gueltigAb,
  };
}

/** The insurance number of the nth person: Z, eight digits and the check digit.
 *  Check digit: letter as two digits, all digits times 1, 2, 1, 2 ..., sum of the cross sums modulo 10.
 *  Source: § 290 SGB V, Vertrauensstelle Krankenversichertennummer, Aufbau der KVNR. */
function kvnr(index: number): string {
  const digits = String(index).padStart(8, '0');
  return `Z${digits}${kvnrCheckDigit(`Z${digits}`)}`;
}

/** The check digit of a letter and eight digits. */
export function kvnrCheckDigit(number: string): number {
  const letter = number.charCodeAt(0) - 0x40;
  const digits = `${String(letter).padStart(2, '0')}${number.slice(1)}`;
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const product = Number(digits.charAt(i)) * (i % 2 === 0 ? 1 : 2);
    sum += product > 9 ? product - 9 : product;
  }
  return sum % 10;
}

/** An IK with its check digit: digits 3 to 8 times 2, 1, 2, 1 ..., sum of the cross sums modulo 10. */
function ik(number: number): string {
  const digits = `99${String(number).padStart(6, '0')}`;
  let sum = 0;
  for (let i = 2; i < 8; i++) {
    const product = Number(digits.charAt(i)) * (i % 2 === 0 ? 2 : 1);
    sum += product > 9 ? product - 9 : product;
  }
  return `${digits}${sum % 10}`;
}
