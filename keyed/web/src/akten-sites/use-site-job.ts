import type { SiteJobView, SitesView } from '@siegel/safe';
import { useEffect, useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';
import { useStatus } from '../safe/use-status.ts';

/** How far the job of this device is; undefined until the safe has said so. */
export function useSiteJob(): SiteJobView | undefined {
  const safe = useSafe();
  const [view, setView] = useState<SiteJobView>();
  useEffect(() => safe.watchSiteJob(setView), [safe]);
  return view;
}

/** The sites of the house, loaded anew when something has changed. */
export function useSitesView(): SitesView | undefined {
  const safe = useSafe();
  const { journalSize } = useStatus(safe);
  const [view, setView] = useState<SitesView>();
  useEffect(() => {
    void safe.sitesView().then((loaded) => {
      if (loaded.ok) setView(loaded.value);
    });
  }, [safe, journalSize]);
  return view;
}
