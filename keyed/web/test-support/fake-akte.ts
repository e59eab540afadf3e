import type {
  AttachmentApi,
  AttachWish,
  HistoryApi,
  MoveApi,
  OpenedFile,
  TransferState,
  BackupApi,
} from '@siegel/safe';
import { fail, ok } from '@siegel/wire';
import type { FakeWorld } from './fake-world.ts';

const STEPS = 5;
const STEP_MS = 60;
const ME = 'Dr. Katrin Albers';

/** History, Stammdaten and moves of invented persons. */
export function fakeAkte(world: FakeWorld): HistoryApi & MoveApi {
  return {
    async recordHistory(recordId) {
      const person = world.persons.find(({ personId }) => personId === recordId);
      if (person !== undefined) return ok(world.history.ofPerson(recordId, world.stammdaten(person)));
      const eintrag = world.eintrag(recordId);
      return eintrag === undefined ? fail('AKTE_UNKNOWN') : ok(world.history.of(eintrag));
    },
    async writePerson({ personId, base, value }) {
      const person = world.persons.find((row) => row.personId === personId);
      if (person === undefined) return fail('AKTE_UNKNOWN');
      if (base !== world.history.headOfPerson(personId)) return fail('ENTRY_STALE');
      world.history.keepPerson(personId, world.stammdaten(person), value);
      world.tell(personId);
      return ok({ recordId: personId, saved: true });
    },
    async moveEintrag({ recordId, toPersonId }) {
      const found = world.eintrag(recordId);
      if (found === undefined || world.personOf(found) === toPersonId) return fail('MOVE_TARGET_WRONG');
      const copyId = world.freshId();
      moved.set(copyId, { from: world.personOf(found), recordId });
      world.remove(recordId);
      world.add(toPersonId, { ...found, recordId: copyId, versions: 1 });
      return ok({ recordId: copyId, saved: true });
    },
    async takeMoveBack(copyId) {
      const back = moved.get(copyId);
      const copy = world.remove(copyId);
      if (back === undefined || copy === undefined) return fail('MOVE_TARGET_WRONG');
      world.add(back.from, { ...copy, recordId: back.recordId, versions: copy.versions + 2 });
      return ok({ recordId: back.recordId, saved: true });
    },
  };
}

const moved = new Map<string, { readonly from: string; readonly recordId: string }>();

/** Files of invented Akten, kept in memory as they came. */
export function fakeFiles(world: FakeWorld): AttachmentApi & Pick<BackupApi, 'downloadBackup'> {
  const files = new Map<string, { readonly file: Blob; readonly name: string }>();
  const states = new Map<string, TransferState>();
  const cancelled = new Set<string>();
  const listeners = new Set<(transfers: readonly TransferState[]) => void>();
  const tell = () => listeners.forEach((listener) => listener([...states.values()]));

  async function pass(transferId: string, direction: 'up' | 'down', totalBytes: number): Promise<boolean> {
    for (let step = 0; step <= STEPS && !cancelled.has(transferId); step++) {
      const state = world.status.online ? 'moving' : 'waiting';
      states.set(transferId, { transferId, direction, totalBytes, doneBytes: (totalBytes * step) / STEPS, state });
      tell();
      await new Promise((resolve) => setTimeout(resolve, STEP_MS));
      if (!world.status.online) step--;
    }
    states.delete(transferId);
    tell();
    return !cancelled.delete(transferId);
  }

  return {
    async attachFile(wish) {
      if (!(await pass(wish.transferId, 'up', wish.file.size))) return fail('TRANSFER_CANCELLED');
      if (world.writesFailWith !== undefined) return fail(world.writesFailWith);
      const recordId = world.freshId();
      files.set(recordId, wish);
      world.add(wish.personId, documentOf(recordId, wish));
      return ok({ recordId, saved: true, cleaning: wish.file.type === 'image/gif' ? 'not-possible' : 'cleaned' });
    },
    async openFile({ recordId, transferId }) {
      const found = files.get(recordId);
      if (found === undefined) return fail('OPEN_TAMPERED');
      if (!(await pass(transferId, 'down', found.file.size))) return fail('TRANSFER_CANCELLED');
      return ok(await openedFile(found));
    },
    async downloadBackup({ transferId }) {
      const archive = new Blob(['the whole practice']);
      return (await pass(transferId, 'down', archive.size))
        ? ok({ sizeBytes: archive.size, archive })
        : fail('TRANSFER_CANCELLED');
    },
    cancelTransfer: async (transferId) => void (states.has(transferId) && cancelled.add(transferId)),
    unfinishedUploads: async () => [],
    dropUpload: async () => undefined,
    watchTransfers(listener) {
      listeners.add(listener);
      listener([...states.values()]);
      return () => listeners.delete(listener);
    },
  };
}

function documentOf(recordId: string, { file, name, behandlungstag }: AttachWish) {
  return {
    recordId,
    akteId: '1'.repeat(32),
    kind: 'document' as const,
    value: { behandlungstag, dateiname: name, groesseBytes: file.size, blobIds: [new Uint8Array(32)] },
    author: ME,
    versions: 1,
    authoredAtMs: Date.now(),
    state: 'saved' as const,
  };
}

async function openedFile({ file, name }: { readonly file: Blob; readonly name: string }): Promise<OpenedFile> {
  const head = String.fromCharCode(...new Uint8Array(await file.slice(0, 12).arrayBuffer()));
  if (head.startsWith('%PDF-')) return { file: new Blob([file], { type: 'application/pdf' }), name, shownAs: 'pages' };
  const type = head.startsWith('\x89PNG') ? 'image/png' : head.startsWith('\xff\xd8\xff') ? 'image/jpeg' : undefined;
  return type === undefined
    ? { file: new Blob([file], { type: 'application/octet-stream' }), name, shownAs: 'nothing' }
    : { file: new Blob([file], { type }), name, shownAs: 'picture' };
}
