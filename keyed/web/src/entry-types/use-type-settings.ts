import { BUILT_IN, type EntryType } from '@siegel/akten';
import type { EntryTypesView } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSafe } from '../safe/safe-context.ts';
import { useStatus } from '../safe/use-status.ts';
import { builtInLine } from './new-type.ts';

/** The types, saved with the way back. */
export function useTypeSettings() {
  const { t } = useTranslation();
  const safe = useSafe();
  const { journalSize } = useStatus(safe);
  const [view, setView] = useState<EntryTypesView>();
  const [failure, setFailure] = useState<Failure>();
  const [last, setLast] = useState<{ readonly text: string; readonly done?: readonly EntryType[] }>();
  const load = useCallback(async () => {
    const read = await safe.entryTypes();
    if (read.ok) setView(read.value);
    else setFailure(read.error);
  }, [safe]);
  useEffect(() => void load(), [load, journalSize]);

  async function save(types: readonly EntryType[], text: string, isUndo = false): Promise<boolean> {
    const saved = await safe.saveEntryTypes(types);
    setFailure(saved.ok ? undefined : saved.error);
    if (saved.ok) setLast(isUndo ? { text: t('line.undone') } : { text, done: before(types, saved.value) });
    await load();
    return saved.ok;
  }
  /** What stood there; of a new one: that it is not used. */
  function before(types: readonly EntryType[], ids: readonly string[]): readonly EntryType[] {
    return types.map((type, at) => {
      const typeId = ids[at] ?? '';
      const known = view?.types.find((one) => one.typeId === typeId);
      const plain = type.isBuiltIn ? builtInLine(type.base, undefined) : { ...type, isUsed: false };
      return known ?? { ...plain, typeId };
    });
  }
  const lines =
    view === undefined
      ? undefined
      : [
          ...view.types.filter(({ isBuiltIn }) => !isBuiltIn),
          ...BUILT_IN.map(({ kuerzel }) =>
            builtInLine(
              kuerzel,
              view.types.find(({ isBuiltIn, base }) => isBuiltIn && base === kuerzel),
            ),
          ),
        ];
  return {
    lines,
    unreadable: view?.unreadable ?? 0,
    failure,
    save,
    last,
    undo: () => {
      if (last?.done !== undefined) void save(last.done, '', true);
    },
    dismiss: () => setLast(undefined),
  };
}
