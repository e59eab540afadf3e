import type { LocalDate } from '@siegel/akten';
import type { TaskRow, TasksView } from '@siegel/safe';
import { Fragment, type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { groupsOf, type TaskGroup } from './task-lists.ts';
import { TaskLine } from './task-row.tsx';
import { useFirstRow } from './use-first-row.ts';

const COLUMNS = ['tick', 'what', 'about', 'who', 'due'] as const;
const PAGE = 10;

/** What can be done with a row. */
export interface RowActs {
  readonly finish: (row: TaskRow) => void;
  readonly open: (row: TaskRow) => void;
  readonly edit: (row: TaskRow) => void;
  readonly take: (row: TaskRow) => void;
  readonly withdraw: (row: TaskRow) => void;
  readonly add: () => void;
  readonly undo: () => void;
}

interface TaskTableProps {
  readonly view: TasksView;
  readonly rows: readonly TaskRow[];
  readonly today: LocalDate;
  readonly isGrouped: boolean;
  readonly chosenId: string | undefined;
  readonly onChoose: (recordId: string) => void;
  readonly acts: RowActs;
}

/** The table of a list, driven by keys (AU33). */
export function TaskTable({ view, rows, today, isGrouped, chosenId, onChoose, acts }: TaskTableProps) {
  const { t } = useTranslation();
  const body = useRef<HTMLTableSectionElement>(null);
  useFirstRow(body);
  const groups: readonly TaskGroup[] = isGrouped ? groupsOf(rows, today) : [{ key: 'today', rows }];
  const inOrder = groups.flatMap((group) => group.rows);
  const stop = inOrder.some(({ recordId }) => recordId === chosenId) ? chosenId : inOrder[0]?.recordId;
  function focusRow(at: number): void {
    const row = inOrder[Math.max(0, Math.min(at, inOrder.length - 1))];
    if (row !== undefined) body.current?.querySelector<HTMLElement>(`[data-row="${row.recordId}"]`)?.focus();
  }
  function onKey(event: KeyboardEvent, row: TaskRow): void {
    // A button in the row keeps its own keys.
    if (event.target !== event.currentTarget) return;
    const at = inOrder.indexOf(row);
    const to = isPlain(event) ? moveOf(event.key, at, inOrder.length) : undefined;
    const act = isPlain(event) ? plainActOf(event.key, acts) : heldActOf(event, acts);
    if (to !== undefined) focusRow(to);
    else if (act === undefined || !(view.mayWrite || act === acts.open)) return;
    else {
      act(row);
      // What leaves the list gives its place to the next one.
      if (act === acts.finish || act === acts.withdraw) focusRow(at + 1);
    }
    event.preventDefault();
    event.stopPropagation();
  }
  return (
    <div className="desk-table">
      <table role="grid" aria-label={t('tasks.table')}>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" className={`col-${column}`}>
                <span className={column === 'tick' ? 'visually-hidden' : undefined}>{t(`tasks.col.${column}`)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {groups.map((group) => (
            <Fragment key={group.key}>
              {isGrouped && <GroupHead group={group} />}
              {group.rows.map((row) => (
                <TaskLine
                  key={row.recordId}
                  {...{ view, row }}
                  isChosen={row.recordId === chosenId}
                  isTabStop={row.recordId === stop}
                  onChoose={() => onChoose(row.recordId)}
                  onFinish={() => acts.finish(row)}
                  onOpen={() => acts.open(row)}
                  onKey={(event) => onKey(event, row)}
                />
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function GroupHead({ group: { key, rows } }: { group: TaskGroup }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const isNamed = key === 'overdue' || key === 'today' || key === 'tomorrow' || key === 'none';
  return (
    <tr className={key === 'overdue' ? 'desk-group late' : 'desk-group'}>
      <th scope="rowgroup" colSpan={COLUMNS.length}>
        {isNamed ? t(`tasks.group.${key as 'none'}`) : formatDay(key, language)}{' '}
        <span className="m">{rows.length}</span>
      </th>
    </tr>
  );
}

function isPlain({ altKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return !altKey && !ctrlKey && !metaKey;
}

function moveOf(key: string, at: number, count: number): number | undefined {
  const to: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + PAGE,
    PageUp: at - PAGE,
    Home: 0,
    End: count - 1,
  };
  return to[key];
}

function plainActOf(key: string, acts: RowActs): ((row: TaskRow) => void) | undefined {
  const byKey: Readonly<Record<string, (row: TaskRow) => void>> = {
    ' ': acts.finish,
    Enter: acts.open,
    e: acts.edit,
    a: acts.edit,
    m: acts.take,
    n: acts.add,
    Delete: acts.withdraw,
  };
  return byKey[key.length === 1 ? key.toLowerCase() : key];
}

function heldActOf({ ctrlKey, key }: KeyboardEvent, acts: RowActs): (() => void) | undefined {
  return ctrlKey && key === 'z' ? acts.undo : undefined;
}
