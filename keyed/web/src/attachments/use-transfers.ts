import type { TransferState } from '@siegel/safe';
import { useEffect, useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';

/** The files that are on their way, by the id this page gave them. */
export function useTransfers(): ReadonlyMap<string, TransferState> {
  const safe = useSafe();
  const [transfers, setTransfers] = useState<readonly TransferState[]>([]);
  useEffect(() => safe.watchTransfers(setTransfers), [safe]);
  return new Map(transfers.map((transfer) => [transfer.transferId, transfer]));
}
