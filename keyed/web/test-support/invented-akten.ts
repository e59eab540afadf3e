import { type EintragKindName, kuerzelOf } from '@siegel/akten';
import type { EintragView } from '@siegel/safe';
import { writeDiagnosis } from '../src/akte/diagnosis-text.ts';
import type { EintragValue } from '../src/akte/eintrag-text.ts';

const STAFF = {
  KA: 'Dr. Katrin Albers',
  JW: 'Dr. Jonas Weigel',
  MK: 'Melanie Kruse',
  ST: 'Sevgi Tunç',
  LB: 'Labor Spreebogen',
};
type Author = keyof typeof STAFF;

/** What a row of an invented Akte is made of. */
export interface InventedEintrag {
  readonly recordId: string;
  readonly akteId: string;
  readonly kind: EintragKindName;
  readonly value: EintragValue;
  readonly author: string;
  readonly versions: number;
  readonly authoredAtMs: number;
  readonly state: EintragView['state'];
  readonly refused?: EintragValue | undefined;
}

type Line = readonly [day: string, kuerzel: string, text: string, author: Author];

const KIND_BY_KUERZEL: Readonly<Record<string, readonly [EintragKindName, EintragValue]>> = {
  ANA: ['note', { rubrik: 'anamnese' }],
  THE: ['note', { rubrik: 'therapie' }],
  NOT: ['note', {}],
  BEF: ['finding', {}],
  DIA: ['diagnosis', {}],
  MED: ['medication', {}],
  LAB: ['labReport', {}],
  BRF: ['letter', {}],
  DOK: ['document', {}],
  AUF: ['task', {}],
};

const BRANDT: readonly Line[] = [
  ['2025-11-13', 'THE', 'Grippeimpfung, Charge A21CB, Oberarm links, gut vertragen', 'MK'],
  ['2025-12-11', 'ANA', 'Husten seit 5 Tagen, kein Fieber. Enkel waren erkältet.', 'JW'],
  ['2025-12-11', 'BEF', 'Lunge frei, Rachen gerötet, O₂ 97 %, Temp. 36,8 °C', 'JW'],
  ['2025-12-11', 'DIA', 'J20.9 G Akute Bronchitis', 'JW'],
  ['2026-03-18', 'ANA', 'Kontrolle DMP. Keine Hypoglykämien, gelegentlich Kribbeln beide Füße.', 'KA'],
  ['2026-03-18', 'BEF', 'RR 144/86, P 68 regelmäßig, 78,4 kg. Fußpulse tastbar, Monofilament 9/10.', 'ST'],
  ['2026-03-18', 'LAB', 'HbA1c 7,4 %, Kreatinin 1,12 mg/dl, eGFR 51, Kalium 4,5', 'LB'],
  ['2026-03-18', 'MED', 'Metformin 1000 mg N3, Ramipril 5 mg N3', 'KA'],
  ['2026-06-09', 'DOK', 'Augenärztlicher Befund, Dr. Seidel: keine Retinopathie (2 Seiten)', 'MK'],
  ['2026-06-17', 'ANA', 'Kribbeln unverändert. Nachts Wadenkrämpfe. Trinkmenge etwa 1,2 l.', 'KA'],
  ['2026-06-17', 'BEF', 'RR 150/88 rechts, 146/86 links, P 72. Reflexe symmetrisch, Vibration 5/8.', 'KA'],
  ['2026-06-17', 'DIA', 'G63.2 G Diabetische Polyneuropathie', 'KA'],
  ['2026-06-17', 'THE', 'Trinkmenge auf 1,8 l, Fußpflege erklärt, Schuhversorgung besprochen', 'KA'],
  ['2026-09-22', 'ANA', 'Sturz auf der Treppe vor 5 Tagen, Knie rechts geschwollen, Belastung möglich.', 'JW'],
  ['2026-09-22', 'BEF', 'Knie rechts: Erguss gering, Bandapparat stabil, Streckung frei, Beugung 110°.', 'JW'],
  ['2026-09-22', 'DIA', 'S80.0 R G Prellung des Knies', 'JW'],
  ['2026-09-22', 'BRF', 'Überweisung Radiologie: Röntgen Knie rechts in 2 Ebenen', 'JW'],
  ['2026-10-05', 'DOK', 'Röntgen Knie rechts: mediale Gonarthrose, keine Fraktur (1 Seite, 4 Bilder)', 'MK'],
  ['2026-10-05', 'DIA', 'M17.1 R G Primäre Gonarthrose rechts', 'KA'],
  ['2026-11-12', 'NOT', 'Tochter Sabine ruft an: Frau Brandt vergisst abends öfter die Tabletten.', 'MK'],
  ['2026-11-12', 'AUF', 'Medikationsplan mit Tochter durchgehen, Wochendosierer. ST bis 27.11.', 'MK'],
];
const BRANDT_TODAY: readonly (readonly [string, string, Author])[] = [
  ['LAB', 'HbA1c 6,9 %, Kreatinin 1,21 mg/dl, eGFR 46, Kalium 5,2, LDL 92', 'LB'],
  ['BEF', 'RR 138/82 rechts, 142/84 links, P 70, 77,1 kg', 'ST'],
  ['ANA', 'Fühlt sich gut, Kribbeln weniger. Tochter stellt seit 10 Tagen die Tabletten.', 'KA'],
];
const DAUER = [
  'E11.40 G Diabetes Typ 2, Neuropathie',
  'I10.90 G Hypertonie',
  'N18.3 G Niereninsuffizienz 3',
  'E78.0 G Hypercholesterinämie',
  'Z88.0 Penicillinallergie',
];
const PLAN = [
  'Metformin 1000 mg|1-0-1-0',
  'Ramipril 5 mg|1-0-0-0',
  'Atorvastatin 20 mg|0-0-1-0',
  'Pantoprazol 20 mg|1-0-0-0',
  'Vitamin D3 1000 IE|1-0-0-0',
];

const idOf = (n: number) =>
  Array.from({ length: 4 }, (_, part) =>
    ((n * 747796405 + part * 2891336453 + 13) >>> 0).toString(16).padStart(8, '0'),
  ).join('');

function eintragOf([day, kuerzel, text, author]: Line, n: number, more: EintragValue = {}): InventedEintrag {
  const [kind, preset] = KIND_BY_KUERZEL[kuerzel] ?? ['note', {}];
  const field = kind === 'task' || kind === 'document' ? 'titel' : kind === 'letter' ? 'betreff' : 'text';
  const content = kind === 'diagnosis' ? diagnosisOf(text) : { [field]: text };
  return {
    recordId: idOf(n),
    akteId: idOf(900_000),
    kind,
    value: { behandlungstag: day, ...preset, ...content, ...more },
    author: STAFF[author],
    versions: 1,
    authoredAtMs: new Date(`${day}T10:${String(n % 60).padStart(2, '0')}:00`).getTime(),
    state: 'saved',
  };
}

function diagnosisOf(text: string): EintragValue {
  const [, icd = '', seite, sicherheit, words] = /^(\S+)(?: ([RLB]))?(?: ([GVAZ]))? (.*)$/.exec(text) ?? [];
  return { icd, ...(seite && { seite }), ...(sicherheit && { sicherheit }), text: words ?? text };
}

/** The Akte of the mockups, with today's rows on `today`. Oldest first. */
export function brandtsAkte(today: string): readonly InventedEintrag[] {
  return [
    ...DAUER.map((text, n) => eintragOf(['2009-05-11', 'DIA', text, 'KA'], 300 + n, { dauerdiagnose: true })),
    ...PLAN.map((line, n) => {
      const [name = '', dosierung = ''] = line.split('|');
      return eintragOf(['2025-10-02', 'MED', `${name}, ${dosierung}`, 'KA'], 400 + n, {
        art: 'plan',
        handelsname: name,
        dosierung,
      });
    }),
    ...BRANDT.map((line, n) => eintragOf(line, n)),
    ...BRANDT_TODAY.map(([kuerzel, text, author], n) => eintragOf([today, kuerzel, text, author], 200 + n)),
  ];
}

/** An Akte of 3,000 Eintraege over thirty years; every hundredth is long. */
export function longAkte(): readonly InventedEintrag[] {
  return Array.from({ length: 3000 }, (_, n) => {
    const day = `${1996 + Math.floor(n / 100)}-${String(1 + (Math.floor(n / 9) % 12)).padStart(2, '0')}-${String(1 + (Math.floor(n / 3) % 28)).padStart(2, '0')}`;
    const kuerzel = (['ANA', 'BEF', 'THE', 'MED', 'NOT'] as const)[n % 5] ?? 'NOT';
    const text =
      n % 100 === 99
        ? `Nr. ${n}. ${'Ausführliche Verlaufsbeschreibung mit vielen Einzelheiten. '.repeat(14)}`
        : `Nr. ${n}, Verlaufskontrolle`;
    return eintragOf([day, kuerzel, text, 'JW'], 10_000 + n);
  }).toSorted((a, b) => String(a.value['behandlungstag']).localeCompare(String(b.value['behandlungstag'])));
}

/** An Akte of 10,000 Eintraege of every height: one line, several, with line breaks, and cut after the third. */
export function mixedAkte(): readonly InventedEintrag[] {
  return Array.from({ length: 10_000 }, (_, n) => {
    const day = `${1990 + Math.floor(n / 300)}-${String(1 + (Math.floor(n / 25) % 12)).padStart(2, '0')}-${String(1 + (Math.floor(n / 4) % 25)).padStart(2, '0')}`;
    const kuerzel = (['ANA', 'BEF', 'THE', 'DIA', 'NOT'] as const)[n % 5] ?? 'NOT';
    const words = 'Verlauf mit Einzelheiten, '.repeat((n * 7) % 23);
    const breaks = n % 6 === 0 ? `\nzweite Zeile ${n}`.repeat(1 + (n % 4)) : '';
    return eintragOf([day, kuerzel, `Nr. ${n}. ${words}${breaks}`, 'JW'], 100_000 + n);
  });
}

/** One row in each state that is not ordinary. */
export function troubledAkte(today: string): readonly InventedEintrag[] {
  const plain = (kuerzel: string, text: string, n: number) => eintragOf([today, kuerzel, text, 'KA'], 20_000 + n);
  return [
    { ...plain('DOK', '', 0), value: { unreadable: 'OPEN_TAMPERED', day: today } },
    { ...plain('ANA', '', 1), value: { unreadable: 'KEY_UNKNOWN', day: today } },
    { ...plain('BEF', 'RR 138/82 rechts', 2), state: 'conflict', versions: 2 },
    { ...plain('NOT', 'Ruft wegen Rezept zurück', 3), state: 'queued' },
    plain('THE', 'Ramipril pausieren bis Kaliumkontrolle in 1 Woche', 4),
  ];
}

/** Names a version of an invented record. */
export function headOf({ recordId, versions }: Pick<InventedEintrag, 'recordId' | 'versions'>): string {
  return `${recordId}-${versions}`;
}

/** What the safe says of a row. */
export function viewOf(eintrag: InventedEintrag): EintragView {
  const look = kuerzelOf(eintrag.kind, eintrag.value);
  const text = (name: string) => (typeof eintrag.value[name] === 'string' ? String(eintrag.value[name]) : undefined);
  const isUnread = 'unreadable' in eintrag.value;
  return {
    recordId: eintrag.recordId,
    akteId: eintrag.akteId,
    kind: eintrag.kind,
    kuerzel: look.kuerzel,
    hue: look.hue,
    behandlungstag: text('behandlungstag') ?? text('day') ?? '',
    summary: isUnread ? '' : summaryOf(eintrag, text),
    value: isUnread
      ? { unreadable: text('unreadable') === 'KEY_UNKNOWN' ? 'KEY_UNKNOWN' : 'OPEN_TAMPERED' }
      : eintrag.value,
    author: eintrag.author,
    authoredAtMs: eintrag.authoredAtMs,
    receivedAtMs: eintrag.state === 'queued' ? null : eintrag.authoredAtMs + 40,
    versions: eintrag.versions,
    head: headOf(eintrag),
    state: eintrag.state,
    ...(eintrag.refused !== undefined && { refusedBase: `${eintrag.recordId}-1` }),
    ...(eintrag.refused !== undefined && { refused: eintrag.refused }),
    level: eintrag.state === 'saved' ? 'attributed' : 'bound',
  };
}

function summaryOf(eintrag: InventedEintrag, text: (name: string) => string | undefined): string {
  if (eintrag.kind !== 'diagnosis') return text('titel') ?? text('betreff') ?? text('text') ?? text('dateiname') ?? '';
  const given = { icd: text('icd'), seite: text('seite'), sicherheit: text('sicherheit'), text: text('text') };
  return writeDiagnosis(Object.fromEntries(Object.entries(given).filter(([, content]) => content !== undefined)));
}
