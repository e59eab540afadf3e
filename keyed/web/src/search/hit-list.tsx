import { Kbd } from '@mantine/core';
import { type Ref, startTransition, useEffect, useRef, useState } from 'react';
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
            <HitLine
              key={hit.id}
              id={`${id}-${hit.id}`}
              lineRef={index === active ? activeLine : undefined}
              {...{ hit, index, onChoose, onPoint }}
            />
          ))}
        </div>
      ))}
      {drawn < hits.length && <div aria-hidden="true" style={{ height: (hits.length - drawn) * ROW_PX }} />}
    </div>
  );
}

interface HitLineProps {
  readonly id: string;
  readonly hit: Hit;
  readonly index: number;
  /** Of the line that is chosen. */
  readonly lineRef: Ref<HTMLDivElement> | undefined;
  readonly onChoose: (hit: Hit) => void;
  readonly onPoint: (index: number) => void;
}

function HitLine({ id, hit, index, lineRef, onChoose, onPoint }: HitLineProps) {
  const isActive = lineRef !== undefined;
  return (
    <div
      id={id}
      ref={lineRef}
      role="option"
      aria-selected={isActive}
      data-record-id={hit.kind === 'command' ? undefined : hit.row.personId}
      className={isActive ? 'hit on' : 'hit'}
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
  );
}

/** The lowest a line is anywhere: no window shows more of them than its height has. */
const ROW_PX = 30;

/** How many lines of new hits are drawn: what a window can show at once, with the line that is chosen, and the others behind the frame
 *  somebody waits for (EV44). A deferred value would mostly come before that frame. */
function useDrawn(hits: readonly Hit[], active: number): number {
  const [settled, setSettled] = useState(hits);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => startTransition(() => setSettled(hits)));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [hits]);
  return settled === hits ? hits.length : Math.max(Math.ceil(window.innerHeight / ROW_PX), active + 1);
}
