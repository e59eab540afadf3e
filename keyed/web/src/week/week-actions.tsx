import { Button, Kbd } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { clock } from '../day-list/day-rows.ts';
import { fullName } from '../search/person-line.tsx';
import { type Chosen, type GridActs, placeAfter } from './grid-keys.ts';
import type { GridColumn, GridItem } from './week-columns.ts';

/** What can be done with what is chosen, each with its key. For the mouse and the finger; the keys work in the grid (KG11). */
export function WeekActions({
  columns,
  chosen,
  acts,
  mayWrite,
}: {
  columns: readonly GridColumn[];
  chosen: Chosen | undefined;
  acts: GridActs;
  mayWrite: boolean;
}) {
  const { t } = useTranslation();
  if (chosen === undefined)
    return (
      <div className="row-actions week-hint">
        <span className="m t12">{t('week.keysHint')}</span>
      </div>
    );
  return (
    <div className="row-actions week-actions" role="toolbar" aria-label={t('week.actions')}>
      <ChosenName chosen={chosen} />
      <span className="sp" />
      {chosen.item === undefined ? (
        mayWrite && (
          <>
            <Act keys="N" word={t('dayList.newLong')} onAct={() => acts.add(chosen)} />
            <Act keys="S" word={t('week.block')} onAct={() => acts.block(chosen)} />
          </>
        )
      ) : (
        <ItemActs {...{ columns, chosen, acts, mayWrite }} item={chosen.item} />
      )}
    </div>
  );
}

function Act({ keys, word, onAct }: { keys: string; word: string; onAct: () => void }) {
  return (
    <Button size="xs" onClick={onAct} rightSection={<Kbd>{keys}</Kbd>}>
      {word}
    </Button>
  );
}

/** What moves, in the order of the keys. */
const STEPS = [
  ['Alt ↑', 'earlier', { minutes: -5 }],
  ['Alt ↓', 'later', { minutes: 5 }],
  ['Alt ←', 'columnBefore', { columns: -1 }],
  ['Alt →', 'columnAfter', { columns: 1 }],
  ['Alt ⇧ ←', 'dayBefore', { days: -1 }],
  ['Alt ⇧ →', 'dayAfter', { days: 1 }],
  ['Alt ⇧ ↑', 'shorter', { length: -5 }],
  ['Alt ⇧ ↓', 'longer', { length: 5 }],
] as const;

function ItemActs({
  columns,
  chosen,
  item,
  acts,
  mayWrite,
}: {
  columns: readonly GridColumn[];
  chosen: Chosen;
  item: GridItem;
  acts: GridActs;
  mayWrite: boolean;
}) {
  const { t } = useTranslation();
  const removes = t(item.kind === 'blocked' ? 'week.unblock' : 'week.cancel');
  return (
    <>
      {item.kind === 'appointment' && item.row.personId !== undefined && (
        <Act keys="Enter" word={t('dayList.act.open')} onAct={() => acts.open(chosen)} />
      )}
      {mayWrite && (
        <>
          <Act keys="E" word={t('dayList.act.edit')} onAct={() => acts.edit(chosen)} />
          <Act keys="Entf" word={removes} onAct={() => acts.remove(chosen)} />
          {STEPS.map(([keys, word, by]) => (
            <Act
              key={keys}
              keys={keys}
              word={t(`week.${word}`)}
              onAct={() => {
                const place = placeAfter(columns, chosen, by);
                if (place !== undefined) acts.move(chosen, place);
              }}
            />
          ))}
        </>
      )}
    </>
  );
}

function ChosenName({ chosen: { item, from, column } }: { chosen: Chosen }) {
  const { t } = useTranslation();
  if (item === undefined)
    return (
      <b className="n el">
        {clock(from)} {t('week.freeShort')}
        {column.resource !== undefined && `, ${column.resource.name}`}
      </b>
    );
  const time = item.kind === 'appointment' ? item.row : item.blocked;
  const name =
    item.kind === 'blocked'
      ? (item.blocked.title ?? t('week.blocked'))
      : item.row.person === undefined
        ? t('dayList.unknown')
        : fullName(item.row.person);
  return (
    <>
      <b className="n el">{name}</b>
      <span className="m t12 week-time">
        {clock(time.from)} {t('week.until')} {clock(time.from + time.minutes)}
      </span>
      {item.kind === 'appointment' && item.row.note !== undefined && <span className="m t12 el">{item.row.note}</span>}
    </>
  );
}
