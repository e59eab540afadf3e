import type { ArchiveWish } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';

/** Archives one person or brings them back; what comes of it is shown by the Akte itself. */
export function useArchiving(personId: string) {
  const safe = useSafe();
  const [failure, setFailure] = useState<Failure>();
  async function set(does: ArchiveWish['does']): Promise<void> {
    const begun = await safe.beginArchiveJob({ does, personIds: [personId] });
    setFailure(begun.ok ? undefined : begun.error);
  }
  return { failure, set };
}
