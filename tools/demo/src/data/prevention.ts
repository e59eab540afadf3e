/** Vaccinations and check-ups. */

/** One vaccination as it is noted down. */
export type Vaccination = {
  readonly name: string;
  readonly ages: readonly [number, number];
  readonly months?: readonly number[];
  readonly weight: number;
};

/** Vaccinations of a family practice. */
export const VACCINATIONS: readonly Vaccination[] = [
  { name: 'Grippeimpfung', ages: [60, 99], months: [10, 11, 12], weight: 30 },
  { name: 'Grippeimpfung', ages: [18, 59], months: [10, 11], weight: 10 },
  { name: 'COVID-19-Auffrischung', ages: [60, 99], months: [9, 10, 11, 12], weight: 12 },
  { name: 'Pneumokokken', ages: [60, 99], weight: 7 },
  { name: 'Herpes zoster 1. Dosis', ages: [60, 90], weight: 6 },
  { name: 'Herpes zoster 2. Dosis', ages: [60, 90], weight: 5 },
  { name: 'Tetanus, Diphtherie, Pertussis', ages: [18, 95], weight: 12 },
  { name: 'FSME Auffrischung', ages: [6, 85], months: [2, 3, 4, 5], weight: 8 },
  { name: 'MMR', ages: [1, 4], weight: 16 },
  { name: 'Sechsfach', ages: [0, 1], weight: 30 },
  { name: 'Meningokokken B', ages: [0, 4], weight: 12 },
  { name: 'HPV', ages: [9, 15], weight: 18 },
  { name: 'Tdap-IPV Auffrischung', ages: [5, 17], weight: 16 },
  { name: 'Hepatitis A und B', ages: [16, 60], weight: 4 },
];

/** How a vaccination is noted: {impfung}, {charge}. */
export const VACCINATION_NOTES = [
  '{impfung}, Charge {charge}, Oberarm {links|links|rechts}, gut vertragen.',
  'Aufgeklärt, keine Kontraindikation, Temp. 36,{3..8} °C. {impfung}, Charge {charge}, Oberarm links. Nachbeobachtung 15 Min. o. B.',
];

/** Anamnese of the Check-up. */
export const CHECKUP_ANA = [
  'Check-up. Fühlt sich {gesund|gut|etwas gestresst}, {!raucht nicht|raucht nicht|raucht nicht mehr}, Alkohol {am Wochenende|selten}. Familie: {!Vater Herzinfarkt|Mutter Diabetes|leer}.',
  'Gesundheitsuntersuchung. Keine Beschwerden, Sport {1|2|3} x pro Woche, schläft {gut|mäßig}.',
];

/** Findings of the Check-up. */
export const CHECKUP_BEF = [
  'RR {rr}, P {puls}, {gewicht} kg, BMI {bmi}. Herz und Lunge o. B., Abdomen weich, Pulse tastbar, Haut ohne auffälligen Nävus. U-Stix o. B.',
];

/** Advice of the Check-up. */
export const CHECKUP_THE = [
  'Befunde besprochen, Impfstatus {aktuell|ergänzt}. Nächster Check-up in 3 Jahren.',
  'Risiko {niedrig|gering erhöht}, Bewegung und Ernährung besprochen. {Hautkrebsscreening durchgeführt|}',
];

/** Check-ups of children and adolescents by age in years. */
export const CHILD_CHECKUPS: readonly { readonly name: string; readonly ages: readonly [number, number] }[] = [
  { name: 'U3', ages: [0, 0] },
  { name: 'U6', ages: [0, 1] },
  { name: 'U7', ages: [2, 2] },
  { name: 'U7a', ages: [3, 3] },
  { name: 'U8', ages: [4, 4] },
  { name: 'U9', ages: [5, 5] },
  { name: 'U10', ages: [7, 8] },
  { name: 'U11', ages: [9, 10] },
  { name: 'J1', ages: [12, 14] },
  { name: 'J2', ages: [16, 17] },
];

/** How a child's check-up is noted: {u}. */
export const CHILD_CHECKUP_NOTES = [
  '{u}: altersgerecht entwickelt, {gewicht} kg, Sprache und Motorik o. B., Hörtest und Sehtest {unauffällig|unauffällig, Kontrolle in 1 Jahr}.',
  '{u} durchgeführt, Gelbes Heft ausgefüllt. Eltern berichten {keine Sorgen|schläft unruhig|isst wählerisch}. Impfungen besprochen.',
];
