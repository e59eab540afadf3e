import type { UnfinishedUpload } from '@siegel/safe';
import { useCallback, useEffect, useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';
import type { Upload } from './upload-queue.ts';

/** Uploads of this Akte that a reload or a lock cut off, without those that stand in the list of this page (AT22). */
export function useUnfinished(personId: string, uploads: readonly Upload[]) {
  const safe = useSafe();
  const [unfinished, setUnfinished] = useState<readonly UnfinishedUpload[]>([]);
  const read = useCallback(
    // A page that locked meanwhile shows none.
    () => safe.unfinishedUploads(personId).then(setUnfinished, () => setUnfinished([])),
    [safe, personId],
  );
  // Asked anew whenever a file has come or gone: one that went on is not cut off any more.
  const count = uploads.length;
  useEffect(() => {
    if (count >= 0) void read();
  }, [read, count]);
  // By its name, too: the file that was chosen once more goes by another transfer.
  const isHere = ({ transferId, name }: UnfinishedUpload) =>
    uploads.some(({ id, file }) => id === transferId || file.name === name);
  return {
    unfinished: unfinished.filter((upload) => !isHere(upload)),
    giveUp: (uploadId: string) => void safe.dropUpload(uploadId).then(read, read),
  };
}
