import { Button, Kbd } from '@mantine/core';
import { nextStates } from '@siegel/akten';
import type { AppointmentRow, DayView } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { CaveMark, fullName } from '../search/person-line.tsx';
import { roomsOf, stateOf } from './day-rows.ts';
import type { DayActs } from './use-day-acts.ts';

const MOST_ROOMS = 3;

/** What can be done with the chosen row, each with its key beside it. For the mouse and the finger; the keys work in the table. */
export function RowActions({
  view,
  row,
  acts,
  onOpen,
  onEdit,
}: {
  view: DayView;
  row: AppointmentRow;
  acts: DayActs;
  onOpen: () => void;
  onEdit: () => void;
}) {
  const { t } = useTranslation();
  const next = nextStates(stateOf(row));
  const button = (key: string, word: string, act: () => void) => (
    <Button key={word} size="xs" onClick={act} rightSection={<Kbd>{key}</Kbd>}>
      {word}
    </Button>
  );
  const rooms = next.includes('imRaum') ? roomsOf(view.calendar.resources).slice(0, MOST_ROOMS) : [];
  return (
    <div className="row-actions" role="toolbar" aria-label={t('dayList.actions')}>
      <b className="n el">{row.person === undefined ? t('dayList.unknown') : fullName(row.person)}</b>
      {row.person !== undefined && <CaveMark row={row.person} />}
      {row.note !== undefined && <span className="m t12 el">{row.note}</span>}
      <span className="sp" />
      {view.mayWrite && (
        <>
          {next.includes('da') && button('A', t('dayList.act.arrive'), () => acts.arrive(row))}
          {next.includes('aufgerufen') && button('R', t('dayList.act.call'), () => acts.call(row))}
          {rooms.map(({ resourceId, name }, i) => button(String(i + 1), name, () => acts.enter(row, resourceId)))}
          {next.includes('fertig') && button('F', t('dayList.act.finish'), () => acts.finish(row))}
          {next.includes('nichtErschienen') && button('X', t('dayList.act.noShow'), () => acts.noShow(row))}
          {next.includes('erwartet') && button('Z', t('dayList.act.expect'), () => acts.expect(row))}
          {button('E', t('dayList.act.edit'), onEdit)}
        </>
      )}
      {row.personId !== undefined && button('Enter', t('dayList.act.open'), onOpen)}
    </div>
  );
}
