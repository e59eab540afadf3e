import { type EintragKindName, isMovedAway, kindByCode, person, type PlainRecord } from '@siegel/akten';
import { bundleOf, type ExportedRecord } from '@siegel/interchange';
import { isUnreadable } from '@siegel/seal';
import { type ErrorCode, hexOf, ok, type Result } from '@siegel/wire';
import { type AttachmentFields, downloadAttachment } from '../safe/attachments.ts';
import { withheldOf } from '../freigabe/withheld.ts';
import type { OpenedEntry, Safe } from '../safe/safe.ts';
import type { RequestFailure } from '../server/server-request.ts';
import { readablePage } from './readable-page.ts';
import { safeFileName } from './safe-file-name.ts';

/** Takes the files of an export, in order. */
export type TakeFile = (path: string, content: Uint8Array<ArrayBuffer>, isText: boolean) => Promise<void>;

/** What exporting Akten needs to know. */
export interface ExportGiven {
  readonly safe: Safe;
  readonly tenantName: string;
  /** Day of the export, `JJJJ-MM-TT`. */
  readonly today: string;
  readonly take: TakeFile;
}

/** One person of an export. */
export interface ExportedAkte {
  readonly personId: string;
  readonly folder: string;
  readonly eintraege: number;
  readonly files: number;
  /** Why records and files did not open, one code each. */
  readonly unreadable: readonly ErrorCode[];
  /** Eintraege that are not released and stay in the house (FG31). */
  readonly withheld: number;
}

/** Writes the Akte of one person: FHIR R4, readable page, and the files as they were handed in. One delivery entry. A record that does
 *  not open is named and left out; without a line nothing is written: OFFLINE. */
export async function exportAkte(given: ExportGiven, personId: string): Promise<Result<ExportedAkte, RequestFailure>> {
  const { safe, tenantName, today, take } = given;
  const entries = await safe.openPerson(personId, 'export');
  if (!entries.ok) return entries;
  const isWithheld = await withheldOf(
    safe,
    safe.merged.aktenOf(personId).map(({ akte }) => akte),
  );
  const leaving = entries.value.filter(({ record }) => !isWithheld(record.newest));
  const withheld = entries.value.length - leaving.length;
  const unreadable = leaving.flatMap(({ opened }) => (isUnreadable(opened) ? [opened.unreadable] : []));
  if (unreadable.includes('OFFLINE')) return { ok: false, error: { code: 'OFFLINE' } };
  await safe.openings.note(personId, 'export', 'FHIR R4, Seite zum Lesen, Dateien');
  const value = personOf(leaving);
  const folder = `akten/${folderOf(value, personId)}`;
  const records: ExportedRecord[] = [];
  for (const entry of leaving) {
    const record = recordOf(entry);
    const written = record === undefined ? undefined : await writeFile(given, record, folder);
    if (written?.ok === true) records.push(written.value);
    else if (written?.error.code === 'OFFLINE') return written;
    else if (written !== undefined && record !== undefined) {
      // The record itself is readable: it goes without its file, and that is named.
      unreadable.push(written.error.code);
      records.push(record);
    }
  }
  const page = readablePage({ person: value, records, tenantName, today, unreadable: unreadable.length, withheld });
  await take(`${folder}/akte.html`, new TextEncoder().encode(page), true);
  const bundle = JSON.stringify(bundleOf({ id: personId, value }, records), null, 1);
  await take(`${folder}/akte.fhir.json`, new TextEncoder().encode(bundle), true);
  const files = records.filter(({ url }) => url !== undefined).length;
  return ok({ personId, folder, eintraege: records.length, files, unreadable, withheld });
}

function personOf(entries: readonly OpenedEntry[]): PlainRecord {
  const who = entries.find(({ record }) => record.newest.body.kind === person.code);
  return who === undefined || isUnreadable(who.opened) ? {} : (who.opened.value as PlainRecord);
}

/** Writes the file of a document beside its Akte. @returns the record with the place of its file. */
async function writeFile(
  { safe, take }: ExportGiven,
  record: ExportedRecord,
  folder: string,
): Promise<Result<ExportedRecord, RequestFailure>> {
  const file = await fileOf(safe, record);
  if (!file.ok) return file;
  if (file.value === undefined) return ok(record);
  const url = `originale/${record.id.slice(0, 8)}-${safeFileName(record.value['dateiname'])}`;
  await take(`${folder}/${url}`, file.value, false);
  return ok({ ...record, url });
}

function recordOf({ record, opened }: OpenedEntry): ExportedRecord | undefined {
  const { body } = record.newest;
  const kind = kindByCode(body.kind);
  if (kind === undefined || !('eintrag' in kind) || isUnreadable(opened)) return undefined;
  // An Eintrag of somebody else that once stood here: it is in the Akte it went to, and must not be handed to this person.
  if (isMovedAway(opened.value as PlainRecord)) return undefined;
  return { id: hexOf(body.record), kind: kind.name as EintragKindName, value: opened.value as PlainRecord };
}

async function fileOf(
  safe: Safe,
  { kind, value }: ExportedRecord,
): Promise<Result<Uint8Array<ArrayBuffer> | undefined, RequestFailure>> {
  const fields = value as unknown as Partial<AttachmentFields>;
  if (kind !== 'document' || fields.dateischluessel === undefined || fields.blobIds === undefined) return ok(undefined);
  const content = await downloadAttachment(safe, fields as AttachmentFields);
  return content.ok ? ok(content.value as Uint8Array<ArrayBuffer>) : content;
}

/** `Brandt_Ilse_1951-03-14_0123abcd`: readable, in order of names, and nobody's twice. */
function folderOf(value: PlainRecord, personId: string): string {
  const name = [value['familienname'], value['vorname'], value['geburtsdatum']].filter(
    (part) => typeof part === 'string',
  );
  return `${safeFileName(name.join('_'))}_${personId.slice(0, 8)}`;
}
