import { Kbd } from '@mantine/core';
import { useDeferredValue, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import type { Hit } from './hit.ts';
import { PersonLine } from './person-line.tsx';

/** The result list of the search, a listbox steered from the field above it. */
export function HitList({
  id,
  hits,
  active,
  onChoose,
  onPoint,
}: {
  id: string;
  hits: readonly Hit[];
  active: number;
  onChoose: (hit: Hit) => void;
  onPoint: (index: number) => void;
}) {
  const { t } = useTranslation();
  const activeLine = useRef<HTMLDivElement>(null);
  useEffect(() => {
    activeLine.current?.scrollIntoView({ block: 'nearest' });
  }, [active, hits]);
  const drawn = useDrawn(hits, active);
  const groups = (['command', 'recent', 'exact', 'sound'] as const)
    .map((kind) => ({
      kind,
      members: hits.slice(0, drawn).flatMap((hit, index) => (hit.kind === kind ? [{ hit, index }] : [])),
    }))
    .filter(({ members }) => members.length > 0);
  return (
    <div className="hits" role="listbox" id={id} aria-label={t('search.results')}>
      {groups.map(({ kind, members }) => (
        <div key={kind} role="group" aria-labelledby={`${id}-${kind}`}>
          <div className="hit-group" id={`${id}-${kind}`}>
            {t(`search.group.${kind}`)}
          </div>
          {members.map(({ hit, index }) => (
            <div
              key={hit.id}
              id={`${id}-${hit.id}`}
              ref={index === active ? activeLine : undefined}
              role="option"
              aria-selected={index === active}
              data-record-id={hit.kind === 'command' ? undefined : hit.row.personId}
              className={index === active ? 'hit on' : 'hit'}
              onMouseMove={() => onPoint(index)}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onChoose(hit)}
            >
              {hit.kind === 'command' ? (
                <>
                  <Icon name="list" small />
                  <span className="hit-command">{hit.command.label}</span>
                  {hit.command.keys !== undefined && <Kbd>{hit.command.keys}</Kbd>}
                </>
              ) : (
                <PersonLine row={hit.row} />
              )}
            </div>
          ))}
        </div>
      ))}
      {drawn < hits.length && <div aria-hidden="true" style={{ height: (hits.length - drawn) * ROW_PX }} />}
    </div>
  );
}

/** The lowest a line is anywhere: no window shows more of them than its height has. */
const ROW_PX = 30;

/** How many lines of new hits are drawn: what a window can show at once, with the line that is chosen, and the others behind the frame
 *  somebody waits for (EV44). */
function useDrawn(hits: readonly Hit[], active: number): number {
  const isSettled = useDeferredValue(hits) === hits;
  return isSettled ? hits.length : Math.max(Math.ceil(window.innerHeight / ROW_PX), active + 1);
}
