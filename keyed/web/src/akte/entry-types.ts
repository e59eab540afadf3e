import { type EntryType, lookOf, type TypedKuerzel, typedKuerzel } from '@siegel/akten';
import type { EintragView, PersonView } from '@siegel/safe';
import { createContext, useContext, useEffect, useMemo, useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';
import { useStatus } from '../safe/use-status.ts';
import { TYPED_KUERZEL } from './command-line.ts';

/** Types of Eintraege as this house has them. */
export interface HouseTypes {
  readonly types: readonly EntryType[];
  readonly typed: readonly TypedKuerzel[];
}

/** What the Akte on screen can be written with. */
export const HouseTypesContext = createContext<HouseTypes>({ types: [], typed: TYPED_KUERZEL });

/** What the Akte on screen can be written with. */
export function useHouseTypes(): HouseTypes {
  return useContext(HouseTypesContext);
}

/** The types of the house, read again whenever the journal has grown. Built-in ones until they are there. */
export function useEntryTypes(): HouseTypes {
  const safe = useSafe();
  const { journalSize } = useStatus(safe);
  const [types, setTypes] = useState<readonly EntryType[]>([]);
  useEffect(() => {
    let left = false;
    void safe.entryTypes().then((read) => {
      // The same object until one has changed: every row of the Akte hangs on it.
      if (read.ok && !left) setTypes((old) => (isSame(old, read.value.types) ? old : read.value.types));
    });
    return () => {
      left = true;
    };
  }, [safe, journalSize]);
  return useMemo(() => ({ types, typed: typedKuerzel(types) }), [types]);
}

function isSame(one: readonly EntryType[], other: readonly EntryType[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The Akte with rows that look like their types (ET4). */
export function withLooks(view: PersonView, types: readonly EntryType[]): PersonView {
  if (types.length === 0) return view;
  const look = lookOf(types);
  return { ...view, eintraege: view.eintraege.map((eintrag) => looked(eintrag, look)) };
}

function looked(eintrag: EintragView, look: ReturnType<typeof lookOf>): EintragView {
  const id = 'eintragstyp' in eintrag.value ? eintrag.value.eintragstyp : undefined;
  const typeId = id instanceof Uint8Array ? hexOf(id) : undefined;
  const own = look({ kuerzel: eintrag.kuerzel, hue: eintrag.hue, typeId });
  if (own === undefined) return eintrag;
  const { kuerzel, hue, sign, dayPlace } = own;
  return {
    ...eintrag,
    ...{ kuerzel, hue },
    ...(sign !== 'none' && { sign }),
    ...(dayPlace !== 'byTime' && { dayPlace }),
  };
}

/** An id as the page writes it. */
export function hexOf(id: Uint8Array): string {
  return Array.from(id, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
