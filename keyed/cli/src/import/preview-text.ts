import { kindByName } from '@siegel/akten';
import { findingText, type ImportFinding } from '@siegel/interchange';
import type { ComparedPerson, DuplicateCase, FilePreview } from '@siegel/safe';
import type { Console } from '../terminal/console.ts';
import { printable } from '../terminal/printable.ts';

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

/** A preview and where its file lies. */
export interface LookedAtFile {
  readonly path: string;
  readonly preview: FilePreview;
}

const MOST_UNDECIDED = 50;

/** What an import of one file would make, as lines. */
export function previewLines({ path, preview }: LookedAtFile, console: Console): readonly string[] {
  const { format, refused, persons, eintraegeByKind, unplaced, unassigned } = preview;
  const title = `${printable(path)} (${format}${preview.charset === '' ? '' : `, ${preview.charset}`})`;
  const findings = preview.findings.map((finding) => `  ${findingLine(finding, path, console)}`);
  if (refused) return [`${title}: ${console.text(TEXT.refused)}`, ...findings];
  const kinds = Object.entries(eintraegeByKind).map(([kind, count]) => {
    const label = kindByName(kind)?.label;
    return `${label === undefined ? kind : console.text(label)} ${count}`;
  });
  const list = kinds.length === 0 ? console.text(TEXT.none) : kinds.join(', ');
  return [
    title,
    `  ${console.text(TEXT.persons, persons)}`,
    ...undecidedOf(preview).map(({ name, personId, reasons }) => {
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
export function previewJson({ path, preview }: LookedAtFile, console: Console): object {
  const { source, findings, refused, format, charset, sha256, persons, eintraegeByKind } = preview;
  const { attachments, unassigned, unplaced } = preview;
  return {
    file: path,
    sizeBytes: source.sizeBytes,
    ...{ refused, format, charset, sha256, persons, undecided: undecidedOf(preview), eintraegeByKind },
    ...{ attachments, unassigned, unplaced },
    findings: findings.map((finding) => ({ ...finding, message: findingText(finding, console.language) })),
  };
}

/** Planned persons that may be there already, the first of them. */
function undecidedOf({ cases }: FilePreview) {
  const possible = cases.filter(({ grade }: DuplicateCase) => grade === 'possible');
  return possible.slice(0, MOST_UNDECIDED).map(({ planned, personId, reasons }) => ({
    name: nameOf(planned),
    personId,
    reasons,
  }));
}

function nameOf({ familienname, vorname, geburtsdatum }: ComparedPerson): string {
  return [familienname, vorname, geburtsdatum].filter((part) => part !== undefined).join(', ');
}

/** `file:line SEVERITY CODE sentence`, so that an editor can jump there. */
function findingLine(finding: ImportFinding, path: string, console: Console): string {
  const at = finding.line === undefined ? (finding.path ?? '') : String(finding.line);
  const place = at === '' ? printable(path) : `${printable(path)}:${printable(at)}`;
  return `${place} ${console.text(SEVERITY[finding.severity])} ${finding.code} ${printable(findingText(finding, console.language))}`;
}
