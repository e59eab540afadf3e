import { Kbd } from '@mantine/core';
import { useEffect, useRef } from 'react';
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
  const groups = (['command', 'recent', 'exact', 'sound'] as const)
    .map((kind) => ({ kind, members: hits.flatMap((hit, index) => (hit.kind === kind ? [{ hit, index }] : [])) }))
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
    </div>
  );
}
