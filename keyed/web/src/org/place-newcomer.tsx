import type { OrgView } from '@siegel/safe';
import { useEffect, useState } from 'react';
import '../design/org.css';
import { useSafe } from '../safe/safe-context.ts';
import { NewPlaceDialog } from './place-dialogs.tsx';

/** Asks, after an admission, where the new colleague is placed (OG25). Without a chart nothing is asked. */
export function PlaceNewcomer({ userId, onClose }: { userId: string; onClose: () => void }) {
  const safe = useSafe();
  const [view, setView] = useState<OrgView>();
  useEffect(() => {
    void safe.orgView().then((loaded) => {
      if (loaded.ok && loaded.value.units.length > 0) setView(loaded.value);
      else onClose();
    });
    // Asked once: what changes meanwhile the server says when it is sent.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [safe]);
  if (view === undefined) return null;
  return <NewPlaceDialog view={view} userId={userId} act={(act) => act()} onClose={onClose} />;
}
