import { type Ref, Suspense, useCallback, useRef } from 'react';
import { later } from '../shell/later.ts';
import { useKeys } from '../shell/use-keys.ts';
import type { AkteLine } from './akte-lines.ts';
import { AktePrint, type AktePrintProps } from './akte-print.tsx';
import type { EintragListHandle } from './eintrag-list.tsx';
import type { TickedBarHandle } from './ticked-bar.tsx';
import { type RowTicks, useTicks } from './use-ticks.ts';

// Fetched with the first tick.
const TickedBar = later(async () => (await import('./ticked-bar.tsx')).TickedBar);

/** Ticks of the rows, and what keys do with what is ticked; `ofList` goes to the list. */
export function useTicking(
  lines: readonly AkteLine[],
  activeId: string | undefined,
  list: { readonly current: EintragListHandle | null },
) {
  const ticks = useTicks(lines, activeId);
  const { bar, press } = useBarStrokes(ticks.ids.size > 0);
  useKeys({
    'Alt+KeyD': () => {
      if (ticks.ids.size === 0) ticks.all();
      list.current?.row()?.focus();
    },
  });
  const clear = () => {
    ticks.clear();
    list.current?.row()?.focus();
  };
  const ofList = { ticks, onPrint: () => press('print'), onPdf: () => press('pdf') };
  return { ofList, ofBar: { ticks, bar, clear } };
}

/** What keys do with what is ticked. One that comes before the bar was fetched is remembered and done when it is there (AT90), unless
 *  the ticks have gone by then. */
function useBarStrokes(isTicked: boolean) {
  const handle = useRef<TickedBarHandle>(null);
  const waiting = useRef<keyof TickedBarHandle>(undefined);
  if (!isTicked) waiting.current = undefined;
  const bar = useCallback((now: TickedBarHandle | null) => {
    handle.current = now;
    const stroke = waiting.current;
    if (now === null || stroke === undefined) return;
    waiting.current = undefined;
    // Behind the drawing of the bar: a print draws a sheet of its own.
    setTimeout(() => handle.current?.[stroke](), 0);
  }, []);
  function press(stroke: keyof TickedBarHandle): void {
    if (handle.current === null) waiting.current = stroke;
    else handle.current[stroke]();
  }
  return { bar, press };
}

/** The print of the Akte, and the bar of what is ticked while anything is. */
export function Ticked({ ticks, bar, clear, ...of }: TickedProps) {
  return (
    <>
      <AktePrint {...of} ticked={ticks.ids} />
      {ticks.ids.size > 0 && (
        <Suspense>
          <TickedBar ref={bar} {...of} ticked={ticks.ids} onClear={clear} />
        </Suspense>
      )}
    </>
  );
}

interface TickedProps extends Omit<AktePrintProps, 'ticked'> {
  readonly ticks: RowTicks;
  readonly bar: Ref<TickedBarHandle>;
  readonly clear: () => void;
}
