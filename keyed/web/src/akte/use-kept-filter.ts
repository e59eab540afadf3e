import { useState } from 'react';
import { type AkteFilter, SHOW_ALL } from './akte-lines.ts';
import type { Drafts } from './drafts.ts';

/** The filter of one Akte: it stays with the open Akte while others are looked at, and goes when the workspace locks (FI4). */
export function useKeptFilter(
  { memory: { filters } }: Drafts,
  personId: string,
): readonly [AkteFilter, (filter: AkteFilter) => void] {
  const [filter, setFilter] = useState(() => filters.get(personId) ?? SHOW_ALL);
  return [
    filter,
    (next) => {
      filters.set(personId, next);
      setFilter(next);
    },
  ];
}
