import { Button } from '@mantine/core';
import type { LogDevice, LogFilter, PersonOfHouse } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import '../design/log.css';
import { FailureNote } from '../parts/failure-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { StateBlock } from '../parts/state-block.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { Dialog } from '../shell/dialog.tsx';
import { formatMoment } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { AccessSheetDialog } from './access-sheet-dialog.tsx';
import type { LogHouse } from './chosen-text.ts';
import { LogFilters } from './log-filters.tsx';
import { LogSettings } from './log-settings.tsx';
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
  const house = useHouse(person?.name);
  const log = useLog(filter);
  const [notSaved, setNotSaved] = useState<Failure>();
  const [opened, setOpened] = useState<'sheet' | 'rules'>();
  const close = () => setOpened(undefined);
  const hasNoRight = log.failure?.code === 'RIGHT_MISSING';
  return (
    <section className="log" aria-label={t('log.title')}>
      <div className="bar line">
        <h1>{t('log.title')}</h1>
        <span className="sp" />
        {!hasNoRight && filter.personId !== undefined && (
          <Button onClick={() => setOpened('sheet')}>{t('log.sheet.open')}</Button>
        )}
        {!hasNoRight && <Button onClick={() => setOpened('rules')}>{t('log.settings.open')}</Button>}
      </div>
      {hasNoRight ? (
        <StateBlock icon="lock" title={t('log.noRight')}>
          {t('log.noRightHint')}
        </StateBlock>
      ) : (
        <>
          <LogFilters
            filter={filter}
            people={house.people}
            devices={house.devices}
            personName={filter.personId === undefined ? undefined : person?.name}
            onChange={setFilter}
          />
          <SaveLog filter={filter} house={house} onFailure={setNotSaved} />
          <div className="log-body" role="region" tabIndex={0} aria-label={t('log.table')}>
            <FailureNote failure={notSaved} title={t('log.notSaved')} />
            <FailureNote failure={log.failure} title={t('log.failed')} />
            {log.read.rows.length > 0 && <LogTable rows={log.read.rows} />}
            <LogFoot {...log} />
          </div>
        </>
      )}
      <OpenedDialog opened={opened} personId={filter.personId} mayChange={house.mayChange} onClose={close} />
    </section>
  );
}

function OpenedDialog({
  opened,
  personId,
  mayChange,
  onClose,
}: {
  opened: 'sheet' | 'rules' | undefined;
  personId: string | undefined;
  mayChange: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  if (opened === 'sheet' && personId !== undefined) return <AccessSheetDialog personId={personId} onClose={onClose} />;
  return (
    <Dialog isOpen={opened === 'rules'} label={t('log.settings.title')} size={640} onClose={onClose}>
      <div className="approve">
        <h2 className="visually-hidden">{t('log.settings.title')}</h2>
        <LogSettings mayChange={mayChange} />
        <div className="row">
          <Button onClick={onClose}>{t('log.sheet.close')}</Button>
        </div>
      </div>
    </Dialog>
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

/** Who and what there is to choose from, and whether the own user may change rules. */
function useHouse(personName: string | undefined): LogHouse & { readonly mayChange: boolean } {
  const safe = useSafe();
  const [people, setPeople] = useState<readonly PersonOfHouse[]>([]);
  const [devices, setDevices] = useState<readonly LogDevice[]>([]);
  const [mayChange, setMayChange] = useState(false);
  useEffect(() => {
    void safe.peopleView().then((view) => {
      if (!view.ok) return;
      setPeople(view.value.people);
      setMayChange(view.value.mayAdminister);
    });
    void safe.logDevices().then((found) => {
      if (found.ok) setDevices(found.value);
    });
  }, [safe]);
  return { people, devices, personName, mayChange };
}
