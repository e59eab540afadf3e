import { fail, hexOf, ok, type Result } from '@siegel/wire';
import type { ExportDone, ExportProgress, ExportWish } from '../channel/export-api.ts';
import { type ExportedAkte, exportAkte, type ExportGiven } from '../export/export-akte.ts';
import { ZipWriter } from '../export/zip-writer.ts';
import { localDay } from '../channel/local-day.ts';
import type { Safe } from '../safe/safe.ts';
import type { RequestFailure } from '../server/server-request.ts';
import type { Unlocked } from './unlocked.ts';
import { tenantNameOf } from './staff-names.ts';

/** What goes on beside the writing. */
export interface ExportWatch {
  readonly isStopped: () => boolean;
  readonly tell: (progress: ExportProgress) => void;
}

/** Writes one archive: into the file the user chose, piece by piece, or into memory. */
export async function writeArchive(
  { safe, names }: Unlocked,
  { personId, file }: ExportWish,
  watch: ExportWatch,
): Promise<Result<ExportDone, RequestFailure>> {
  const pieces: Blob[] = [];
  const out = await file?.createWritable();
  // Blobs lie where the browser keeps them, on the disk if they are many; byte arrays would all stay in memory.
  const write = async (bytes: Uint8Array<ArrayBuffer>) =>
    out === undefined ? void pieces.push(new Blob([bytes])) : out.write(bytes);
  const zip = new ZipWriter(write);
  try {
    const persons = personId === undefined ? await personsOf(safe) : ok([personId]);
    if (!persons.ok) {
      await out?.abort();
      return persons;
    }
    const personIds = persons.value;
    const given = { safe, tenantName: tenantNameOf(safe, names), today: localDay(safe.given.now()) };
    const written = await writeAll(
      { ...given, take: (path, content, isText) => zip.add(path, content, isText) },
      personIds,
      {
        ...watch,
        sizeBytes: () => zip.sizeBytes,
      },
    );
    if (!written.ok) {
      await out?.abort();
      return written;
    }
    await zip.add('siegel-export.json', listOf(safe, written.value), true);
    await zip.end();
    await out?.close();
    return ok({
      ...countsOf(written.value),
      sizeBytes: zip.sizeBytes,
      ...(out === undefined && { archive: new Blob(pieces, { type: 'application/zip' }) }),
    });
  } catch (error) {
    await out?.abort().catch(() => undefined);
    // What the disk or the browser says when space or rights are missing.
    if (error instanceof DOMException) return fail('EXPORT_NOT_WRITTEN');
    throw error;
  }
}

async function writeAll(
  given: ExportGiven,
  personIds: readonly string[],
  { isStopped, tell, sizeBytes }: ExportWatch & { readonly sizeBytes: () => number },
): Promise<Result<readonly ExportedAkte[], RequestFailure>> {
  const akten: ExportedAkte[] = [];
  for (const [done, personId] of personIds.entries()) {
    tell({ state: 'writing', done, total: personIds.length, sizeBytes: sizeBytes() });
    if (isStopped()) return fail('EXPORT_CANCELLED');
    const akte = await exportAkte(given, personId);
    if (!akte.ok) return akte;
    akten.push(akte.value);
  }
  return ok(akten);
}

/** Everybody who is shown. Who was entered a moment ago is not in the index yet, and must not be missing from an export. */
async function personsOf(safe: Safe): Promise<Result<readonly string[]>> {
  const { directory, index, merged } = safe;
  const fetched = await safe.fetchPersons([...safe.unreadablePersons]);
  if (!fetched.ok && fetched.error.code !== 'AKTE_UNKNOWN') return fetched;
  return ok(
    [...directory.persons()].filter((personId) => index.get(personId) !== undefined && !merged.isGone(personId)),
  );
}

function countsOf(akten: readonly ExportedAkte[]) {
  const sum = (count: (akte: ExportedAkte) => number) => akten.reduce((total, akte) => total + count(akte), 0);
  return {
    persons: akten.length,
    eintraege: sum(({ eintraege }) => eintraege),
    files: sum(({ files }) => files),
    unreadable: sum(({ unreadable }) => unreadable.length),
    withheld: sum(({ withheld }) => withheld),
  };
}

/** What the archive holds and which journal it was taken from. */
function listOf({ given, follower }: Safe, akten: readonly ExportedAkte[]): Uint8Array<ArrayBuffer> {
  const { head } = follower;
  const list = {
    format: 'siegel-export-fhir',
    version: 1,
    tenant: hexOf(given.tenant),
    exportedAtMs: given.now(),
    journal: { size: head.size, root: hexOf(head.root) },
    akten,
  };
  return new TextEncoder().encode(`${JSON.stringify(list, null, 1)}\n`);
}
