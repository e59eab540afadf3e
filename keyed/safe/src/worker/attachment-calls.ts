import { document, type PlainRecord } from '@siegel/akten';
import { isUnreadable } from '@siegel/seal';
import { fail, hexOf, ok, type Result } from '@siegel/wire';
import type { Attached, AttachmentApi, AttachWish, OpenedFile } from '../channel/attachment-api.ts';
import { fileKindOf, HEAD_BYTES, MEDIA_TYPES } from '../files/file-kind.ts';
import { keptFileName, safeDownloadName } from '../files/file-name.ts';
import { type AttachmentFields, downloadPieces, MOST_FILE_BYTES } from '../safe/attachments.ts';
import type { Transfer } from '../safe/transfer.ts';
import { Safe } from '../safe/safe.ts';
import { sealEintrag } from '../safe/write-records.ts';
import type { SafeSession } from './safe-session.ts';
import { NotedUploads } from './noted-uploads.ts';
import { type FoundPlace, placeForPerson } from './seal-wish.ts';
import type { Transfers } from './transfers.ts';
import { writeAndTell } from './write-and-tell.ts';

// Fetched when somebody attaches a file.
const metadata = () => import('../files/strip-metadata.ts');
const previews = () => import('../files/make-preview.ts');

/** Attachments. `transfers`: everything that is on its way, watched and cancelled here. */
export function attachmentCalls(session: SafeSession, transfers: Transfers): AttachmentApi {
  const uploads = new NotedUploads();
  session.onForget(() => transfers.cancelAll());
  return {
    attachFile: (wish) =>
      transfers.run({ transferId: wish.transferId, direction: 'up' }, (transfer) =>
        attach(session, { wish, uploads }, transfer),
      ),
    openFile: ({ transferId, recordId }) =>
      transfers.run({ transferId, direction: 'down' }, (transfer) => openFile(session, recordId, transfer)),
    cancelTransfer: async (transferId) => {
      uploads.giveUp(transferId);
      transfers.cancel(transferId);
    },
    watchTransfers: (listener) => transfers.watch(listener),
    unfinishedUploads: async (personId) =>
      session.unlocked === undefined ? [] : uploads.unfinished(session.unlocked.safe, personId),
    dropUpload: async (uploadId) => {
      if (session.unlocked !== undefined) await uploads.drop(session.unlocked.safe, uploadId);
    },
  };
}

interface Attaching {
  readonly wish: AttachWish;
  readonly uploads: NotedUploads;
}

async function attach(
  session: SafeSession,
  { wish, uploads }: Attaching,
  transfer: Transfer,
): Promise<Result<Attached>> {
  if (session.unlocked === undefined) return fail('SESSION_MISSING');
  const { safe } = session.unlocked;
  if (wish.file.size > MOST_FILE_BYTES) return fail('ATTACHMENT_TOO_LARGE');
  const found = await placeForPerson(safe, wish.personId);
  if (!found.ok) return found;
  const place = found.value;
  const founded = await foundAkte(session, place);
  if (!founded.ok) return founded;
  const prepared = await prepare(wish);
  if (prepared === undefined) return fail('ATTACHMENT_UNREADABLE');
  const { file, cleaning, described } = prepared;
  return uploads.run({ safe, wish, akte: place.akte, file }, transfer, async (fields) => {
    if (transfer.signal?.aborted === true) return fail('TRANSFER_CANCELLED');
    const value = { behandlungstag: wish.behandlungstag, ...described, ...fields } as unknown as PlainRecord;
    const { record, packet } = await sealEintrag(safe, { kind: document.name, value }, place);
    const written = await writeAndTell(session, [wish.personId], { packets: [packet] });
    return written.ok ? ok({ recordId: hexOf(record), saved: written.value.saved, cleaning }) : written;
  });
}

/** The server keeps sealed pieces by Akte: a new one must be known to it before. */
async function foundAkte(session: SafeSession, { founding }: FoundPlace): Promise<Result<true>> {
  if (founding.length === 0) return ok(true);
  const founded = await writeAndTell(session, [], { packets: founding });
  if (!founded.ok) return founded;
  return founded.value.saved ? ok(true) : fail('OFFLINE');
}

/** The cleaned file and what its record says of it; undefined when the file cannot be read. */
async function prepare({ file: chosen, name }: AttachWish) {
  try {
    const [{ stripMetadata }, { makePreview }] = await Promise.all([metadata(), previews()]);
    const { file, cleaning } = await stripMetadata(chosen);
    const kind = fileKindOf(new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer()));
    const vorschau = await makePreview(file);
    const described = {
      dateiname: keptFileName(name),
      medientyp: MEDIA_TYPES[kind],
      ...(vorschau !== undefined && { vorschau }),
    };
    return { file, cleaning, described };
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}

async function openFile(session: SafeSession, recordId: string, transfer: Transfer): Promise<Result<OpenedFile>> {
  if (session.unlocked === undefined) return fail('SESSION_MISSING');
  const { safe } = session.unlocked;
  const record = safe.records.recordOf(Safe.idOf(recordId));
  if (record?.newest.body.kind !== document.code) return fail('AKTE_UNKNOWN');
  const opened = await safe.open(record.newest);
  if (isUnreadable(opened)) return fail(opened.unreadable);
  const value = opened.value as PlainRecord;
  if (value['blobIds'] === undefined || value['dateischluessel'] === undefined) return fail('BLOB_UNKNOWN');
  const pieces = await downloadPieces(safe, value as unknown as AttachmentFields, transfer);
  if (!pieces.ok) return pieces;
  const kind = fileKindOf(pieces.value[0] ?? new Uint8Array(0));
  const name = value['dateiname'] ?? value['titel'];
  return ok({
    file: new Blob([...pieces.value], { type: MEDIA_TYPES[kind] }),
    name: safeDownloadName(typeof name === 'string' ? name : ''),
    shownAs: shownAs(kind),
  });
}

function shownAs(kind: ReturnType<typeof fileKindOf>): OpenedFile['shownAs'] {
  if (kind === 'pdf') return 'pages';
  return kind === 'other' ? 'nothing' : 'picture';
}
