import type { LogFilter, LogRow } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';

/** As many rows as one look shows before it asks to go on. */
const ROWS = 100;

/** What has been read of the log so far. */
export interface ReadLog {
  readonly rows: readonly LogRow[];
  readonly next: number | null;
  readonly lookedToMs: number | undefined;
}

const NOTHING: ReadLog = { rows: [], next: null, lookedToMs: undefined };

/** Reads the log step by step for a filter; what belongs to an older filter is dropped (LG3). */
export function useLog(filter: LogFilter) {
  const safe = useSafe();
  const [read, setRead] = useState(NOTHING);
  const [isReading, setIsReading] = useState(true);
  const [failure, setFailure] = useState<Failure>();
  const turn = useRef(0);

  const goOn = useCallback(
    async (from: ReadLog, before: number | undefined) => {
      const own = ++turn.current;
      setIsReading(true);
      let { rows } = from;
      let at = before;
      const most = rows.length + ROWS;
      for (;;) {
        const page = await safe.logPage(filter, at);
        if (turn.current !== own) return;
        if (!page.ok) {
          setFailure(page.error);
          break;
        }
        const { next, lookedToMs } = page.value;
        rows = [...rows, ...page.value.rows];
        setRead({ rows, next, lookedToMs });
        if (next === null || rows.length >= most) break;
        at = next;
      }
      setIsReading(false);
    },
    [safe, filter],
  );
  useEffect(() => {
    setRead(NOTHING);
    setFailure(undefined);
    void goOn(NOTHING, undefined);
  }, [goOn]);
  const stop = useCallback(() => {
    turn.current++;
    setIsReading(false);
  }, []);
  return { read, isReading, failure, stop, older: () => void goOn(read, read.next ?? undefined) };
}
