import type { SafeApi, SafeStatus } from '@siegel/safe';
import { useEffect, useState } from 'react';
import { INITIAL_STATUS } from '@siegel/safe/channel';

/** The newest status of the safe; follows it while the component is on screen. */
export function useStatus(safe: SafeApi): SafeStatus {
  const [status, setStatus] = useState(INITIAL_STATUS);
  useEffect(() => safe.watchStatus(setStatus), [safe]);
  return status;
}
