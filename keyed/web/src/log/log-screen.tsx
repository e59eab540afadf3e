import { Button } from '@mantine/core';
import type { LogFilter, PersonOfHouse } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import '../design/log.css';
import { FailureNote } from '../parts/failure-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { StateBlock } from '../parts/state-block.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { formatMoment } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { LogFilters } from './log-filters.tsx';
import { LogTable } from './log-table.tsx';
import { SaveLog } from './save-log.tsx';
import { type ReadLog, useLog } from './use-log.ts';

/** "Protokoll": who got, opened and changed what, from the verified journal (LG1). */
export function LogScreen({ person }: { person: { readonly personId: string; readonly name: string } | undefined }) {
  const { t } = useTranslation();
  const [filter, setFilter] = useState<LogFilter>({
    groups: [],
    ...(person !== undefined && { personId: person.personId }),
  });
  const people = usePeopleOfHouse();
  const log = useLog(filter);
  const [notSaved, setNotSaved] = useState<Failure>();
  const hasNoRight = log.failure?.code === 'RIGHT_MISSING';
  return (
    <section className="log" aria-label={t('log.title')}>
      <div className="bar line">
        <h1>{t('log.title')}</h1>
        <span className="sp" />
        {!hasNoRight && <SaveLog filter={filter} onFailure={setNotSaved} />}
      </div>
      {hasNoRight ? (
        <StateBlock icon="lock" title={t('log.noRight')}>
          {t('log.noRightHint')}
        </StateBlock>
      ) : (
        <>
          <LogFilters
            filter={filter}
            people={people}
            personName={filter.personId === undefined ? undefined : person?.name}
            onChange={setFilter}
          />
          <div className="log-body">
            <FailureNote failure={notSaved} title={t('log.notSaved')} />
            <FailureNote failure={log.failure} title={t('log.failed')} />
            {log.read.rows.length > 0 && <LogTable rows={log.read.rows} />}
            <LogFoot {...log} />
          </div>
        </>
      )}
    </section>
  );
}

function LogFoot({
  read,
  isReading,
  failure,
  older,
  stop,
}: {
  read: ReadLog;
  isReading: boolean;
  failure: unknown;
  older: () => void;
  stop: () => void;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const moment = read.lookedToMs === undefined ? '' : formatMoment(read.lookedToMs, language);
  if (isReading && read.rows.length === 0)
    return (
      <>
        <Skeleton label={t('log.loading')} lines={8} />
        {moment !== '' && <p className="m t12">{t('log.looked', { moment })}</p>}
      </>
    );
  if (failure !== undefined) return null;
  if (read.rows.length === 0)
    return (
      <StateBlock icon="list" title={t('log.empty')}>
        {t('log.emptyHint', { moment })}
      </StateBlock>
    );
  return (
    <p className="log-foot row" role="status">
      {read.next === null && <span className="m">{t('log.whole')}</span>}
      {read.next !== null && !isReading && <Button onClick={older}>{t('log.older')}</Button>}
      {isReading && <Button onClick={stop}>{t('log.stop')}</Button>}
      {read.next !== null && <span className="m t12">{t('log.looked', { moment })}</span>}
    </p>
  );
}

function usePeopleOfHouse(): readonly PersonOfHouse[] {
  const safe = useSafe();
  const [people, setPeople] = useState<readonly PersonOfHouse[]>([]);
  useEffect(() => {
    void safe.peopleView().then((view) => {
      if (view.ok) setPeople(view.value.people);
    });
  }, [safe]);
  return people;
}
