import type { EintragKindName } from '@siegel/akten';

type Value = Readonly<Record<string, unknown>>;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const joined = (separator: string, ...parts: readonly unknown[]): string =>
  parts
    .map(text)
    .filter((part) => part !== '')
    .join(separator);

/** What the Akte's table shows of an Eintrag in words; the text of the entry itself stands last. */
export function summaryOf(kind: EintragKindName, value: Value): string {
  // A diagnosis is one line, in the order it is typed: code, side, certainty, wording.
  if (kind === 'diagnosis') return joined(' ', headOf(kind, value), value['text'], permanentMark(value));
  const words = value['text'] ?? value['verwaltungstext'];
  return joined('\n', headOf(kind, value), words === headOf(kind, value) ? '' : words);
}

function headOf(kind: EintragKindName, value: Value): string {
  switch (kind) {
    case 'diagnosis':
      return joined(' ', value['icd'], value['seite'], value['sicherheit']);
    case 'medication':
      return medicationOf(value);
    case 'labReport':
      return resultsOf(value);
    case 'letter':
      return letterOf(value);
    case 'document':
      return joined(' · ', value['titel'], value['dateiname']);
    case 'finding':
      return joined(' · ', joined(' · ', value['titel'], value['verfahren']), resultsOf(value));
    case 'message':
      return text(value['betreff']);
    case 'note':
    case 'nachtrag':
    case 'task':
      return text(value['titel']);
  }
}

function medicationOf(value: Value): string {
  const product = joined(' ', value['handelsname'] ?? value['wirkstoff'], value['staerke'], value['darreichungsform']);
  return joined(' ', product, value['dosierung']);
}

function letterOf(value: Value): string {
  const recipients = Array.isArray(value['empfaenger']) ? value['empfaenger'].map(text).join(', ') : '';
  return joined(' · ', value['betreff'], recipients);
}

function permanentMark(value: Value): string {
  return value['dauerdiagnose'] === true ? '(Dauerdiagnose)' : '';
}

/** Test results in one line: `HbA1c 7,9 % +`, with the mark the laboratory delivered. */
function resultsOf(value: Value): string {
  const results = Array.isArray(value['messergebnisse']) ? (value['messergebnisse'] as readonly Value[]) : [];
  const lines = results.map((r) =>
    joined(
      ' ',
      r['name'] ?? r['ident'],
      joined(' ', germanNumber(r['wert']) ?? r['ergebnistext'], r['einheit']),
      r['grenzwertindikator'],
    ),
  );
  return joined(' · ', value['labor'], lines.join(' · '));
}

/** A delivered number with a decimal comma; any other text as it is. */
function germanNumber(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  return /^-?\d+\.\d+$/.test(value) ? value.replace('.', ',') : value;
}
