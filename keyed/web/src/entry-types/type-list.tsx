import type { EntryType } from '@siegel/akten';
import { useTranslation } from 'react-i18next';
import { TypeLine } from './type-line.tsx';
import { useNameOf } from './use-name-of.ts';
import type { useTypeSettings } from './use-type-settings.ts';

/** Types as rows: each can be changed and hidden, own ones moved. */
export function TypeList({
  types,
  mayChange,
  save,
  onEdit,
}: {
  types: readonly EntryType[];
  mayChange: boolean;
  save: ReturnType<typeof useTypeSettings>['save'];
  onEdit: (type: EntryType) => void;
}) {
  const { t } = useTranslation();
  const nameOf = useNameOf();
  function move(type: EntryType, by: -1 | 1): void {
    const at = types.indexOf(type);
    const other = types[at + by];
    if (other === undefined) return;
    const order = types.toSpliced(at, 1).toSpliced(at + by, 0, type);
    void save(
      order.map((one, i) => ({ ...one, order: i + 1 })),
      t('entryType.moved', { name: type.name }),
    );
  }
  const use = (type: EntryType) =>
    void save(
      [{ ...type, isUsed: !type.isUsed }],
      t(type.isUsed ? 'entryType.hidden' : 'entryType.shown', { name: nameOf(type) }),
    );
  return (
    <ul className="calendar-rows entry-types">
      {types.map((type) => (
        <TypeLine
          key={type.typeId ?? type.base}
          {...{ type, mayChange }}
          name={nameOf(type)}
          onEdit={() => onEdit(type)}
          onUse={() => use(type)}
          onMove={(by) => move(type, by)}
        />
      ))}
    </ul>
  );
}
