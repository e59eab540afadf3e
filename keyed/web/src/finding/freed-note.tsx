import { Button, Kbd } from '@mantine/core';
import { addDays, type FreePlace, holdsTime } from '@siegel/akten';
import type { AppointmentRow, DayView } from '@siegel/safe';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clock, stateOf } from '../day-list/day-rows.ts';
import { Note } from '../parts/note.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { localDay } from '../text/format.ts';
import { noteFreed } from './freed-place.ts';

interface Freed {
  readonly row: AppointmentRow;
  readonly count: number;
}

/** Says how many on the waiting list fit when a place of the day becomes free, at whichever workplace (TE76). */
export function FreedNote({ view, onList }: { view: DayView; onList: () => void }) {
  const { t } = useTranslation();
  const freed = useFreed(view);
  if (freed === undefined) return null;
  return (
    <div className="freed-note">
      <Note icon="clock">
        {t('finding.freed', { count: freed.count, time: clock(freed.row.from) })}{' '}
        <Button size="xs" onClick={onList} rightSection={<Kbd>Alt L</Kbd>}>
          {t('finding.waitingList')}
        </Button>
      </Note>
    </div>
  );
}

/** The row that has become free while the day was on screen, and how many fit; undefined when it is taken again. */
function useFreed({ day, rows }: DayView): Freed | undefined {
  const safe = useSafe();
  const before = useRef<{ readonly day: string; readonly held: ReadonlySet<string> }>({ day: '', held: new Set() });
  const [freed, setFreed] = useState<Freed>();
  useEffect(() => {
    const held = new Set(rows.filter((row) => holdsTime(stateOf(row))).map(({ recordId }) => recordId));
    const was = before.current;
    before.current = { day, held };
    if (was.day !== day) return setFreed(undefined);
    const row = rows.find((one) => was.held.has(one.recordId) && !held.has(one.recordId));
    if (row === undefined || isPast(row)) {
      setFreed((known) => (known !== undefined && held.has(known.row.recordId) ? undefined : known));
      return;
    }
    const place = placeOf(row);
    noteFreed(place);
    void safe.countWaitingFor(place).then((answer) => {
      if (answer.ok) setFreed(answer.value === 0 ? undefined : { row, count: answer.value });
    });
  }, [safe, day, rows]);
  return freed;
}

function placeOf({ day, from, minutes, resources }: AppointmentRow): FreePlace {
  return { day, from, to: from + minutes, resources };
}

/** Nobody is called for a place of days ago. */
function isPast({ day }: AppointmentRow): boolean {
  return addDays(day, 1) <= localDay(Date.now());
}
