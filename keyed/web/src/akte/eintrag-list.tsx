import {
  type KeyboardEvent,
  type MouseEvent,
  memo,
  type ReactNode,
  type Ref,
  useImperativeHandle,
  useMemo,
  useRef,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { FreigabeAsk } from '../freigabe/freigabe-dialog.tsx';
import { focusSoon } from '../parts/focus-soon.ts';
import type { AkteLine } from './akte-lines.ts';
import { EintragRow, type RowTools } from './eintrag-row.tsx';
import { useList } from './use-list.ts';
import type { RowTicks } from './use-ticks.ts';

const PAGE = 12;
/** What a letter does with the row in focus. */
const ROW_KEYS: Readonly<Record<string, keyof RowTools>> = {
  ' ': 'onTick',
  enter: 'onChange',
  e: 'onChange',
  h: 'onHistory',
  m: 'onMove',
  o: 'onOpenFile',
  f: 'onFreigeben',
  p: 'onPresent',
  n: 'onNachtrag',
  s: 'onSight',
  a: 'onPin',
};

/** What the screen may ask of the list. */
export interface EintragListHandle {
  readonly isAtEnd: () => boolean;
  readonly showEnd: () => void;
  readonly show: (recordId: string) => void;
  /** The one the keys speak of. */
  readonly row: () => HTMLElement | null;
}

/** What can be done with an Eintrag besides changing it, by its record. */
export interface EintragTools {
  readonly onHistory: (recordId: string) => void;
  readonly onMove: (recordId: string) => void;
  readonly onServerView: (recordId: string) => void;
  readonly onOpenFile: (recordId: string) => void;
  readonly onFreigabe: (ask: FreigabeAsk, recordId: string) => void;
  /** When the person may see it. */
  readonly onSight: (recordId: string) => void;
  /** Pins it, or takes the pin away. */
  readonly onPin: (recordId: string) => void;
}

/** What the list shows and reports. */
export interface EintragListProps {
  readonly lines: readonly AkteLine[];
  readonly today: string;
  readonly activeId: string | undefined;
  readonly editingId: string | undefined;
  readonly editor: (line: AkteLine) => ReactNode;
  readonly onActive: (recordId: string) => void;
  readonly onChange: (recordId: string) => void;
  readonly tools: EintragTools;
  readonly ticks: RowTicks;
  /** Of what is ticked. */
  readonly onPrint: () => void;
  readonly onPdf: () => void;
  readonly onLeave: () => void;
  readonly onFilter: () => void;
  readonly ref: Ref<EintragListHandle>;
}

/** The Akte as one chronological table; only rows near the window exist in the page. Newest at the bottom. */
export function EintragList(props: EintragListProps) {
  const { lines, activeId } = props;
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const activeAt = usePlaceOf(activeId, lines);
  const virtual = useList(lines, [activeAt, usePlaceOf(props.editingId, lines)], scroller);
  useImperativeHandle(props.ref, () => handleOf(virtual, lines, scroller), [virtual, lines]);

  function moveTo(at: number, isDrawing: boolean): void {
    const line = lines[Math.max(0, Math.min(at, lines.length - 1))];
    if (line === undefined) return;
    if (isDrawing) props.ticks.drawTo(line.eintrag.recordId);
    props.onActive(line.eintrag.recordId);
    virtual.scrollToIndex(lines.indexOf(line), { align: 'auto' });
    const row = () => rowElement(scroller.current, line.eintrag.recordId);
    // At once where it is in the page: the next key is for it.
    const there = row();
    if (there === null) focusSoon(row);
    else there.focus({ preventScroll: true });
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (!(event.target instanceof HTMLElement) || event.target.getAttribute('role') !== 'row') return;
    if (isTickAll(event)) {
      event.preventDefault();
      return props.ticks.all();
    }
    // With Alt or Strg a letter belongs to the workspace.
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const target = movedTo(event.key, activeAt === -1 ? lines.length - 1 : activeAt, lines.length);
    if (target !== undefined) moveTo(target, event.shiftKey);
    else if (!actOn(event, props)) return;
    event.preventDefault();
  }

  return (
    <div className="eintraege" ref={scroller}>
      <div
        className="eintraege-sheet"
        role="grid"
        aria-label={t('akte.eintraege')}
        aria-rowcount={lines.length}
        aria-multiselectable="true"
        style={{ height: virtual.getTotalSize() }}
        onKeyDown={onKeyDown}
      >
        {virtual.getVirtualItems().map((item) => {
          const line = lines[item.index];
          return line === undefined ? null : (
            <StillRow key={item.key} {...{ props, line, virtual, at: item.index, startPx: item.start }} />
          );
        })}
      </div>
    </div>
  );
}

/** Where a record stands; looked for when it changes, not with every frame somebody scrolls. */
function usePlaceOf(id: string | undefined, lines: readonly AkteLine[]): number {
  return useMemo(
    () => (id === undefined ? -1 : lines.findIndex(({ eintrag }) => eintrag.recordId === id)),
    [id, lines],
  );
}

/** While somebody scrolls, a row that stays is left alone: what it is made of is the same objects. */
const StillRow = memo(Row);

type List = ReturnType<typeof useList>;

function Row({ props, line, virtual, at, startPx }: RowPlace) {
  const { recordId, behandlungstag } = line.eintrag;
  const isActive = recordId === props.activeId;
  const isReachable = isActive || (props.activeId === undefined && at === props.lines.length - 1);
  const isTicked = props.ticks.ids.has(recordId);
  const isToday = behandlungstag === props.today;
  const day = line.startsDay ? ' day' : '';
  return (
    <div
      role="row"
      aria-rowindex={at + 1}
      aria-selected={isTicked}
      aria-current={isActive}
      tabIndex={isReachable ? 0 : -1}
      data-index={at}
      data-record={recordId}
      ref={virtual.measureElement}
      className={`eintrag${day}${isToday ? ' today' : ''}${isActive ? ' on' : ''}${line.isUnder ? ' under' : ''}${isTicked ? ' ticked-row' : ''}`}
      style={{ transform: `translateY(${startPx}px)` }}
      onFocus={(event) => event.target === event.currentTarget && props.onActive(recordId)}
      onMouseDown={keepText}
      onClick={(event) => clickRow(event, props, recordId)}
      onDoubleClick={() => props.onChange(recordId)}
    >
      <EintragRow
        line={line}
        isActive={isActive}
        isTicked={isTicked}
        tools={toolsOf(props, recordId)}
        editor={recordId === props.editingId ? props.editor(line) : undefined}
      />
    </div>
  );
}

function toolsOf({ tools, ticks, onChange }: EintragListProps, recordId: string): RowTools {
  return {
    onTick: () => ticks.toggle(recordId),
    onChange: () => onChange(recordId),
    onHistory: () => tools.onHistory(recordId),
    onMove: () => tools.onMove(recordId),
    onServerView: () => tools.onServerView(recordId),
    onOpenFile: () => tools.onOpenFile(recordId),
    onFreigeben: () => tools.onFreigabe('release', recordId),
    onPresent: () => tools.onFreigabe('present', recordId),
    onNachtrag: () => tools.onFreigabe('nachtrag', recordId),
    onSight: () => tools.onSight(recordId),
    onPin: () => tools.onPin(recordId),
  };
}

/** A click with Umschalt draws the range of ticked rows, one with Strg ticks: as lists elsewhere do. */
function clickRow(event: MouseEvent, { ticks, onActive }: EintragListProps, recordId: string): void {
  if (event.shiftKey) ticks.drawTo(recordId);
  else if (event.ctrlKey || event.metaKey) ticks.toggle(recordId);
  onActive(recordId);
}

/** With Umschalt the browser would mark text. */
function keepText(event: MouseEvent): void {
  if (event.shiftKey) event.preventDefault();
}

function isTickAll({ code, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return code === 'KeyA' && (ctrlKey || metaKey) && !altKey;
}

interface RowPlace {
  readonly props: EintragListProps;
  readonly line: AkteLine;
  readonly virtual: List;
  readonly at: number;
  readonly startPx: number;
}

function handleOf(
  virtual: List,
  lines: readonly AkteLine[],
  scroller: { readonly current: HTMLDivElement | null },
): EintragListHandle {
  const show = (recordId: string) => {
    const at = lines.findIndex(({ eintrag }) => eintrag.recordId === recordId);
    if (at >= 0) virtual.scrollToIndex(at, { align: 'center' });
  };
  return {
    isAtEnd: () => virtual.isAtEnd(40),
    showEnd: () => virtual.scrollToEnd(),
    show,
    row: () => scroller.current?.querySelector<HTMLElement>('[role="row"][tabindex="0"]') ?? null,
  };
}

function rowElement(within: HTMLElement | null, recordId: string): HTMLElement | null {
  return within?.querySelector<HTMLElement>(`[data-record="${CSS.escape(recordId)}"]`) ?? null;
}

function movedTo(key: string, at: number, count: number): number | undefined {
  if (key === 'ArrowUp') return at - 1;
  if (key === 'ArrowDown') return at + 1;
  if (key === 'PageUp') return at - PAGE;
  if (key === 'PageDown') return at + PAGE;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : undefined;
}

/** Keys that act on the row in focus; they are letters only here, so nothing typed elsewhere starts them (WCAG 2.1.4). */
function actOn({ key, shiftKey }: KeyboardEvent, props: EintragListProps): boolean {
  if (key === 'Escape') leaveOrClear(props);
  else if (key.toLowerCase() === 'd') printOrTick(props, shiftKey);
  else if (key === '/') props.onFilter();
  else if (props.activeId === undefined) return false;
  else {
    const act = ROW_KEYS[key.toLowerCase()];
    if (act === undefined) return false;
    toolsOf(props, props.activeId)[act]();
  }
  return true;
}

/** What is ticked goes; while nothing is, the row in focus is ticked, and the next key prints it. */
function printOrTick({ ticks, activeId, onPrint, onPdf }: EintragListProps, isPdf: boolean): void {
  if (ticks.ids.size > 0) (isPdf ? onPdf : onPrint)();
  else if (activeId !== undefined) ticks.toggle(activeId);
}

/** Escape takes away one thing at a time: the ticks, then the focus. */
function leaveOrClear({ ticks, onLeave }: EintragListProps): void {
  if (ticks.ids.size > 0) ticks.clear();
  else onLeave();
}
