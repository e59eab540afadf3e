import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { FreigabeAsk } from '../freigabe/freigabe-dialog.tsx';
import type { AkteLine } from './akte-lines.ts';
import { EintragRow, type RowTools } from './eintrag-row.tsx';

const ESTIMATED_ROW_PX = 27;
const PAGE = 12;
/** What a letter does with the row in focus. */
const ROW_KEYS: Readonly<Record<string, keyof RowTools>> = {
  enter: 'onChange',
  e: 'onChange',
  h: 'onHistory',
  m: 'onMove',
  o: 'onOpenFile',
  f: 'onFreigeben',
  p: 'onPresent',
  n: 'onNachtrag',
};

/** What the screen may ask of the list. */
export interface EintragListHandle {
  readonly isAtEnd: () => boolean;
  readonly showEnd: () => void;
  readonly show: (recordId: string) => void;
  readonly focus: () => void;
}

/** What can be done with an Eintrag besides changing it, by its record. */
export interface EintragTools {
  readonly onHistory: (recordId: string) => void;
  readonly onMove: (recordId: string) => void;
  readonly onServerView: (recordId: string) => void;
  readonly onOpenFile: (recordId: string) => void;
  readonly onFreigabe: (ask: FreigabeAsk, recordId: string) => void;
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
  readonly onLeave: () => void;
  readonly onFilter: () => void;
  readonly ref: Ref<EintragListHandle>;
}

/** The Akte as one chronological table; only rows near the window exist in the page. Newest at the bottom. */
export function EintragList(props: EintragListProps) {
  const { lines, activeId } = props;
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const atOf = (id: string | undefined) => lines.findIndex(({ eintrag }) => eintrag.recordId === id);
  const activeAt = atOf(activeId);
  const virtual = useList(lines, [activeAt, atOf(props.editingId)], scroller);
  useImperativeHandle(props.ref, () => handleOf(virtual, lines, scroller), [virtual, lines]);

  function moveTo(at: number): void {
    const line = lines[Math.max(0, Math.min(at, lines.length - 1))];
    if (line === undefined) return;
    props.onActive(line.eintrag.recordId);
    virtual.scrollToIndex(lines.indexOf(line), { align: 'auto' });
    requestAnimationFrame(() => rowElement(scroller.current, line.eintrag.recordId)?.focus());
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (!(event.target instanceof HTMLElement) || event.target.getAttribute('role') !== 'row') return;
    // With Alt or Strg a letter belongs to the workspace.
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const target = movedTo(event.key, activeAt === -1 ? lines.length - 1 : activeAt, lines.length);
    if (target !== undefined) moveTo(target);
    else if (!actOn(event.key, props)) return;
    event.preventDefault();
  }

  return (
    <div className="eintraege" ref={scroller}>
      <div
        className="eintraege-sheet"
        role="grid"
        aria-label={t('akte.eintraege')}
        aria-rowcount={lines.length}
        style={{ height: virtual.getTotalSize() }}
        onKeyDown={onKeyDown}
      >
        {virtual.getVirtualItems().map((item) => {
          const line = lines[item.index];
          return line === undefined ? null : (
            <Row key={item.key} {...{ props, line, virtual, at: item.index, startPx: item.start }} />
          );
        })}
      </div>
    </div>
  );
}

type List = ReturnType<typeof useList>;

function Row({ props, line, virtual, at, startPx }: RowPlace) {
  const { recordId, behandlungstag } = line.eintrag;
  const isActive = recordId === props.activeId;
  const isReachable = isActive || (props.activeId === undefined && at === props.lines.length - 1);
  const isToday = behandlungstag === props.today;
  const day = line.startsDay ? ' day' : '';
  return (
    <div
      role="row"
      aria-rowindex={at + 1}
      aria-selected={isActive}
      tabIndex={isReachable ? 0 : -1}
      data-index={at}
      data-record={recordId}
      ref={virtual.measureElement}
      className={`eintrag${day}${isToday ? ' today' : ''}${isActive ? ' on' : ''}${line.isUnder ? ' under' : ''}`}
      style={{ transform: `translateY(${startPx}px)` }}
      onFocus={(event) => event.target === event.currentTarget && props.onActive(recordId)}
      onClick={() => props.onActive(recordId)}
      onDoubleClick={() => props.onChange(recordId)}
    >
      <EintragRow
        line={line}
        isActive={isActive}
        tools={toolsOf(props, recordId)}
        editor={recordId === props.editingId ? props.editor(line) : undefined}
      />
    </div>
  );
}

function toolsOf({ tools, onChange }: EintragListProps, recordId: string): RowTools {
  return {
    onChange: () => onChange(recordId),
    onHistory: () => tools.onHistory(recordId),
    onMove: () => tools.onMove(recordId),
    onServerView: () => tools.onServerView(recordId),
    onOpenFile: () => tools.onOpenFile(recordId),
    onFreigeben: () => tools.onFreigabe('release', recordId),
    onPresent: () => tools.onFreigabe('present', recordId),
    onNachtrag: () => tools.onFreigabe('nachtrag', recordId),
  };
}

interface RowPlace {
  readonly props: EintragListProps;
  readonly line: AkteLine;
  readonly virtual: List;
  readonly at: number;
  readonly startPx: number;
}

function useList(
  lines: readonly AkteLine[],
  kept: readonly number[],
  scroller: { readonly current: HTMLDivElement | null },
) {
  const hasJumped = useRef(false);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ESTIMATED_ROW_PX,
    getItemKey: (at) => lines[at]?.eintrag.recordId ?? at,
    overscan: 12,
    anchorTo: 'end',
    followOnAppend: true,
    // The rows with the focus or an open editor stay in the page, wherever the wheel goes.
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), ...kept.filter((at) => at >= 0)])].toSorted((a, b) => a - b),
  });
  useEffect(() => {
    if (hasJumped.current || lines.length === 0) return;
    hasJumped.current = true;
    virtual.scrollToEnd();
  }, [virtual, lines.length]);
  return virtual;
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
    focus: () => scroller.current?.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus(),
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
function actOn(key: string, props: EintragListProps): boolean {
  if (key === 'Escape') props.onLeave();
  else if (key === '/') props.onFilter();
  else if (props.activeId === undefined) return false;
  else {
    const act = ROW_KEYS[key.toLowerCase()];
    if (act === undefined) return false;
    toolsOf(props, props.activeId)[act]();
  }
  return true;
}
