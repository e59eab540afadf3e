/** Drugs a family practice prescribes often, by active ingredient; no brands. */

/** One drug in one strength. */
export type Drug = {
  readonly wirkstoff: string;
  readonly staerke: string;
  readonly form: string;
  /** Usual dosages, morning-noon-evening-night or in words. */
  readonly dosierung: readonly string[];
  readonly packungsgroesse: string;
};

const TABLET = 'Tabletten';
const MORNING = ['1-0-0-0'];
const EVENING = ['0-0-1-0'];
const TWICE = ['1-0-1-0'];

/** All drugs by a short name. */
export const DRUGS = {
  metformin500: drug(['Metformin', '500 mg', TABLET, 'N3'], ['1-0-1-0', '1-0-0-0']),
  metformin: drug(['Metformin', '1000 mg', TABLET, 'N3'], ['1-0-1-0', '1-0-1-0', '0-0-1-0']),
  sitagliptin: drug(['Sitagliptin', '100 mg', TABLET, 'N3'], MORNING),
  empagliflozin: drug(['Empagliflozin', '10 mg', TABLET, 'N3'], MORNING),
  insulinGlargin: drug(['Insulin glargin', '100 E/ml', 'Pen', 'N2'], ['0-0-0-14 E', '0-0-0-18 E', '0-0-0-22 E']),
  ramipril5: drug(['Ramipril', '5 mg', TABLET, 'N3'], ['1-0-0-0', '1-0-1-0']),
  ramipril25: drug(['Ramipril', '2,5 mg', TABLET, 'N3'], MORNING),
  candesartan: drug(['Candesartan', '16 mg', TABLET, 'N3'], ['1-0-0-0', '½-0-0-0']),
  valsartan: drug(['Valsartan', '160 mg', TABLET, 'N3'], MORNING),
  amlodipin: drug(['Amlodipin', '5 mg', TABLET, 'N3'], ['1-0-0-0', '0-0-1-0']),
  lercanidipin: drug(['Lercanidipin', '10 mg', TABLET, 'N3'], EVENING),
  hct: drug(['Hydrochlorothiazid', '12,5 mg', TABLET, 'N3'], MORNING),
  torasemid: drug(['Torasemid', '10 mg', TABLET, 'N3'], ['1-0-0-0', '1-1-0-0']),
  spironolacton: drug(['Spironolacton', '25 mg', TABLET, 'N3'], MORNING),
  bisoprolol: drug(['Bisoprolol', '2,5 mg', TABLET, 'N3'], ['1-0-0-0', '1-0-1-0']),
  metoprolol: drug(['Metoprololsuccinat', '47,5 mg', 'Retardtabletten', 'N3'], ['1-0-0-0', '1-0-1-0']),
  atorvastatin: drug(['Atorvastatin', '20 mg', TABLET, 'N3'], EVENING),
  simvastatin: drug(['Simvastatin', '20 mg', TABLET, 'N3'], EVENING),
  rosuvastatin: drug(['Rosuvastatin', '10 mg', TABLET, 'N3'], EVENING),
  ezetimib: drug(['Ezetimib', '10 mg', TABLET, 'N3'], EVENING),
  ass: drug(['Acetylsalicylsäure', '100 mg', TABLET, 'N3'], MORNING),
  clopidogrel: drug(['Clopidogrel', '75 mg', TABLET, 'N3'], MORNING),
  apixaban: drug(['Apixaban', '5 mg', TABLET, 'N3'], TWICE),
  rivaroxaban: drug(['Rivaroxaban', '20 mg', TABLET, 'N3'], EVENING),
  phenprocoumon: drug(['Phenprocoumon', '3 mg', TABLET, 'N3'], ['nach INR']),
  lthyroxin75: drug(['Levothyroxin', '75 µg', TABLET, 'N3'], MORNING),
  lthyroxin100: drug(['Levothyroxin', '100 µg', TABLET, 'N3'], MORNING),
  lthyroxin50: drug(['Levothyroxin', '50 µg', TABLET, 'N3'], MORNING),
  pantoprazol: drug(['Pantoprazol', '20 mg', TABLET, 'N3'], ['1-0-0-0', '1-0-0-0', 'bei Bedarf 1']),
  pantoprazol40: drug(['Pantoprazol', '40 mg', TABLET, 'N2'], ['1-0-0-0', '1-0-1-0']),
  allopurinol: drug(['Allopurinol', '100 mg', TABLET, 'N3'], ['1-0-0-0', '0-0-1-0']),
  colchicin: drug(['Colchicin', '0,5 mg', TABLET, 'N1'], ['1-0-1-0 für 3 Tage']),
  salbutamol: drug(['Salbutamol', '100 µg', 'Dosieraerosol', 'N1'], ['bei Bedarf 1 bis 2 Hub']),
  budesonidFormoterol: drug(['Budesonid/Formoterol', '160/4,5 µg', 'Pulverinhalator', 'N2'], ['1-0-1-0', '2-0-2-0']),
  beclometason: drug(['Beclometason', '100 µg', 'Dosieraerosol', 'N2'], TWICE),
  tiotropium: drug(['Tiotropium', '2,5 µg', 'Inhalator', 'N2'], ['2 Hub morgens']),
  umeclidinium: drug(['Umeclidinium/Vilanterol', '55/22 µg', 'Pulverinhalator', 'N2'], MORNING),
  alendronat: drug(['Alendronsäure', '70 mg', TABLET, 'N3'], ['1 pro Woche, nüchtern']),
  vitaminD: drug(['Colecalciferol', '1000 IE', TABLET, 'N3'], MORNING),
  vitaminD20: drug(['Colecalciferol', '20000 IE', 'Kapseln', 'N1'], ['1 pro Woche für 8 Wochen']),
  citalopram: drug(['Citalopram', '20 mg', TABLET, 'N3'], MORNING),
  sertralin: drug(['Sertralin', '50 mg', TABLET, 'N3'], MORNING),
  mirtazapin: drug(['Mirtazapin', '15 mg', TABLET, 'N3'], ['0-0-0-1']),
  opipramol: drug(['Opipramol', '50 mg', TABLET, 'N2'], ['0-0-0-1', '1-0-0-1']),
  tamsulosin: drug(['Tamsulosin', '0,4 mg', 'Retardkapseln', 'N3'], MORNING),
  sumatriptan: drug(['Sumatriptan', '50 mg', TABLET, 'N1'], ['bei Migräne 1, max. 2 pro Tag']),
  metamizol: drug(['Metamizol', '500 mg', TABLET, 'N2'], ['bei Bedarf bis 4 x 1', '1-1-1-1']),
  ibuprofen: drug(['Ibuprofen', '600 mg', TABLET, 'N1'], ['1-0-1-0', '1-1-1-0 für 5 Tage', 'bei Bedarf bis 3 x 1']),
  ibuprofenSaft: drug(['Ibuprofen', '20 mg/ml', 'Saft', 'N1'], ['nach Gewicht bis 3 x täglich']),
  paracetamolSaft: drug(['Paracetamol', '40 mg/ml', 'Saft', 'N1'], ['nach Gewicht alle 6 h bei Fieber']),
  diclofenacGel: drug(['Diclofenac', '1 %', 'Gel', 'N2'], ['3 x täglich dünn']),
  tilidin: drug(['Tilidin/Naloxon', '50/4 mg', 'Retardtabletten', 'N2'], TWICE),
  amoxicillin: drug(['Amoxicillin', '1000 mg', TABLET, 'N2'], ['1-0-1-0 für 7 Tage', '1-1-1-0 für 7 Tage']),
  amoxicillinSaft: drug(['Amoxicillin', '50 mg/ml', 'Saft', 'N2'], ['nach Gewicht 3 x täglich für 7 Tage']),
  penicillinV: drug(['Penicillin V', '1,2 Mio. IE', TABLET, 'N2'], ['1-1-1-0 für 7 Tage']),
  doxycyclin: drug(['Doxycyclin', '200 mg', TABLET, 'N1'], ['1-0-0-0 für 10 Tage', '1-0-0-0 für 14 Tage']),
  fosfomycin: drug(['Fosfomycin', '3 g', 'Granulat', 'N1'], ['einmalig abends']),
  nitrofurantoin: drug(['Nitrofurantoin', '100 mg', 'Retardkapseln', 'N1'], ['1-0-1-0 für 5 Tage']),
  cefuroxim: drug(['Cefuroxim', '500 mg', TABLET, 'N1'], ['1-0-1-0 für 7 Tage']),
  xylometazolin: drug(['Xylometazolin', '0,1 %', 'Nasenspray', 'N1'], ['bis 3 x täglich, höchstens 7 Tage']),
  acc: drug(['Acetylcystein', '600 mg', 'Brausetabletten', 'N2'], MORNING),
  mometason: drug(['Mometason', '50 µg', 'Nasenspray', 'N1'], ['2 Hub je Seite morgens']),
  cetirizin: drug(['Cetirizin', '10 mg', TABLET, 'N2'], ['0-0-0-1']),
  prednisolon: drug(['Prednisolon', '20 mg', TABLET, 'N1'], ['2-0-0-0 für 5 Tage', '1-0-0-0 für 5 Tage']),
  hydrocortison: drug(['Hydrocortison', '1 %', 'Creme', 'N1'], ['2 x täglich dünn, 1 Woche']),
  mometasonCreme: drug(['Mometason', '0,1 %', 'Creme', 'N1'], ['1 x täglich für 10 Tage']),
  clotrimazol: drug(['Clotrimazol', '1 %', 'Creme', 'N1'], ['2 x täglich für 4 Wochen']),
  aciclovir: drug(['Aciclovir', '800 mg', TABLET, 'N2'], ['5 x 1 für 7 Tage']),
  ofloxacinTropfen: drug(['Ofloxacin', '3 mg/ml', 'Augentropfen', 'N1'], ['4 x täglich 1 Tropfen']),
  eisen: drug(['Eisen(II)-glycinsulfat', '100 mg', 'Kapseln', 'N2'], ['1-0-0-0 nüchtern']),
  mcp: drug(['Metoclopramid', '10 mg', TABLET, 'N1'], ['bei Bedarf bis 3 x 1']),
  loperamid: drug(['Loperamid', '2 mg', 'Kapseln', 'N1'], ['bei Bedarf 1, max. 6 pro Tag']),
  macrogol: drug(['Macrogol', '13 g', 'Beutel', 'N2'], ['1-0-0-0']),
  dimenhydrinat: drug(['Dimenhydrinat', '50 mg', TABLET, 'N1'], ['bei Bedarf bis 3 x 1']),
  levodopa: drug(['Levodopa/Benserazid', '100/25 mg', TABLET, 'N3'], ['1-1-1-0']),
  donepezil: drug(['Donepezil', '5 mg', TABLET, 'N3'], ['0-0-0-1']),
  methotrexat: drug(['Methotrexat', '15 mg', 'Fertigspritze', 'N2'], ['1 x pro Woche, freitags']),
  folsaeure: drug(['Folsäure', '5 mg', TABLET, 'N2'], ['1 x pro Woche, samstags']),
} as const satisfies Readonly<Record<string, Drug>>;

/** Short name of a drug. */
export type DrugName = keyof typeof DRUGS;

/** As a practice writes it: name, strength. */
export function drugText(drug: Drug): string {
  return `${drug.wirkstoff} ${drug.staerke}`;
}

/** Small children get no tablets, everybody else no syrup. */
export function suitsAge(name: DrugName, ageYears: number): boolean {
  const form: string = DRUGS[name].form;
  return ageYears < 12 ? !/tabletten|kapseln/i.test(form) : form !== 'Saft';
}

function drug(
  [wirkstoff, staerke, form, packungsgroesse]: readonly [string, string, string, string],
  dosierung: readonly string[],
): Drug {
  return { wirkstoff, staerke, form, dosierung, packungsgroesse };
}
