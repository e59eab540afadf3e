import { findingText, type ImportFinding } from '@siegel/interchange';
import type { FileLook, FindingView } from '../channel/import-api.ts';
import type { FilePreview } from '../import/preview.ts';

/** A preview as the page shows it: without the file's bytes and without what only writing needs. */
export function fileLook(preview: FilePreview): FileLook {
  const { source, findings, eintraegeByKind, unplacedByField, sha256: _, ...counts } = preview;
  const { name, sizeBytes, table } = source;
  return {
    name,
    sizeBytes,
    ...counts,
    eintraege: Object.entries(eintraegeByKind).map(([kind, count]) => ({ kind, count })),
    unplacedFields: Object.entries(unplacedByField)
      .map(([field, count]) => ({ field, count }))
      .toSorted((a, b) => b.count - a.count),
    findings: findings.map(findingView),
    ...(table !== undefined && { table }),
  };
}

/** The sentence goes in both languages, because the page may switch. */
function findingView(finding: ImportFinding): FindingView {
  const { severity, code, line, path } = finding;
  const place = line === undefined ? (path ?? '') : String(line);
  return { severity, code, place, de: findingText(finding, 'de'), en: findingText(finding, 'en') };
}
