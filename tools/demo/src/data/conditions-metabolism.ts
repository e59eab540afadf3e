/** Chronic conditions of metabolism, kidneys and hormones. */
import type { Condition } from './condition.ts';

/** Diabetes, lipids, thyroid, gout, kidneys, weight, iron. */
export const METABOLISM: readonly Condition[] = [
  {
    name: 'diabetes2',
    icd: ['E11.90', 'E11.90', 'E11.40'],
    together: 'G63.2',
    prevalence: [0, 1, 3, 11, 22, 27],
    men: 118,
    weight: 17,
    drugs: [
      { percent: 82, of: ['metformin', 'metformin', 'metformin500'] },
      { percent: 38, of: ['sitagliptin', 'empagliflozin', 'empagliflozin'] },
      { percent: 16, of: ['insulinGlargin'] },
    ],
    labs: [
      { analyte: 'HBA1C', by: 20, perYear: -1 },
      { analyte: 'GLUC', by: 48, perYear: -2 },
      { analyte: 'TRIG', by: 40, perYear: 0 },
      { analyte: 'UACR', by: 12, perYear: 3 },
    ],
    panel: ['HBA1C', 'GLUC', 'KREA', 'GFR', 'K', 'LDL', 'UACR'],
    ana: [
      'Kontrolle DMP Diabetes. Keine Hypoglykämien, {BZ-Selbstmessung nüchtern {112..158}|misst selten|BZ-Tagebuch liegt vor, nüchtern meist 120 bis 150}.',
      'DMP-Termin. Fühlt sich {gut|wohl|etwas müde}. {!Kribbeln beide Füße unverändert|Keine Parästhesien|Gelegentlich Kribbeln in den Zehen}, Ernährung {eher unregelmäßig|angepasst|im Urlaub schwierig gewesen}.',
      'Diabeteskontrolle. Medikamente werden vertragen, {keine Übelkeit|gelegentlich weicher Stuhl unter Metformin|keine Nebenwirkungen}. {Geht 3 x pro Woche spazieren|Bewegung wenig|Fährt wieder Rad}.',
    ],
    bef: [
      'RR {rr}, P {puls} regelmäßig, {gewicht} kg. Fußpulse tastbar, Monofilament {6..9}/10{!, keine Läsionen|, Hyperkeratose Ballen rechts|, Haut trocken}.',
      'RR {rr}, P {puls}, {gewicht} kg, BMI {bmi}. Füße bds. ohne Ulkus, Vibration {4..7}/8, ASR {!seitengleich|bds. abgeschwächt}.',
    ],
    the: [
      'HbA1c {hba1c} %, Ziel {unter 7,0|6,5 bis 7,5|unter 7,5} %. {Therapie unverändert|Ernährungsberatung angeboten|Metformin beibehalten}, Augenarzt {1..12}/{nextYear}.',
      'DMP-Dokumentation erstellt. Fußpflege und Schuhversorgung besprochen, nächste Kontrolle in 3 Monaten.',
      'HbA1c {hba1c} %. Schulung {empfohlen|vor 2 Jahren erfolgt, Auffrischung angeboten}. Ü Augenarzt mitgegeben.',
    ],
  },
  {
    name: 'hyperlipidaemie',
    icd: ['E78.0', 'E78.0', 'E78.2'],
    prevalence: [0, 1, 8, 21, 34, 32],
    weight: 6,
    drugs: [
      { percent: 72, of: ['atorvastatin', 'atorvastatin', 'simvastatin', 'rosuvastatin'] },
      { percent: 12, of: ['ezetimib'] },
    ],
    labs: [
      { analyte: 'LDL', by: 40, perYear: -11 },
      { analyte: 'CHOL', by: 52, perYear: -10 },
      { analyte: 'TRIG', by: 35, perYear: -3 },
    ],
    panel: ['CHOL', 'LDL', 'HDL', 'TRIG', 'GPT'],
    ana: [
      'Kontrolle Blutfette. Statin wird {gut vertragen|regelmäßig eingenommen|abends öfter vergessen}, {keine Muskelbeschwerden|gelegentlich Muskelziehen in den Waden}.',
      'Befundbesprechung Lipide. {!Ernährung umgestellt|Isst weniger Wurst und Käse|Vater Herzinfarkt mit 58}.',
    ],
    bef: ['RR {rr}, P {puls}, {gewicht} kg. Keine Xanthelasmen, Karotiden ohne Strömungsgeräusch.'],
    the: [
      'LDL {ldl} mg/dl{, Ziel unter 100|, Ziel unter 70|}. Statin {weiter|weiter, Kontrolle in 6 Monaten|abends fest zur Tagesschau einnehmen}.',
      'Risiko besprochen (arriba), Statin weiter. Kontrolle Lipide und GPT in 6 Monaten.',
    ],
  },
  {
    name: 'hypothyreose',
    icd: ['E03.9'],
    prevalence: [0, 4, 7, 9, 11, 11],
    women: 160,
    men: 40,
    weight: 6,
    drugs: [{ percent: 96, of: ['lthyroxin75', 'lthyroxin50', 'lthyroxin100'] }],
    labs: [{ analyte: 'TSH', by: 130, perYear: -10 }],
    panel: ['TSH', 'HB', 'CHOL'],
    ana: [
      'Schilddrüsenkontrolle. {Fühlt sich gut|Etwas müde|Haarausfall gebessert}, Tablette nüchtern {30|20} Minuten vor dem Frühstück.',
      'Kontrolle TSH. Gewicht {stabil|leicht gestiegen}, kein Herzklopfen, schläft {gut|mäßig}.',
    ],
    bef: [
      'SD nicht vergrößert tastbar, P {puls} regelmäßig, RR {rr}, {gewicht} kg.',
      'RR {rr}, P {puls}. Haut warm, kein Tremor.',
    ],
    the: [
      'TSH {tsh} mU/l. Dosis {unverändert|beibehalten|bleibt}, Kontrolle in {6|12} Monaten.',
      'TSH im Zielbereich, L-Thyroxin weiter, nächste Sono SD {nextYear}.',
    ],
  },
  {
    name: 'niereninsuffizienz',
    icd: ['N18.3'],
    prevalence: [0, 0, 0, 3, 11, 27],
    weight: 8,
    drugs: [{ percent: 40, of: ['ramipril25', 'candesartan'] }],
    labs: [
      { analyte: 'GFR', by: -22, perYear: -2 },
      { analyte: 'K', by: 3, perYear: 0 },
      { analyte: 'HS', by: 10, perYear: 0 },
      { analyte: 'UACR', by: 25, perYear: 4 },
      { analyte: 'HB', by: -8, perYear: 0 },
    ],
    panel: ['KREA', 'GFR', 'K', 'NA', 'HB', 'UACR'],
    ana: [
      'Nierenwerte kontrolliert. Trinkmenge etwa 1,{2..8} l, {keine NSAR|nimmt gelegentlich Ibuprofen, abgeraten}. Miktion o. B.',
      'Verlaufskontrolle Niere. {Keine Ödeme|Abends leichte Knöchelödeme}, kein Juckreiz.',
    ],
    bef: ['RR {rr}, P {puls}, {gewicht} kg. {Keine Ödeme|Geringe Knöchelödeme bds.}, Nierenlager frei.'],
    the: [
      'eGFR {gfr} ml/min, Kreatinin {krea} mg/dl, Kalium {kalium}. {Verlauf stabil|Leichter Rückgang, Kontrolle in 3 Monaten}, keine NSAR.',
      'Medikamente an eGFR {gfr} angepasst. Trinkmenge {1,5|1,8} l, Nephrologe {einmal jährlich|bei weiterem Abfall}.',
    ],
  },
  {
    name: 'gicht',
    icd: ['M10.99'],
    prevalence: [0, 0, 2, 5, 7, 7],
    women: 40,
    men: 160,
    weight: 5,
    drugs: [{ percent: 75, of: ['allopurinol'] }],
    labs: [{ analyte: 'HS', by: 22, perYear: -4 }],
    panel: ['HS', 'KREA', 'GFR', 'GPT'],
    ana: [
      'Gicht, Verlauf. {Kein Anfall seit {3..14} Monaten|Ein leichter Anfall Großzehe vor {2..8} Wochen}, Allopurinol {regelmäßig|zeitweise vergessen}.',
    ],
    bef: ['Großzehengrundgelenk {reizlos|leicht druckschmerzhaft rechts}, keine Tophi. RR {rr}.'],
    the: ['Harnsäure {hs} mg/dl, Ziel unter 6,0. Allopurinol {weiter|weiter, Bier und Innereien meiden}.'],
  },
  {
    name: 'adipositas',
    icd: ['E66.00'],
    prevalence: [3, 8, 13, 17, 16, 7],
    weight: 5,
    drugs: [],
    labs: [
      { analyte: 'GLUC', by: 9, perYear: 0 },
      { analyte: 'GPT', by: 11, perYear: 0 },
      { analyte: 'TRIG', by: 30, perYear: 0 },
    ],
    panel: ['GLUC', 'GPT', 'GGT', 'TRIG', 'HBA1C'],
    pressure: 5,
    ana: [
      'Gewichtsverlauf. {Isst abends viel|Hat mit Schwimmen begonnen|Seit 4 Wochen Ernährungstagebuch|Schichtarbeit erschwert geregelte Mahlzeiten}.',
    ],
    bef: ['{gewicht} kg, BMI {bmi}, RR {rr}. Leberrand {nicht tastbar|1 Querfinger unter dem Rippenbogen}.'],
    the: [
      'Ernährungsberatung {über die Kasse beantragt|angeboten|läuft}, Ziel 5 kg in 6 Monaten.',
      'Bewegung besprochen, Rehasport verordnet.',
    ],
  },
  {
    name: 'eisenmangel',
    icd: ['D50.9'],
    prevalence: [1, 6, 6, 2, 2, 4],
    women: 180,
    men: 15,
    weight: 4,
    drugs: [{ percent: 70, of: ['eisen'] }],
    labs: [
      { analyte: 'FERR', by: -48, perYear: 6 },
      { analyte: 'HB', by: -15, perYear: 2 },
    ],
    panel: ['HB', 'FERR', 'LEUK', 'THRO'],
    ana: [
      'Müdigkeit {unverändert|gebessert}, Eisen wird {vertragen|wegen Obstipation nur jeden 2. Tag genommen}. {Regel stark|Keine Blutung bemerkt}.',
    ],
    bef: ['Haut und Schleimhäute {blass|rosig}, P {puls}, RR {rr}.'],
    the: ['Hb {hb} g/dl, Ferritin {ferritin} µg/l. Eisen {weiter für 3 Monate|pausieren, Kontrolle in 3 Monaten}.'],
  },
];
