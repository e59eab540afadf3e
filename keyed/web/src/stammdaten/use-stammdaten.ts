import type { PersonView } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';
import { localDay } from '../text/format.ts';
import type { Language } from '../text/i18n.ts';
import { useLanguage } from '../text/language.ts';
import {
  GROUP_LIST_NAMES,
  type GroupListName,
  type ItemDraft,
  itemFaults,
  type ItemFault,
  itemsOf,
  listOfItems,
} from './group-lists.ts';
import {
  draftOf,
  faultsOf,
  type StammdatenDraft,
  type StammdatenFault,
  type StammdatenField,
  withDraft,
} from './stammdaten-form.ts';

type Value = Readonly<Record<string, unknown>>;
type Lists = Readonly<Record<GroupListName, readonly ItemDraft[]>>;

/** The form of the Stammdaten at work. */
export interface StammdatenWork {
  readonly draft: StammdatenDraft;
  readonly set: (field: StammdatenField, text: string) => void;
  readonly lists: Lists;
  readonly setList: (list: GroupListName, items: readonly ItemDraft[]) => void;
  readonly faults: ReadonlyMap<StammdatenField, StammdatenFault>;
  readonly listFaults: ReadonlyMap<GroupListName, ReadonlyMap<number, Readonly<Record<string, ItemFault>>>>;
  /** What somebody else has saved in a field, or in a list that was touched, meanwhile. */
  readonly savedNow: (field: StammdatenField) => string | undefined;
  readonly savedListNow: (list: GroupListName) => readonly unknown[] | undefined;
  readonly failure: Failure | undefined;
  readonly isSaving: boolean;
  readonly save: () => Promise<void>;
}

/** Holds what is typed until it is saved; only what was touched is written (AT4). */
export function useStammdaten(view: PersonView, value: Value, onSaved: () => void): StammdatenWork {
  const safe = useSafe();
  const language = useLanguage();
  const now = { head: view.head, value, shown: draftOf(value, language), lists: listsOf(value, language) };
  // The change belongs to the version it began from, until a clash has shown the one that is saved now.
  const [begun] = useState(now);
  const [touched, setTouched] = useState<Partial<StammdatenDraft>>({});
  const [touchedLists, setTouchedLists] = useState<Partial<Lists>>({});
  const [isTried, setIsTried] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [isSaving, setIsSaving] = useState(false);
  const hasClash = failure?.code === 'ENTRY_STALE';
  const base = hasClash ? now : begun;
  const draft = { ...base.shown, ...touched };
  const lists = { ...base.lists, ...touchedLists };
  const today = localDay(Date.now());
  const faults = faultsOf(draft, today);
  const listFaults = new Map(
    GROUP_LIST_NAMES.map((list) => [list, itemFaults(list, lists[list], today)] as const).filter(
      ([, items]) => items.size > 0,
    ),
  );

  async function save(): Promise<void> {
    setIsTried(true);
    if (faults.size > 0 || listFaults.size > 0 || isSaving) return;
    setIsSaving(true);
    const fields = withDraft(base.value, draft, { before: base.shown, today });
    const changed = withLists(fields, touchedLists, { language, today });
    const written = await safe.writePerson({ personId: view.person.personId, base: base.head, value: changed });
    setIsSaving(false);
    if (written.ok) onSaved();
    else setFailure(written.error);
  }
  return {
    draft,
    set: (field, text) => setTouched((typed) => ({ ...typed, [field]: text })),
    lists,
    setList: (list, items) => setTouchedLists((typed) => ({ ...typed, [list]: items })),
    faults: isTried ? faults : new Map(),
    listFaults: isTried ? listFaults : new Map(),
    savedNow: (field) => (hasClash && now.shown[field] !== draft[field] ? now.shown[field] : undefined),
    savedListNow: (list) =>
      hasClash && touchedLists[list] !== undefined ? (asList(value[list]) as readonly unknown[]) : undefined,
    failure,
    isSaving,
    save,
  };
}

function listsOf(value: Value, language: Language): Lists {
  return Object.fromEntries(
    GROUP_LIST_NAMES.map((list) => [list, itemsOf(list, value[list], language)]),
  ) as unknown as Lists;
}

/** The record with the lists that were touched; an empty one goes. */
function withLists(
  value: Value,
  touched: Partial<Lists>,
  at: { readonly language: Language; readonly today: string },
): Value {
  const changed = Object.entries(touched) as [GroupListName, readonly ItemDraft[]][];
  const kept = Object.entries(value).filter(([name]) => !changed.some(([list]) => list === name));
  const lists = changed.flatMap(([list, items]) => {
    const saved = listOfItems(list, items, at);
    return saved === undefined ? [] : [[list, saved] as const];
  });
  return Object.fromEntries([...kept, ...lists]);
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
