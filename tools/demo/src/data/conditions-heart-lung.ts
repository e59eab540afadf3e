/** Chronic conditions of heart, vessels and lungs. */
import type { Condition } from './condition.ts';

/** Hypertension, coronary disease, atrial fibrillation, heart failure, COPD, asthma, varices. */
export const HEART_AND_LUNG: readonly Condition[] = [
  {
    name: 'vorhofflimmern',
    icd: ['I48.9'],
    prevalence: [0, 0, 0, 2, 8, 19],
    men: 115,
    weight: 11,
    drugs: [
      { percent: 94, of: ['apixaban', 'apixaban', 'rivaroxaban', 'phenprocoumon'] },
      { percent: 75, of: ['bisoprolol', 'metoprolol'] },
    ],
    labs: [],
    panel: ['KREA', 'GFR', 'HB', 'THRO', 'K'],
    ana: [
      'Kontrolle bei VHF. {Kein Herzrasen|Selten Herzstolpern}, keine Blutungen, {keine Stürze|einmal gestolpert, keine Verletzung}.',
      'Gerinnungshemmung: keine blauen Flecken, kein Teerstuhl. Belastbarkeit unverändert.',
    ],
    bef: ['RR {rr}, P {puls} unregelmäßig, {gewicht} kg. Lunge frei, {keine Ödeme|Knöchelödeme gering}.'],
    the: [
      '{drug} weiter, eGFR {gfr}, Hb {hb}. Notfallausweis {vorhanden|ausgestellt}.',
      'Frequenz gut eingestellt. Antikoagulation weiter, Kontrolle Niere in 6 Monaten.',
    ],
  },
  {
    name: 'hypertonie',
    icd: ['I10.90'],
    prevalence: [0, 2, 13, 37, 62, 74],
    weight: 9,
    drugs: [
      { percent: 88, of: ['ramipril5', 'ramipril5', 'candesartan', 'valsartan'] },
      { percent: 42, of: ['amlodipin', 'amlodipin', 'lercanidipin'] },
      { percent: 22, of: ['hct'] },
      { percent: 18, of: ['bisoprolol', 'metoprolol'] },
    ],
    labs: [],
    panel: ['KREA', 'GFR', 'K', 'NA'],
    pressure: 17,
    ana: [
      'Blutdruckkontrolle. Zu Hause {morgens 130 bis 145|meist um 135/80|schwankend, bis 160 systolisch}, {kein Schwindel|gelegentlich Schwindel beim Aufstehen|keine Kopfschmerzen}.',
      'RR-Kontrolle, Rezept. Nimmt Tabletten {regelmäßig|regelmäßig, Tochter stellt Wochendosierer|am Wochenende manchmal nicht}. {Keine Ödeme|Abends Sockenränder}.',
      'Kontrolle Hypertonie. Belastbarkeit {gut|unverändert|zwei Etagen ohne Pause}, kein Thoraxdruck{, Reizhusten verneint|}.',
    ],
    bef: [
      'RR {rr} rechts, {rr2} links, P {puls} regelmäßig, {gewicht} kg.',
      'RR {rr}, nach 5 Min. {rr2}. Herztöne rein, Lunge frei, keine Ödeme.',
      'RR {rr}, P {puls}. {EKG: SR, Linkstyp, keine ERBS|Langzeit-RR mitgegeben|RR-Tagebuch eingesehen}.',
    ],
    the: [
      '{drug} weiter. RR-Ziel unter 140/90{, zu Hause unter 135/85|}. WV in 3 Monaten.',
      'Salz reduzieren, Bewegung. {drug} {beibehalten|weiter wie Plan}. Langzeit-RR {angemeldet|in 4 Wochen}.',
      'Einstellung {gut|ausreichend|noch nicht im Ziel, Tabletten abends statt morgens}. Kontrolle RR bei MFA in 4 Wochen.',
    ],
  },
  {
    name: 'khk',
    icd: ['I25.19'],
    together: 'Z95.5',
    prevalence: [0, 0, 1, 6, 16, 25],
    women: 65,
    men: 135,
    weight: 12,
    drugs: [
      { percent: 90, of: ['ass', 'ass', 'clopidogrel'] },
      { percent: 88, of: ['atorvastatin', 'rosuvastatin'] },
      { percent: 70, of: ['bisoprolol', 'metoprolol'] },
      { percent: 55, of: ['ramipril5', 'ramipril25'] },
    ],
    labs: [{ analyte: 'LDL', by: -15, perYear: -6 }],
    panel: ['LDL', 'HDL', 'KREA', 'GFR', 'K', 'HB'],
    ana: [
      'Kontrolle DMP KHK. {Keine Angina pectoris|AP bei starker Belastung, wie bisher}, Belastbarkeit {zwei Etagen|gut|beim Spazieren unverändert}. {Nitro nicht gebraucht|Nitro einmal im Quartal}.',
      'DMP-Termin Herz. Keine Synkope, kein Ruheschmerz. {Herzsportgruppe 1 x pro Woche|Ergometer zu Hause|Bewegung wenig}.',
    ],
    bef: [
      'RR {rr}, P {puls} regelmäßig, {gewicht} kg. Herztöne rein, Lunge frei, keine Ödeme. EKG: {!SR, keine Ischämiezeichen|SR, alter Hinterwandinfarkt|SR, Linkstyp}.',
    ],
    the: [
      'LDL {ldl} mg/dl, Ziel unter 55. {ASS und Statin weiter|Ezetimib ergänzen besprochen}. Kardiologe {jährlich|Termin vereinbart}.',
      'DMP-Dokumentation KHK erstellt. Medikation unverändert, WV in 3 Monaten.',
    ],
  },
  {
    name: 'herzinsuffizienz',
    icd: ['I50.19'],
    prevalence: [0, 0, 0, 2, 7, 18],
    weight: 13,
    drugs: [
      { percent: 80, of: ['torasemid'] },
      { percent: 70, of: ['ramipril25', 'candesartan'] },
      { percent: 60, of: ['bisoprolol'] },
      { percent: 35, of: ['spironolacton'] },
      { percent: 30, of: ['empagliflozin'] },
    ],
    labs: [
      { analyte: 'BNP', by: 640, perYear: 60 },
      { analyte: 'K', by: 2, perYear: 0 },
      { analyte: 'GFR', by: -10, perYear: -1 },
    ],
    panel: ['BNP', 'KREA', 'GFR', 'K', 'NA'],
    ana: [
      'Gewicht zu Hause {stabil|plus 2 kg in einer Woche|etwa gleich}. Luftnot bei {einer|zwei} Etagen, schläft mit {!1|2} Kissen.',
      'Kontrolle Herzschwäche. Beine abends {schlank|geschwollen}, Trinkmenge 1,5 l {eingehalten|schwierig}.',
    ],
    bef: [
      'RR {rr}, P {puls}, {gewicht} kg. Lunge {frei|basal feinblasige RG bds.}, {keine Ödeme|Unterschenkelödeme bds. bis Mitte}. JVD nicht gestaut.',
    ],
    the: [
      'Torasemid {unverändert|für 1 Woche 20 mg|weiter}. Täglich wiegen, bei plus 2 kg melden. Kalium {kalium}, Kreatinin {krea}.',
      'NT-proBNP {bnp} pg/ml. Medikation {unverändert|mit Kardiologe abgestimmt}.',
    ],
  },
  {
    name: 'copd',
    icd: ['J44.89'],
    prevalence: [0, 0, 1, 6, 11, 10],
    men: 115,
    weight: 10,
    drugs: [
      { percent: 80, of: ['tiotropium', 'umeclidinium'] },
      { percent: 85, of: ['salbutamol'] },
      { percent: 20, of: ['budesonidFormoterol'] },
    ],
    labs: [{ analyte: 'LEUK', by: 10, perYear: 0 }],
    panel: ['LEUK', 'CRP', 'HB'],
    ana: [
      'DMP COPD. Husten morgens, Auswurf {weißlich|wenig}, Luftnot {ab 2 Etagen|beim schnellen Gehen|unverändert}. {Exazerbation im letzten Quartal: keine|Eine Exazerbation im Winter}.',
      'Kontrolle COPD. CAT {9..22}. Raucht {!nicht mehr|noch {5..15} am Tag|nicht mehr seit dem Klinikaufenthalt}.',
    ],
    bef: [
      'Lunge: {Exspirium verlängert, keine RG|leises Giemen bds.|abgeschwächtes AG}, O₂ {91..97} %, AF {14..19}. LuFu: FEV1 {48..78} % Soll.',
      'O₂ {91..97} %, RR {rr}, {gewicht} kg. Inhalationstechnik {sicher|nachgeschult}.',
    ],
    the: [
      'Inhalation wie Plan, Technik geprüft. {Rauchstopp besprochen|Lungensport empfohlen|Impfstatus aktuell}. DMP-Dokumentation erstellt.',
      '{drug} weiter. Notfallplan mitgegeben, Pneumokokken {geimpft|empfohlen}.',
    ],
  },
  {
    name: 'asthma',
    icd: ['J45.9'],
    prevalence: [5, 6, 5, 5, 5, 3],
    weight: 7,
    drugs: [
      { percent: 70, of: ['budesonidFormoterol', 'beclometason'] },
      { percent: 80, of: ['salbutamol'] },
    ],
    labs: [],
    panel: ['LEUK', 'CRP'],
    ana: [
      'DMP Asthma. Bedarfsspray {0..3} x pro Woche, nachts {kein Husten|einmal wach geworden}. {Auslöser: Pollen|Auslöser: kalte Luft|Sport geht gut}.',
      'Asthmakontrolle, ACT {17..25}. {Keine AU-Tage|Im Frühjahr schlechter}.',
    ],
    bef: ['Lunge {frei|vereinzelt Giemen rechts}, O₂ {96..99} %. Peak-Flow {310..560} l/min.'],
    the: [
      'Gut eingestellt, Inhalation weiter. Spülen nach Kortisonspray erklärt.',
      'Inhalationstechnik geübt, {Stufe beibehalten|im Herbst Reduktion versuchen}. DMP-Bogen erstellt.',
    ],
  },
  {
    name: 'varikosis',
    icd: ['I83.9'],
    sided: true,
    prevalence: [0, 1, 4, 9, 13, 15],
    women: 140,
    men: 60,
    weight: 3,
    drugs: [],
    labs: [],
    panel: ['HB', 'CRP'],
    ana: ['Schwere Beine abends, {Strümpfe werden getragen|Strümpfe selten wegen Hitze}.'],
    bef: ['Stammvarikosis {seite}, keine Ulzera, {diskrete|keine} Ödeme, Fußpulse tastbar.'],
    the: ['Kompressionsstrümpfe KKL II neu verordnet, Bewegung.'],
  },
];
