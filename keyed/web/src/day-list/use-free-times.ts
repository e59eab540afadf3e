import { addDays, type LocalDate } from '@siegel/akten';
import type { ClashView } from '@siegel/safe';
import { useEffect, useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';

const FREE_DAYS = 28;
const FREE_MOST = 8;

/** A free place as the form offers it. */
export interface FreeTime {
  readonly day: LocalDate;
  readonly from: number;
}

/** What an appointment would be put upon, asked again with every change. */
export function useClashes(wish: {
  readonly day: LocalDate;
  readonly from: number | undefined;
  readonly minutes: number;
  readonly resources: readonly string[];
  readonly except: string | undefined;
}): readonly ClashView[] {
  const safe = useSafe();
  const [clashes, setClashes] = useState<readonly ClashView[]>([]);
  const { day, from, minutes, except } = wish;
  const resources = wish.resources.join(' ');
  useEffect(() => {
    let left = false;
    if (from === undefined || resources === '') setClashes([]);
    else
      void safe
        .clashesOf({
          day,
          from,
          to: from + minutes,
          resources: resources.split(' '),
          ...(except !== undefined && { except }),
        })
        .then((found) => {
          if (!left) setClashes(found.ok ? found.value : []);
        });
    return () => {
      left = true;
    };
  }, [safe, day, from, minutes, resources, except]);
  return clashes;
}

/** The next free places for what is chosen. */
export function useFreeTimes(wish: {
  readonly day: LocalDate;
  readonly minutes: number;
  readonly type: string | undefined;
  readonly resources: readonly string[];
}): readonly FreeTime[] {
  const safe = useSafe();
  const [free, setFree] = useState<readonly FreeTime[]>([]);
  const { day, minutes, type } = wish;
  const resources = wish.resources.join(' ');
  useEffect(() => {
    let left = false;
    if (resources === '') setFree([]);
    else
      void safe
        .findFreeTimes({
          from: day,
          to: addDays(day, FREE_DAYS),
          most: FREE_MOST,
          steps: [{ minutes, needs: resources.split(' ').map((id) => [id]), ...(type !== undefined && { type }) }],
        })
        .then((found) => {
          if (!left)
            setFree(found.ok ? found.value.map(({ day: on, steps }) => ({ day: on, from: steps[0]?.from ?? 0 })) : []);
        });
    return () => {
      left = true;
    };
  }, [safe, day, minutes, type, resources]);
  return free;
}
