import type { SafeApi } from '@siegel/safe';
import { useCallback, useEffect, useState } from 'react';
import { type InvitationLink, takeInvitation } from './invitation-link.ts';

/** Whether somebody is joining in this browser: by a link that was just followed, also while the page is open, or by an admission
 *  that waits from before. */
export function useInvitation(safe: SafeApi, first: InvitationLink | 'damaged' | undefined) {
  const [link, setLink] = useState(first);
  const [isWaiting, setIsWaiting] = useState(false);
  useEffect(() => {
    const onHash = () => setLink((known) => takeInvitation(window.location, window.history) ?? known);
    window.addEventListener('hashchange', onHash);
    return () => window.removeEventListener('hashchange', onHash);
  }, []);
  useEffect(() => {
    void safe.joiningState().then((answer) => setIsWaiting(answer.ok && answer.value.state !== 'none'));
  }, [safe]);
  const end = useCallback(() => {
    setLink(undefined);
    setIsWaiting(false);
  }, []);
  return { link, isJoining: link !== undefined || isWaiting, end };
}
