import { kindByName } from '@siegel/akten';
import { findingText, type ImportFinding } from '@siegel/interchange';
import type { Console } from '../terminal/console.ts';
import { printable } from '../terminal/printable.ts';
import type { FilePreview } from './preview.ts';

const TEXT = {
  refused: { de: 'abgelehnt; nichts davon wird eingelesen', en: 'refused; nothing of it is imported' },
  persons: {
    de: 'Personen: {new} neu, {same} schon da, {possible} vielleicht schon da',
    en: 'Persons: {new} new, {same} there already, {possible} maybe there already',
  },
  eintraege: { de: 'Einträge: {list}', en: 'Eintraege: {list}' },
  none: { de: 'keine', en: 'none' },
  unplaced: {
    de: 'Ohne eigenes Feld, wörtlich aufgehoben: {count}',
    en: 'Without a field of its own, kept word for word: {count}',
  },
  unassigned: {
    de: 'Nicht zuzuordnen (mit --person einer Person geben): {count}',
    en: 'Without a person (give to somebody with --person): {count}',
  },
  undecided: {
    de: 'Vielleicht schon da: {name} = {personId} ({reasons})',
    en: 'Maybe there already: {name} = {personId} ({reasons})',
  },
} as const;

const SEVERITY = {
  error: { de: 'FEHLER', en: 'ERROR' },
  warning: { de: 'WARNUNG', en: 'WARNING' },
  info: { de: 'Hinweis', en: 'note' },
} as const;

/** What an import of one file would make, as lines. */
export function previewLines(preview: FilePreview, console: Console): readonly string[] {
  const { source, format, refused, persons, undecided, eintraegeByKind, unplaced, unassigned } = preview;
  const title = `${printable(source.path)} (${format}${preview.charset === '' ? '' : `, ${preview.charset}`})`;
  const findings = preview.findings.map((finding) => `  ${findingLine(finding, source.path, console)}`);
  if (refused) return [`${title}: ${console.text(TEXT.refused)}`, ...findings];
  const kinds = Object.entries(eintraegeByKind).map(([kind, count]) => {
    const label = kindByName(kind)?.label;
    return `${label === undefined ? kind : console.text(label)} ${count}`;
  });
  const list = kinds.length === 0 ? console.text(TEXT.none) : kinds.join(', ');
  return [
    title,
    `  ${console.text(TEXT.persons, persons)}`,
    ...undecided.map(({ name, personId, reasons }) => {
      const facts = { name: printable(name), personId, reasons: reasons.join(' ') };
      return `    ${console.text(TEXT.undecided, facts)}`;
    }),
    `  ${console.text(TEXT.eintraege, { list })}`,
    ...(unplaced === 0 ? [] : [`  ${console.text(TEXT.unplaced, { count: unplaced })}`]),
    ...(unassigned === 0 ? [] : [`  ${console.text(TEXT.unassigned, { count: unassigned })}`]),
    ...findings,
  ];
}

/** What an import of one file would make, as JSON. */
export function previewJson(preview: FilePreview, console: Console): object {
  const { source, findings, ...rest } = preview;
  const { path, sizeBytes } = source;
  return {
    file: path,
    sizeBytes,
    ...rest,
    findings: findings.map((finding) => ({ ...finding, message: findingText(finding, console.language) })),
  };
}

/** `file:line SEVERITY CODE sentence`, so that an editor can jump there. */
function findingLine(finding: ImportFinding, path: string, console: Console): string {
  const at = finding.line === undefined ? (finding.path ?? '') : String(finding.line);
  const place = at === '' ? printable(path) : `${printable(path)}:${printable(at)}`;
  return `${place} ${console.text(SEVERITY[finding.severity])} ${finding.code} ${printable(findingText(finding, console.language))}`;
}
