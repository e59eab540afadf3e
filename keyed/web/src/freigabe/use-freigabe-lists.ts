import type { FreigabeList } from '@siegel/safe';
import { useMemo, useState } from 'react';
import { filtered, type FreigabeTab, itemsOfTab, SHOW_EVERYTHING, TABS } from './freigabe-tabs.ts';

/** Which list is looked at, and what of it is shown. */
export function useFreigabeLists(list: FreigabeList | undefined) {
  const [tab, setTab] = useState<FreigabeTab>('mine');
  const [filter, setFilter] = useState(SHOW_EVERYTHING);
  const all = useMemo(() => (list === undefined ? [] : itemsOfTab(list, tab)), [list, tab]);
  const shown = useMemo(() => filtered(all, filter, Date.now()), [all, filter]);
  function toTab(next: FreigabeTab): void {
    setTab(next);
    setFilter(SHOW_EVERYTHING);
  }
  const neighbour = (by: -1 | 1) => TABS[TABS.indexOf(tab) + by];
  return { tab, setTab: toTab, neighbour, filter, setFilter, all, shown };
}
