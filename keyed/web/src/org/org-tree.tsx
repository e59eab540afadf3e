import type { PlacementView, UnitView } from '@siegel/safe';
import { type CSSProperties, type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import { rowAfterKey, type TreeUnit, visibleRows } from './org-rows.ts';

interface OrgTreeProps {
  readonly label: string;
  readonly tree: readonly TreeUnit[];
  readonly chosen: string | undefined;
  readonly closed: ReadonlySet<string>;
  readonly onChoose: (unitId: string) => void;
  readonly onToggle: (unitId: string) => void;
  /** Enter: on to what stands beside the tree. */
  readonly onEnter: () => void;
  /** Keys that do what buttons do; true when one was taken. */
  readonly onKey: (event: KeyboardEvent) => boolean;
}

/** The units as a tree with people under them, Leitung first (OG20). One unit is in the order of Tab; keys lead to the others. */
export function OrgTree({ label, tree, chosen, closed, onChoose, onToggle, onEnter, onKey }: OrgTreeProps) {
  const list = useRef<HTMLUListElement>(null);
  const rows = visibleRows(tree, closed);
  const at = Math.max(
    0,
    rows.findIndex(({ unit }) => unit.unitId === chosen),
  );
  const focusOn = rows[at]?.unit.unitId;
  const isWithin = useRef(false);
  useEffect(() => {
    // A row that comes again after a change gets the focus back; nobody who is elsewhere loses theirs.
    if (isWithin.current && document.activeElement === document.body) focusRow(list.current, focusOn);
  });
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter') return taken(event, onEnter);
    if (onKey(event)) return event.preventDefault();
    if (event.altKey || event.ctrlKey || event.metaKey) return undefined;
    const next = rowAfterKey(event.key, at, rows);
    if (next === undefined || focusOn === undefined) return undefined;
    return taken(event, () => {
      if (typeof next === 'string') return onToggle(focusOn);
      const unitId = rows[next]?.unit.unitId;
      if (unitId === undefined) return undefined;
      onChoose(unitId);
      return focusRow(list.current, unitId);
    });
  }
  return (
    <ul
      ref={list}
      className="org-tree"
      role="tree"
      aria-label={label}
      onKeyDown={onKeyDown}
      onFocus={() => (isWithin.current = true)}
      onBlur={({ relatedTarget }) => (isWithin.current = relatedTarget === null)}
    >
      {rows.map((row) => {
        const { unitId } = row.unit;
        return (
          <OrgRow
            key={unitId}
            row={row}
            isOpen={!closed.has(unitId)}
            isChosen={unitId === chosen}
            isFocusable={unitId === focusOn}
            onChoose={onChoose}
            onToggle={onToggle}
          />
        );
      })}
    </ul>
  );
}

function taken(event: KeyboardEvent, act: () => void): void {
  event.preventDefault();
  event.stopPropagation();
  act();
}

function focusRow(list: HTMLUListElement | null, unitId: string | undefined): void {
  list?.querySelector<HTMLElement>(`[data-unit="${unitId}"]`)?.focus();
}

interface OrgRowProps extends Pick<OrgTreeProps, 'onChoose' | 'onToggle'> {
  readonly row: TreeUnit;
  readonly isOpen: boolean;
  readonly isChosen: boolean;
  readonly isFocusable: boolean;
}

/** A unit with its people on one row. Rows stand in one list with their level: each is named by what it shows, and by nothing below. */
function OrgRow({ row, isOpen, isChosen, isFocusable, onChoose, onToggle }: OrgRowProps) {
  const { t } = useTranslation();
  const { unit, depth, position, siblings, children } = row;
  const { unitId, unitKind, siteName, shortName } = unit;
  return (
    <li
      role="treeitem"
      className={isChosen ? 'org-unit on' : 'org-unit'}
      style={{ '--depth': depth - 1 } as CSSProperties}
      aria-level={depth}
      aria-posinset={position}
      aria-setsize={siblings}
      aria-selected={isChosen}
      aria-expanded={children.length === 0 ? undefined : isOpen}
      data-unit={unitId}
      tabIndex={isFocusable ? 0 : -1}
      onFocus={() => onChoose(unitId)}
    >
      <span
        className={isOpen ? 'org-fold' : 'org-fold shut'}
        aria-hidden="true"
        onClick={() => children.length > 0 && onToggle(unitId)}
      >
        {children.length > 0 && <Icon name="down" small />}
      </span>
      <span className="org-head">
        <b className="n">{unit.name === '' ? t('org.nameless') : unit.name}</b>
        {shortName !== '' && <span className="chip">{shortName}</span>}
        <span className="m t12">{[unitKind, siteName].filter((part) => part !== '').join(' · ')}</span>
      </span>
      <PeopleLines unit={unit} />
    </li>
  );
}

function PeopleLines({ unit }: { unit: UnitView }) {
  if (unit.people.length === 0) return null;
  return (
    <span className="org-people">
      {unit.people.map((placement) => (
        <PersonLine key={placement.placementId} placement={placement} />
      ))}
    </span>
  );
}

/** One person of a unit on one line. */
function PersonLine({ placement: { name, function: what, leads, isOwn } }: { placement: PlacementView }) {
  const { t } = useTranslation();
  return (
    <span className={leads ? 'org-person lead' : 'org-person'}>
      <Icon name="user" small />
      <span className="n">{name === '' ? t('org.nameless') : name}</span>
      {leads && <span className="chip acc">{t('org.lead')}</span>}
      {isOwn && <span className="chip">{t('org.own')}</span>}
      {what !== '' && <span className="m t12">{what}</span>}
    </span>
  );
}
