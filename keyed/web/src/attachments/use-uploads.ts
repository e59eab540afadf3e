import { useEffect, useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';
import { type Upload, UploadQueue } from './upload-queue.ts';

/** The files given to the Akte of a person. `onAttached` learns the record of each. */
export function useUploads(personId: string, onAttached: (recordId: string) => void) {
  const safe = useSafe();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const [queue] = useState(
    () =>
      new UploadQueue(async ({ id, file, day }) => {
        const wish = { transferId: id, personId, file, name: file.name, behandlungstag: day };
        const attached = await safe.attachFile(wish);
        if (attached.ok) onAttached(attached.value.recordId);
        return attached;
      }, setUploads),
  );
  const isBusy = uploads.some(({ state }) => state.is === 'queued' || state.is === 'running');
  useEffect(() => {
    if (!isBusy) return undefined;
    // The browser asks in its own words: files that wait here have to be chosen again after a reload.
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isBusy]);
  return { uploads, queue, cancel: (id: string) => void safe.cancelTransfer(id) };
}
