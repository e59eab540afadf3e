import type { FreigabeItem } from '@siegel/safe';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import { formatMoment } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';

/** The list on the left. One Eintrag is chosen and shown on the right; those that were shown may be ticked. */
export function FreigabeItems({
  items,
  chosen,
  ticked,
  onChoose,
  onTick,
  onKey,
}: {
  items: readonly FreigabeItem[];
  chosen: FreigabeItem | undefined;
  ticked: ReadonlySet<string>;
  onChoose: (item: FreigabeItem) => void;
  onTick: (item: FreigabeItem) => void;
  onKey: (event: KeyboardEvent) => void;
}) {
  const { t } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => list.current?.focus(), []);
  const at = items.findIndex(({ recordId }) => recordId === chosen?.recordId);
  function onKeyDown(event: KeyboardEvent): void {
    const to = movedTo(event.key, at, items.length);
    const item = to === undefined ? undefined : items[to];
    if (item !== undefined) onChoose(item);
    else if (event.key === ' ' && chosen !== undefined) onTick(chosen);
    else return onKey(event);
    event.preventDefault();
  }
  return (
    <div
      ref={list}
      className="freigabe-items"
      role="listbox"
      tabIndex={0}
      aria-label={t('freigabe.list.label')}
      aria-multiselectable="true"
      aria-activedescendant={chosen === undefined ? undefined : `f-${chosen.recordId}`}
      onKeyDown={onKeyDown}
    >
      {items.map((item) => (
        <Item
          key={item.recordId}
          item={item}
          isChosen={item.recordId === chosen?.recordId}
          isTicked={ticked.has(item.recordId)}
          onChoose={() => onChoose(item)}
        />
      ))}
    </div>
  );
}

function Item({
  item,
  isChosen,
  isTicked,
  onChoose,
}: {
  item: FreigabeItem;
  isChosen: boolean;
  isTicked: boolean;
  onChoose: () => void;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const own = useRef<HTMLDivElement>(null);
  const { by, first } = item.freigabe;
  useEffect(() => {
    if (isChosen) own.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  return (
    <div
      ref={own}
      id={`f-${item.recordId}`}
      role="option"
      aria-selected={isChosen}
      aria-checked={isTicked}
      className={isChosen ? 'freigabe-item on' : 'freigabe-item'}
      onClick={onChoose}
    >
      <span className={isTicked ? 'tick on' : 'tick'} aria-hidden="true">
        {isTicked && <Icon name="check" small />}
      </span>
      <span className="who">{item.personName === '' ? t('freigabe.list.nameless') : item.personName}</span>
      <b className="kz" style={{ color: `var(--sg-${item.hue})` }}>
        {item.kuerzel}
      </b>
      <span className="m t12">
        {by !== undefined &&
          t('freigabe.list.since', {
            who: by.who === '' ? t('freigabe.nobody') : by.who,
            moment: formatMoment(by.atMs, language),
          })}
      </span>
      {first !== undefined && (
        <span className="chip">
          {t('freigabe.list.half', { who: first.who === '' ? t('freigabe.nobody') : first.who })}
        </span>
      )}
      {by?.comment !== undefined && <span className="freigabe-word">{by.comment}</span>}
    </div>
  );
}

function movedTo(key: string, at: number, count: number): number | undefined {
  if (key === 'ArrowDown') return Math.min(at + 1, count - 1);
  if (key === 'ArrowUp') return Math.max(at - 1, 0);
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : undefined;
}
