import { Kbd } from '@mantine/core';
import { type KeyboardEvent, useEffect, useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonRow, SearchAnswer } from '@siegel/safe';
import { Icon } from '../parts/icon.tsx';
import { StateBlock } from '../parts/state-block.tsx';
import { formatCount } from '../text/format.ts';
import type { Command } from './command.ts';
import { HitList } from './hit-list.tsx';
import { type Hit, hitsOf } from './hit.ts';
import { useSearch } from './use-search.ts';

/** What the search needs from around it. */
export interface SearchProps {
  readonly persons: number;
  readonly recent: readonly PersonRow[];
  readonly commands: readonly Command[];
  readonly startWith?: string;
  readonly onOpen: (row: PersonRow) => void;
  /** Esc in an empty field. */
  readonly onLeave?: () => void;
  /** Shown while nothing is typed and nothing was opened yet. */
  readonly idle?: React.ReactNode;
}

/** The search: one field, results while typing, everything by keyboard. The first line is always preselected. */
export function SearchField(props: SearchProps) {
  const { t } = useTranslation();
  const listId = useId();
  const [query, setQuery] = useState(props.startWith ?? '');
  const [active, setActive] = useState(0);
  const [withArchive, setWithArchive] = useState(false);
  const { answer, isCurrent } = useSearch(query, props.persons, withArchive);
  const hits = useHits(query, answer, props);
  const at = Math.min(active, Math.max(hits.length - 1, 0));
  const chosen = hits[at];

  function choose(hit: Hit): void {
    if (hit.kind === 'command') hit.command.run();
    else props.onOpen(hit.row);
  }
  const enter = useEnter(isCurrent, () => chosen !== undefined && choose(chosen));
  function type(text: string): void {
    setQuery(text);
    setActive(0);
    enter.forget();
  }
  function onKeyDown(event: KeyboardEvent): void {
    const next = moved(event.key, at, hits.length);
    if (event.altKey && event.code === 'KeyR') setWithArchive(!withArchive);
    else if (next !== undefined) setActive(next);
    else if (event.key === 'Enter') enter.press();
    else if (event.key === 'Escape' && query !== '') type('');
    else if (event.key === 'Escape' && props.onLeave !== undefined) props.onLeave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className="search">
      <div className="search-line">
        <Icon name="find" />
        <input
          className="search-input"
          data-search
          {...COMBOBOX}
          aria-label={t('search.label')}
          aria-expanded={hits.length > 0}
          aria-controls={listId}
          aria-activedescendant={chosen === undefined ? undefined : `${listId}-${chosen.id}`}
          placeholder={t('search.placeholder')}
          autoFocus
          value={query}
          onChange={(event) => type(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <Took answer={query.trim() === '' ? undefined : answer} persons={props.persons} />
      </div>
      <HitList id={listId} hits={hits} active={at} onChoose={choose} onPoint={setActive} />
      <NoHits query={query} isAnswered={answer !== undefined && isCurrent} hits={hits} />
      <AlsoArchive query={query} isOn={withArchive} onSwitch={() => setWithArchive(!withArchive)} />
      {query.trim() === '' && hits.length === 0 && props.idle}
    </div>
  );
}

/** The lines for what is typed. They stay the same objects while a letter waits for its answer: nothing of the list is drawn anew for it. */
function useHits(query: string, answer: SearchAnswer | undefined, { recent, commands }: SearchProps): readonly Hit[] {
  const typed = query.trim();
  const asked = typed === '' || typed.startsWith('>') ? typed : 'a person';
  return useMemo(() => hitsOf({ query: asked, answer, recent, commands }), [asked, answer, recent, commands]);
}

/** Whether who is archived is found, too (PM41). */
function AlsoArchive({ query, isOn, onSwitch }: { query: string; isOn: boolean; onSwitch: () => void }) {
  const { t } = useTranslation();
  if (query.trim() === '' || query.trim().startsWith('>')) return null;
  return (
    <label className="search-archive m t12">
      <input type="checkbox" checked={isOn} onChange={onSwitch} />
      {t('archive.also')} <Kbd>Alt R</Kbd>
    </label>
  );
}

/** Enter opens what is typed, never what an earlier keystroke had found: until the answer is there, it waits. */
function useEnter(isCurrent: boolean, open: () => void) {
  const [isWaiting, setIsWaiting] = useState(false);
  useEffect(() => {
    if (!isWaiting || !isCurrent) return;
    setIsWaiting(false);
    open();
  });
  return { press: () => (isCurrent ? open() : setIsWaiting(true)), forget: () => setIsWaiting(false) };
}

/** What makes the field one that steers a list below it. Nothing of it is remembered by the browser. */
const COMBOBOX = {
  role: 'combobox',
  'aria-autocomplete': 'list',
  autoComplete: 'off',
  autoCorrect: 'off',
  spellCheck: false,
} as const;

function Took({ answer, persons }: { answer: SearchAnswer | undefined; persons: number }) {
  const { t } = useTranslation();
  return (
    <span className="m t12 nw search-took" role="status">
      {answer === undefined
        ? t('search.persons', { count: persons, persons: formatCount(persons) })
        : t('search.took', { found: formatCount(answer.total), ms: Math.max(1, Math.round(answer.tookMs)) })}
    </span>
  );
}

function NoHits({ query, isAnswered, hits }: { query: string; isAnswered: boolean; hits: readonly Hit[] }) {
  const { t } = useTranslation();
  const isKnown = isAnswered || query.trim().startsWith('>');
  if (query.trim() === '' || !isKnown || hits.length > 0) return null;
  return (
    <StateBlock icon="find" title={t('search.nothing')}>
      {query.trim().startsWith('>') ? t('search.noCommand') : t('search.nobody', { query: query.trim() })}
    </StateBlock>
  );
}

function moved(key: string, at: number, count: number): number | undefined {
  if (count === 0) return undefined;
  if (key === 'ArrowDown') return Math.min(at + 1, count - 1);
  if (key === 'ArrowUp') return Math.max(at - 1, 0);
  if (key === 'PageDown') return Math.min(at + 10, count - 1);
  if (key === 'PageUp') return Math.max(at - 10, 0);
  return undefined;
}
