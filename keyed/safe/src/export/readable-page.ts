import { kindByName, kuerzelOf } from '@siegel/akten';
import type { ExportedRecord } from '@siegel/interchange';
import { summaryOf } from '../worker/summary.ts';

type Value = Readonly<Record<string, unknown>>;

/** What a readable Akte is made of. */
export interface ReadableAkte {
  readonly person: Value;
  readonly records: readonly ExportedRecord[];
  readonly tenantName: string;
  /** Day of the export, `JJJJ-MM-TT`. */
  readonly today: string;
  /** Versions and files that did not open. */
  readonly unreadable: number;
  /** Not released, and therefore not in it. */
  readonly withheld?: number;
}

const FIELDS: Readonly<Record<string, string>> = {
  titel: 'Titel',
  namenszusatz: 'Namenszusatz',
  geburtsname: 'Geburtsname',
  geburtsdatum: 'Geburtsdatum',
  geschlecht: 'Geschlecht',
  verstorbenAm: 'Verstorben am',
  muttersprache: 'Muttersprache',
  strasse: 'Straße',
  anschriftenzusatz: 'Zusatz',
  plz: 'PLZ',
  ort: 'Ort',
  land: 'Land',
  telefon: 'Telefon',
  mobil: 'Mobil',
  email: 'E-Mail',
  telecom: 'Weitere Kontakte',
  versicherungen: 'Versicherung',
  patientennummern: 'Patientennummer',
  vertretungen: 'Vertretung',
  cave: 'CAVE',
  verwaltungsnotiz: 'Verwaltung',
  unplaced: 'Weitere Angaben',
};
/** Fields that the summary of an Eintrag says already, or that say nothing to a reader. */
const SAID = new Set([
  ...[
    'behandlungstag',
    'uhrzeit',
    'text',
    'titel',
    'rubrik',
    'source',
    'angeheftet',
    'eintragstyp',
    'verwaltungstext',
    'blobIds',
    'dateischluessel',
    'noncevorsatz',
    'sha256',
  ],
  ...[
    'icd',
    'seite',
    'sicherheit',
    'handelsname',
    'wirkstoff',
    'staerke',
    'darreichungsform',
    'betreff',
    'labor',
    'zustaendig',
  ],
  ...['dateiname', 'verfahren', 'dauerdiagnose', 'erledigtAmMs'],
]);

const SEXES: Readonly<Record<string, string>> = {
  m: 'männlich',
  w: 'weiblich',
  d: 'divers',
  x: 'ohne Eintrag',
  unbekannt: 'unbekannt',
};
const DAY = /^\d{4}-\d\d-\d\d$/;

// Nothing but its own style may be used by the page: it loads nothing, links to nothing and runs nothing.
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
const STYLE = `@page{size:A4;margin:18mm 16mm}body{font:10.5pt/1.45 system-ui,"Segoe UI",Arial,sans-serif;color:#1a1d1f;background:#fff;max-width:820px;margin:24px auto;padding:0 16px}
h1{font-size:17pt;margin:0}h2{font-size:12pt;margin:22px 0 6px;border-bottom:1px solid #cbc9c3}p{margin:2px 0}.m{color:#64686a;font-size:9pt}
table{border-collapse:collapse;width:100%}th{text-align:left;font-weight:500;color:#484c4f;width:170px}th,td{vertical-align:top;padding:2px 8px 2px 0;overflow-wrap:anywhere}
.e{break-inside:avoid;padding:6px 0;border-top:1px solid #e3e2de}.t{white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:plaintext}.k{font-weight:600;font-size:9pt}.cave{border:1px solid #e8605b;padding:4px 8px;margin:8px 0}`;

/** An Akte as a page to read and to print (also as PDF, by the printer dialogue of every browser). Every text in it is text: no name and no
 *  Eintrag becomes markup (IE44). */
export function readablePage({ person, records, tenantName, today, unreadable, withheld = 0 }: ReadableAkte): string {
  const name = [person['titel'], person['vorname'], person['vorsatzwort'], person['familienname']]
    .filter(isText)
    .join(' ');
  const sorted = records.toSorted((a, b) => compare(dayOf(a), dayOf(b)));
  const parts = [
    `<header><h1>${escaped(name)}</h1><p class="m">${escaped(tenantName)} · Ausgabe vom ${germanDay(today)} · Einträge: ${records.length}</p></header>`,
    isText(person['cave']) ? `<p class="cave"><b>CAVE</b> ${escaped(person['cave'])}</p>` : '',
    withheld === 0 ? '' : `<p class="cave">Nicht freigegeben und hier nicht enthalten: ${withheld}</p>`,
    unreadable === 0 ? '' : `<p class="cave">Nicht lesbar und hier nicht enthalten: ${unreadable}</p>`,
    `<h2>Stammdaten</h2>${fieldTable(person)}`,
    `<h2>Einträge</h2>${sorted.map(eintragPart).join('')}`,
  ];
  return `<!doctype html><html lang="de"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><meta name="referrer" content="no-referrer"><meta name="viewport" content="width=device-width"><title>Akte</title><style>${STYLE}</style></head><body>${parts.join('')}</body></html>\n`;
}

function fieldTable(person: Value): string {
  const rows = Object.entries(FIELDS).flatMap(([field, label]) => {
    const text = field === 'geschlecht' ? (SEXES[String(person[field])] ?? '') : valueText(person[field]);
    return text === '' || field === 'cave' ? [] : [row(label, text)];
  });
  return `<table>${rows.join('')}</table>`;
}

function eintragPart({ kind, value, url }: ExportedRecord): string {
  const { kuerzel } = kuerzelOf(kind, value);
  const time = isText(value['uhrzeit']) ? `, ${value['uhrzeit']}` : '';
  const label = kindByName(kind).label.de;
  const rest = Object.entries(value).flatMap(([field, content]) => {
    const text = SAID.has(field) ? '' : valueText(content);
    return text === '' ? [] : [row(FIELDS[field] ?? field, text)];
  });
  const file = url === undefined ? '' : row('Datei', url);
  const table = rest.length > 0 || file !== '' ? `<table>${file}${rest.join('')}</table>` : '';
  const head = `<p class="m">${germanDay(dayOf({ kind, value, id: '' }))}${escaped(time)} <span class="k">${escaped(kuerzel)}</span> ${escaped(label)}</p>`;
  return `<section class="e">${head}<div class="t">${escaped(summaryOf(kind, value))}</div>${table}</section>`;
}

function row(label: string, text: string): string {
  return `<tr><th>${escaped(label)}</th><td class="t">${escaped(text)}</td></tr>`;
}

function valueText(content: unknown): string {
  if (content === undefined || content === null || content instanceof Uint8Array) return '';
  if (typeof content === 'boolean') return content ? 'ja' : 'nein';
  if (Array.isArray(content))
    return content
      .map(valueText)
      .filter((text) => text !== '')
      .join('\n');
  if (typeof content === 'object')
    return Object.values(content)
      .map(valueText)
      .filter((text) => text !== '')
      .join(' · ');
  const text = String(content as string | number);
  return DAY.test(text) ? text.split('-').toReversed().join('.') : text;
}

function dayOf({ value }: ExportedRecord): string {
  return isText(value['behandlungstag']) ? value['behandlungstag'] : '';
}

function germanDay(day: string): string {
  return escaped(day.split('-').toReversed().join('.'));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text that no browser takes for anything else; control signs, which HTML does not know, are left out. */
function escaped(text: string): string {
  return text.replace(/\p{Cc}/gu, keepBreaks).replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');
}

function keepBreaks(sign: string): string {
  return sign === '\n' || sign === '\t' || sign === '\r' ? sign : '';
}
