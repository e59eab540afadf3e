import { Button } from '@mantine/core';
import type { DuplicatePair, DuplicatesView } from '@siegel/safe';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { StateBlock } from '../parts/state-block.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { fullName, PersonLine } from '../search/person-line.tsx';
import { formatCount } from '../text/format.ts';
import { MergeDialog } from './merge-dialog.tsx';

const idOf = ({ persons: [one, other] }: DuplicatePair) => `${one.personId}-${other.personId}`;

/** Likely duplicates among all persons, found step by step; "no duplicate" is remembered (PM30, PM31). */
export function DuplicatesPart({ onGo }: { onGo: (personId: string) => void }) {
  const { t } = useTranslation();
  const search = useDuplicates();
  const [asked, setAsked] = useState<DuplicatePair>();
  const { view } = search;
  const { shown, pairs } = useShownPairs(search);
  return (
    <section className="panel care-part" aria-labelledby="duplicates">
      <h2 id="duplicates">{t('duplicates.title')}</h2>
      <p className="d">{t('duplicates.lead')}</p>
      <Progress search={search} />
      {search.last !== undefined && (
        <p className="care-undo" role="status">
          {t('duplicates.noted', { name: search.last.persons.map(fullName).join(' / ') })}{' '}
          <button type="button" className="link" onClick={search.takeBack}>
            {t('duplicates.undo')}
          </button>
        </p>
      )}
      {view?.isOver === true && shown.length === 0 && (
        <StateBlock icon="done" title={t('duplicates.none')}>
          {t('duplicates.noneText')}
        </StateBlock>
      )}
      <ul className="pairs" ref={pairs}>
        {shown.map((pair) => (
          <li key={idOf(pair)} className="pair">
            <div className="pair-persons">
              {pair.persons.map((row) => (
                <button key={row.personId} type="button" className="hit" onClick={() => onGo(row.personId)}>
                  <PersonLine row={row} />
                </button>
              ))}
            </div>
            <span className={pair.grade === 'same' ? 'chip warn' : 'chip'}>{t(`duplicates.grade.${pair.grade}`)}</span>
            <div className="row">
              <Button size="xs" onClick={() => setAsked(pair)}>
                {t('duplicates.compare')}
              </Button>
              <Button size="xs" variant="subtle" onClick={() => search.noteNone(pair)}>
                {t('duplicates.isNone')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {view !== undefined && view.pairCount > view.pairs.length && (
        <p className="m">{t('duplicates.more', { shown: view.pairs.length, count: view.pairCount })}</p>
      )}
      {asked !== undefined && (
        <MergeDialog
          person={asked.persons[0]}
          other={asked.persons[1]}
          onClose={() => setAsked(undefined)}
          onMerged={() => search.hide(asked)}
        />
      )}
    </section>
  );
}

/** The pairs that are left. Whoever comes here and is at no other place begins with the first one. */
function useShownPairs({ view, gone }: ReturnType<typeof useDuplicates>) {
  const shown = view?.pairs.filter((pair) => !gone.has(idOf(pair))) ?? [];
  const hasPairs = shown.length > 0;
  const pairs = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (hasPairs && document.activeElement === document.body)
      pairs.current?.querySelector<HTMLElement>('.row button')?.focus();
  }, [hasPairs]);
  return { shown, pairs };
}

const NOTHING: Omit<DuplicatesView, 'pairs' | 'pairCount'> = { done: 0, total: 0, isOver: false, noneCount: 0 };

function Progress({ search }: { search: ReturnType<typeof useDuplicates> }) {
  const { t } = useTranslation();
  const { done, total, isOver, noneCount } = search.view ?? NOTHING;
  const isRunning = !search.isStopped && !isOver;
  const counts = { done: formatCount(done), total: formatCount(total) };
  return (
    <div className="row care-progress">
      {isRunning && <progress aria-label={t('duplicates.title')} value={done} max={Math.max(1, total)} />}
      <span className="m" role="status">
        {t(isRunning ? 'duplicates.running' : 'duplicates.looked', counts)}
        {noneCount > 0 && ` ${t('duplicates.skipped', { count: noneCount })}`}
      </span>
      <Button size="xs" onClick={isRunning ? search.stop : search.again}>
        {t(isRunning ? 'duplicates.stop' : 'duplicates.again')}
      </Button>
    </div>
  );
}

function useDuplicates() {
  const safe = useSafe();
  const [view, setView] = useState<DuplicatesView>();
  const [isStopped, setIsStopped] = useState(false);
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const [last, setLast] = useState<DuplicatePair>();
  const end = useRef<() => void>(undefined);
  const begin = useCallback(() => {
    end.current?.();
    setView(undefined);
    setIsStopped(false);
    setGone(new Set());
    end.current = safe.watchDuplicates(setView);
  }, [safe]);
  useEffect(() => {
    begin();
    return () => end.current?.();
  }, [begin]);
  const hide = (pair: DuplicatePair) => setGone((before) => new Set([...before, idOf(pair)]));
  const idsOf = ({ persons: [one, other] }: DuplicatePair) => [one.personId, other.personId] as const;
  return {
    view,
    isStopped,
    gone,
    last,
    hide,
    again: begin,
    stop: () => {
      end.current?.();
      setIsStopped(true);
    },
    noteNone: (pair: DuplicatePair) => {
      hide(pair);
      setLast(pair);
      void safe.setNoDuplicate(idsOf(pair), true);
    },
    takeBack: () => {
      if (last === undefined) return;
      void safe.setNoDuplicate(idsOf(last), false);
      setGone((before) => new Set([...before].filter((id) => id !== idOf(last))));
      setLast(undefined);
    },
  };
}
