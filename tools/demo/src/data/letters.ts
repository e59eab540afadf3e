/** Letters: what specialists write back, and what the practice sends. */
import type { IcdCode } from './icd.ts';

/** A letter of a specialist. `after` are diagnoses it belongs to; none means everybody of the age. */
export type SpecialistLetter = {
  readonly weight: number;
  readonly fach: string;
  readonly absender: string;
  readonly after: readonly IcdCode[];
  readonly ages: readonly [number, number];
  readonly sex?: 'm' | 'w';
  readonly betreff: string;
  readonly text: readonly string[];
};

const REGARDS = 'Mit freundlichen kollegialen Grüßen';

/** Letters that arrive. Practices and doctors are invented. */
export const SPECIALIST_LETTERS: readonly SpecialistLetter[] = [
  {
    weight: 10,
    fach: 'Augenheilkunde',
    absender: 'Augenpraxis Dr. Seidel, Auenstadt',
    after: ['E11.90', 'E11.40', 'I10.90'],
    ages: [30, 97],
    betreff: 'Augenärztlicher Befund',
    text: [
      `Untersuchung in Mydriasis. Visus rechts 0,{6..9}, links 0,{6..9}, Tensio {13..19}/{13..19} mmHg. Fundus: {keine diabetische Retinopathie|milde nicht proliferative Veränderungen|Papille vital, Makula trocken}. Kontrolle in 12 Monaten empfohlen.\n${REGARDS}`,
    ],
  },
  {
    weight: 10,
    fach: 'Kardiologie',
    absender: 'Kardiologische Gemeinschaftspraxis Dr. Brehm und Kollegen, Auenstadt',
    after: ['I10.90', 'I25.19', 'I48.9', 'I50.19'],
    ages: [35, 97],
    betreff: 'Kardiologischer Befundbericht',
    text: [
      `Anamnese: {stabiler Verlauf ohne Angina pectoris|Belastungsdyspnoe NYHA II}. Ruhe-EKG: {Sinusrhythmus|absolute Arrhythmie}, Linkstyp, Echokardiographie: LVEF {44..62} %, {keine relevanten Vitien|leichte Mitralinsuffizienz}, linker Vorhof {normal groß|leicht vergrößert}. Ergometrie bis {75|100|125} W ohne Ischämiezeichen. Medikation bitte fortführen, RR-Ziel unter 135/85, Wiedervorstellung in 12 Monaten.\n${REGARDS}`,
    ],
  },
  {
    weight: 8,
    fach: 'Radiologie',
    absender: 'Radiologie am Stadtgraben, Auenstadt',
    after: ['M17.1', 'M54.5', 'M47.86', 'M51.2', 'S80.0', 'S93.40', 'M75.4'],
    ages: [16, 97],
    betreff: 'Röntgenbefund',
    text: [
      `Klinische Angaben: Schmerzen, Zustand nach Trauma nicht ausgeschlossen. Befund: {keine Fraktur, altersentsprechende Darstellung|mäßige degenerative Veränderungen, Gelenkspalt verschmälert|Spondylose und Osteochondrose L4/5, keine Fraktur}. Beurteilung: {kein Nachweis einer knöchernen Verletzung|aktivierte Arthrose möglich, klinische Korrelation empfohlen}.\n${REGARDS}`,
    ],
  },
  {
    weight: 6,
    fach: 'Orthopädie',
    absender: 'Orthopädie am Anger, Dr. Kestner, Auenstadt',
    after: ['M17.1', 'M54.5', 'M47.86', 'M51.2', 'M75.4', 'M77.1'],
    ages: [16, 95],
    betreff: 'Orthopädischer Bericht',
    text: [
      `Befund und Verlauf: {konservative Therapie ausgeschöpft, Endoprothese besprochen|Impingement ohne Ruptur|chronisches Lumbalsyndrom ohne neurologisches Defizit}. Therapie: {Injektion, KG 12 x|Einlagen, Muskelaufbau|Stoßwelle 3 x}. Wiedervorstellung in {6|8|12} Wochen.\n${REGARDS}`,
    ],
  },
  {
    weight: 5,
    fach: 'Pneumologie',
    absender: 'Lungenpraxis Dr. Ohlsen, Auenstadt',
    after: ['J44.89', 'J45.9', 'F17.2'],
    ages: [16, 95],
    betreff: 'Lungenfunktionsbefund',
    text: [
      `Bodyplethysmographie: FEV1 {48..92} % Soll, Resistance {normal|leicht erhöht}, reversibel {nein|teilweise}. Beurteilung: {stabile Situation|mittelgradige Obstruktion}. Inhalative Therapie fortführen, Rauchkarenz, Kontrolle in {6|12} Monaten.\n${REGARDS}`,
    ],
  },
  {
    weight: 5,
    fach: 'Gastroenterologie',
    absender: 'MVZ Auenland, Innere Medizin, Dr. Falkner',
    after: ['K21.9', 'K29.7', 'K59.09', 'K57.30', 'D50.9'],
    ages: [35, 90],
    betreff: 'Endoskopiebericht',
    text: [
      `{Gastroskopie: Refluxösophagitis Grad A, Antrumgastritis, H. pylori negativ|Koloskopie bis Zökum: reizlose Divertikel im Sigma, kein Polyp|Koloskopie: ein Polyp {4..8} mm abgetragen, Histologie tubuläres Adenom}. Prozedere: {Säurehemmer für 4 Wochen|Kontrolle in {5|3} Jahren}. Komplikationsloser Verlauf.\n${REGARDS}`,
    ],
  },
  {
    weight: 5,
    fach: 'Gynäkologie',
    absender: 'Frauenärztin Dr. Ilka Rademann, Auenstadt',
    after: [],
    ages: [18, 49],
    sex: 'w',
    betreff: 'Bericht der Vorsorge',
    text: [
      `Früherkennung ohne auffälligen Befund. {Pap I|Pap II|Sonographie Mammae unauffällig}. Nächste Untersuchung in 12 Monaten.\n${REGARDS}`,
    ],
  },
  {
    weight: 5,
    fach: 'Gynäkologie',
    absender: 'Frauenärztin Dr. Ilka Rademann, Auenstadt',
    after: [],
    ages: [50, 85],
    sex: 'w',
    betreff: 'Bericht der Vorsorge',
    text: [
      `Früherkennung ohne auffälligen Befund. {Pap II|Mammographie BI-RADS 1|Mammographie BI-RADS 2}. Nächste Untersuchung in 12 Monaten.\n${REGARDS}`,
    ],
  },
  {
    weight: 4,
    fach: 'Urologie',
    absender: 'Urologische Praxis Dr. Meinert, Auenstadt',
    after: ['N40', 'N39.0'],
    ages: [45, 95],
    sex: 'm',
    betreff: 'Urologischer Befund',
    text: [
      `PSA {1,2|1,9|2,6|3,1} ng/ml, Prostatavolumen {28..64} ml, Restharn {10..70} ml. Uroflow {11..19} ml/s. Tamsulosin fortführen, Kontrolle jährlich.\n${REGARDS}`,
    ],
  },
  {
    weight: 4,
    fach: 'Dermatologie',
    absender: 'Hautarztpraxis Dr. Vogelsang, Auenstadt',
    after: ['L20.8', 'L30.9', 'L40.0', 'L70.0'],
    ages: [3, 95],
    betreff: 'Dermatologischer Befund',
    text: [
      `Ganzkörperinspektion: {keine malignitätsverdächtigen Läsionen|aktinische Keratose Stirn, Kryotherapie|Neurodermitis in Remission}. Therapie lokal, Lichtschutz, Kontrolle in {6|12|24} Monaten.\n${REGARDS}`,
    ],
  },
  {
    weight: 4,
    fach: 'Neurologie und Psychiatrie',
    absender: 'Praxis für Neurologie und Psychiatrie Dr. Adamek, Auenstadt',
    after: ['F33.1', 'F32.1', 'F03', 'G20.90', 'G43.9', 'G63.2'],
    ages: [18, 95],
    betreff: 'Neurologischer Bericht',
    text: [
      `Befund: {kein fokal-neurologisches Defizit|Reflexe seitengleich, Pallhypästhesie beider Füße|MMST {14..27}/30}. Beurteilung: {Verlauf stabil, Medikation unverändert|Besserung unter Therapie|langsame Progredienz}. Wiedervorstellung in {3|6} Monaten.\n${REGARDS}`,
    ],
  },
  {
    weight: 3,
    fach: 'Krankenhaus',
    absender: 'Kreisklinik Auenland, Klinik für Innere Medizin',
    after: ['I50.19', 'J44.89', 'I48.9', 'I25.19', 'E11.90', 'N18.3'],
    ages: [50, 97],
    betreff: 'Entlassungsbrief',
    text: [
      `Stationär {4..9} Tage. Aufnahmegrund: {dekompensierte Herzinsuffizienz|Exazerbation der Atemwegserkrankung|tachykardes Vorhofflimmern|Pneumonie}. Verlauf: {Rekompensation unter intravenöser Diurese|Besserung unter Steroid und Antibiotikum|Frequenzkontrolle}, Entlassung in stabilem Zustand. Empfehlung: Kontrolle von Kreatinin und Kalium in einer Woche, Medikation laut beigefügtem Plan, Vorstellung beim Hausarzt innerhalb von 3 Tagen.\n${REGARDS}`,
    ],
  },
  {
    weight: 3,
    fach: 'HNO',
    absender: 'HNO-Praxis Dr. Tiemann, Auenstadt',
    after: ['J01.9', 'H61.2', 'J30.1', 'H81.1'],
    ages: [4, 92],
    betreff: 'HNO-ärztlicher Befund',
    text: [
      `Audiometrie {altersentsprechend|Hochtonabfall bds., Hörgeräteversorgung eingeleitet}. Nasenseptum {mittelständig|nach links deviiert}, Nebenhöhlen frei. Weitere Betreuung hausärztlich.\n${REGARDS}`,
    ],
  },
];

/** Referrals that the practice writes: to whom, and why. */
export const REFERRALS = [
  { fach: 'Kardiologie', frage: 'Mit der Bitte um Echokardiographie und Mitbehandlung.', ages: [40, 95] },
  {
    fach: 'Orthopädie',
    frage: 'Anhaltende Beschwerden trotz konservativer Therapie, Bitte um Diagnostik.',
    ages: [14, 90],
  },
  { fach: 'Radiologie', frage: 'Röntgen in 2 Ebenen, Frage: Fraktur, degenerative Veränderung.', ages: [12, 95] },
  { fach: 'Dermatologie', frage: 'Auffälliger Nävus, Bitte um Auflichtmikroskopie.', ages: [6, 92] },
  { fach: 'Augenheilkunde', frage: 'Jährliche Kontrolle, Frage: Retinopathie.', ages: [40, 95] },
  { fach: 'Gastroenterologie', frage: 'Bitte um Vorsorgekoloskopie.', ages: [50, 80] },
  { fach: 'Psychotherapie', frage: 'Bitte um Erstgespräch, Konsiliarbericht liegt bei.', ages: [16, 70] },
  { fach: 'HNO', frage: 'Rezidivierende Beschwerden, Bitte um Abklärung.', ages: [3, 90] },
] as const;
