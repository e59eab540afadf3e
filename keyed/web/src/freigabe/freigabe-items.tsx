import type { FreigabeItem } from '@siegel/safe';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useKuerzelLabel } from '../akte/kuerzel-label.ts';
import { Icon } from '../parts/icon.tsx';
import { Token } from '../parts/token.tsx';
import { formatDay, formatMoment } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { SightMark } from './freigabe-chip.tsx';
import { fromWhom, sinceMs } from './freigabe-tabs.ts';
import { useAgeText } from './use-age-text.ts';

const LATE_MS = 86_400_000;

/** The list on the left. One Eintrag is chosen and shown on the right; those that were shown may be ticked. */
export function FreigabeItems({
  items,
  label,
  chosen,
  ticked,
  onChoose,
  onTick,
  onKey,
}: {
  items: readonly FreigabeItem[];
  label: string;
  chosen: FreigabeItem | undefined;
  ticked: ReadonlySet<string>;
  onChoose: (item: FreigabeItem) => void;
  onTick: (item: FreigabeItem) => void;
  onKey: (event: KeyboardEvent) => void;
}) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Whoever filters goes on filtering.
    const filter = document.querySelector('.freigabe-filter');
    if (filter?.contains(document.activeElement) !== true) list.current?.focus();
  }, []);
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
    <>
      <ColumnHeads />
      <div
        ref={list}
        className="freigabe-items"
        role="listbox"
        tabIndex={0}
        aria-label={label}
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
            onTick={() => onTick(item)}
          />
        ))}
      </div>
    </>
  );
}

/** For the eye: each option says what it is by itself. */
function ColumnHeads() {
  const { t } = useTranslation();
  return (
    <div className="freigabe-heads" aria-hidden="true">
      <span />
      <span>{t('freigabe.list.col.person')}</span>
      <span>{t('freigabe.list.col.eintrag')}</span>
      <span>{t('freigabe.list.col.from')}</span>
      <span>{t('freigabe.list.col.since')}</span>
    </div>
  );
}

function Item({
  item,
  isChosen,
  isTicked,
  onChoose,
  onTick,
}: {
  item: FreigabeItem;
  isChosen: boolean;
  isTicked: boolean;
  onChoose: () => void;
  onTick: () => void;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const own = useRef<HTMLDivElement>(null);
  const { by } = item.freigabe;
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
      {/* Ticked is what was shown: the first click shows it. */}
      <span className={isTicked ? 'tick on' : 'tick'} aria-hidden="true" onClick={isChosen ? onTick : undefined}>
        {isTicked && <Icon name="check" small />}
      </span>
      <span className="freigabe-person">
        <span className="freigabe-name">{item.personName === '' ? t('freigabe.list.nameless') : item.personName}</span>
        {item.geburtsdatum !== undefined && <span className="m t12">{formatDay(item.geburtsdatum, language)}</span>}
      </span>
      <What item={item} />
      <From item={item} />
      <Since item={item} />
      {by?.comment !== undefined && <span className="freigabe-word">{by.comment}</span>}
    </div>
  );
}

/** Its kind, and what has been said of it so far. */
function What({ item: { kuerzel, hue, freigabe } }: { item: FreigabeItem }) {
  const { t } = useTranslation();
  const labelOf = useKuerzelLabel();
  const { first, forPerson, state } = freigabe;
  return (
    <span className="freigabe-what">
      <b className="kz" style={{ color: `var(--sg-${hue})` }}>
        {kuerzel}
      </b>
      <span>{labelOf(kuerzel)}</span>
      {forPerson !== undefined && <SightMark forPerson={forPerson} />}
      {state === 'released' && forPerson === undefined && (
        <span className="sight-mark">{t('freigabe.sightWord.undecided')}</span>
      )}
      {first !== undefined && (
        <span className="chip">
          {t('freigabe.list.half', { who: first.who === '' ? t('freigabe.nobody') : first.who })}
        </span>
      )}
    </span>
  );
}

function From({ item }: { item: FreigabeItem }) {
  const { t } = useTranslation();
  const name = fromWhom(item) === '' ? t('freigabe.nobody') : fromWhom(item);
  return (
    <span className="freigabe-from" title={name}>
      <Token name={name} />
      <span className="visually-hidden">{t('freigabe.list.from', { who: name })}</span>
    </span>
  );
}

/** How long ago; what waits longer than a day stands out. */
function Since({ item }: { item: FreigabeItem }) {
  const language = useLanguage();
  const ageText = useAgeText();
  const passedMs = Date.now() - sinceMs(item);
  const isLate = item.freigabe.state === 'presented' && passedMs >= LATE_MS;
  return (
    <span className={isLate ? 'freigabe-since late' : 'freigabe-since'} title={formatMoment(sinceMs(item), language)}>
      {ageText(passedMs)}
    </span>
  );
}

function movedTo(key: string, at: number, count: number): number | undefined {
  if (key === 'ArrowDown') return Math.min(at + 1, count - 1);
  if (key === 'ArrowUp') return Math.max(at - 1, 0);
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : undefined;
}
