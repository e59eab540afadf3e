import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { document, kindByCode, type PlainRecord, isMovedAway } from '@siegel/akten';
import {
  plainValue,
  isFreigabeForced,
  safeFileName,
  withheldOf,
  type AttachmentFields,
  downloadAttachment,
  type OpenedVersion,
  openHistory,
  type Safe,
} from '@siegel/safe';
import { isUnreadable } from '@siegel/seal';
import { type ErrorCode, hexOf, type Id, ok, type Result } from '@siegel/wire';
import type { CliFailure } from '../terminal/cli-errors.ts';
import { writeNewFile } from '../terminal/write-file.ts';

/** One person of an export. */
export interface ExportedPerson {
  readonly personId: string;
  /** Name of the file below the export folder. */
  readonly file: string;
  readonly name: string;
  readonly records: number;
  readonly attachments: number;
  /** Why versions and attachments did not open, one code each. */
  readonly unreadable: readonly ErrorCode[];
  /** Eintraege that are not released and stay in the house (FG31). */
  readonly withheld: number;
}

interface Found {
  attachments: number;
  readonly withheld: number;
  readonly unreadable: ErrorCode[];
}

/** Writes all records of a person, every version, and their attachments. */
export async function exportPerson(
  safe: Safe,
  personId: string,
  out: string,
): Promise<Result<ExportedPerson, CliFailure>> {
  // One Akte that is not this user's (moved to another site) would refuse all of them.
  const akten = safe.akten.readableOf(personId).map(({ akte }) => akte);
  const histories = await openHistory(safe, akten, 'export');
  if (!histories.ok) return histories;
  const { leaving, withheld } = await leavingOf(safe, akten, histories.value);
  const found: Found = { attachments: 0, unreadable: [], withheld };
  const records: object[] = [];
  for (const versions of leaving) {
    // What was moved to another person belongs to that one's export (IE46).
    const newest = versions.at(-1)?.opened;
    if (newest !== undefined && !isUnreadable(newest) && isMovedAway(newest.value as PlainRecord)) continue;
    const files = await exportFiles(safe, versions, { folder: join(out, personId), found });
    if (!files.ok) return files;
    for (const { opened } of versions) if (isUnreadable(opened)) found.unreadable.push(opened.unreadable);
    records.push(recordJson(versions, files.value));
  }
  const file = `${personId}.json`;
  const content = { format: 'siegel-export-person', version: 1, personId, records };
  const written = await writeNewFile(join(out, file), `${JSON.stringify(content, null, 2)}\n`);
  if (!written.ok) return written;
  const row = safe.index.get(personId);
  const name = row === undefined ? '' : `${row.familienname}, ${row.vorname}`;
  return ok({ personId, file, name, records: records.length, ...found });
}

/** What leaves the house under the rules of now: forced, released records without the drafts they once were (FG31). */
async function leavingOf(safe: Safe, akten: readonly Id[], records: readonly (readonly OpenedVersion[])[]) {
  const isWithheld = await withheldOf(safe, akten);
  const leaving = records.filter((versions) => !versions.slice(-1).some(({ version }) => isWithheld(version)));
  const withheld = records.length - leaving.length;
  return { leaving: isFreigabeForced(safe) ? leaving.map((versions) => versions.slice(-1)) : leaving, withheld };
}

function recordJson(versions: readonly OpenedVersion[], files: readonly string[]): object {
  const body = versions.at(-1)?.version.body;
  if (body === undefined) return {};
  const { record, akte, site, kind } = body;
  return {
    id: hexOf(record),
    akte: hexOf(akte),
    site: hexOf(site),
    kind: kindByCode(kind)?.name ?? kind,
    ...(files.length > 0 && { files }),
    versions: versions.map(({ version, opened }) => ({
      seq: version.seq,
      receivedAtMs: version.receivedAt,
      authoredAtMs: version.body.authoredAt,
      device: hexOf(version.body.author),
      ...(isUnreadable(opened) ? opened : { value: plainValue(opened.value as PlainRecord) }),
    })),
  };
}

/** Writes the attachments of the newest version. @returns their names below the export folder. */
async function exportFiles(
  safe: Safe,
  versions: readonly OpenedVersion[],
  { folder, found }: { readonly folder: string; readonly found: Found },
): Promise<Result<readonly string[], CliFailure>> {
  const newest = versions.at(-1);
  if (newest === undefined || newest.version.body.kind !== document.code || isUnreadable(newest.opened)) return ok([]);
  const value = newest.opened.value as PlainRecord;
  if (value['dateischluessel'] === undefined || value['blobIds'] === undefined) return ok([]);
  const content = await downloadAttachment(safe, value as unknown as AttachmentFields);
  if (!content.ok && content.error.code === 'OFFLINE') return content;
  if (!content.ok) {
    found.unreadable.push(content.error.code);
    return ok([]);
  }
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const name = `${hexOf(newest.version.body.record)}-${safeFileName(value['dateiname'])}`;
  const written = await writeNewFile(join(folder, name), content.value);
  if (!written.ok) return written;
  found.attachments++;
  return ok([name]);
}
