import { Button, Kbd } from '@mantine/core';
import type { ApprovalRequestView } from '@siegel/safe';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { useKeys } from '../shell/use-keys.ts';
import { type ApprovalWay, ApproveDialog } from './approve-dialog.tsx';

/** On every screen of an approved device: a new browser of the own account asks to be let in (DV6). */
export function ApprovalNotice() {
  const { t } = useTranslation();
  const safe = useSafe();
  const requests = useRequests();
  const [opened, setOpened] = useState<{ readonly approval: string; readonly way: ApprovalWay }>();
  const [isRefused, setIsRefused] = useState(false);
  const [first] = requests;
  const onAnswer = (way: ApprovalWay) => {
    if (first !== undefined) setOpened({ approval: first.approval, way });
  };
  const onCompare = () => onAnswer('words');
  const onScan = () => onAnswer('code');
  const onRefuse = () => {
    if (first === undefined) return;
    void safe.refuseDevice(first.approval);
    setIsRefused(true);
  };
  useKeys(first === undefined || opened !== undefined ? {} : { 'Alt+KeyW': onCompare, 'Alt+KeyC': onScan });
  return (
    <>
      {first !== undefined && opened === undefined && (
        <div className="notice" role="alert" aria-label={t('devices.asks')}>
          <Icon name="key" />
          <div>
            <b className="n">{t('devices.asks')}</b>
            <p className="d">{t('devices.asksHint')}</p>
            {first.stoppedBefore > 0 && (
              <p className="d warn-text">{t('devices.stoppedBefore', { count: first.stoppedBefore })}</p>
            )}
          </div>
          <div className="row">
            <Button variant="filled" rightSection={<Kbd>Alt W</Kbd>} onClick={onCompare}>
              {t('devices.compare')}
            </Button>
            <Button rightSection={<Kbd>Alt C</Kbd>} onClick={onScan}>
              {t('devices.scan')}
            </Button>
            <Button onClick={onRefuse}>{t('devices.notMe')}</Button>
          </div>
        </div>
      )}
      {first === undefined && isRefused && (
        <div className="notice" role="alert" aria-label={t('devices.refusedTitle')}>
          <Icon name="alert" />
          <div>
            <b className="n">{t('devices.refusedTitle')}</b>
            <p className="d">{t('devices.refusedHint')}</p>
          </div>
          <Button onClick={() => setIsRefused(false)}>{t('devices.understood')}</Button>
        </div>
      )}
      {opened !== undefined && <ApproveDialog {...opened} onClose={() => setOpened(undefined)} />}
    </>
  );
}

function useRequests(): readonly ApprovalRequestView[] {
  const safe = useSafe();
  const [requests, setRequests] = useState<readonly ApprovalRequestView[]>([]);
  useEffect(() => safe.watchApprovalRequests(setRequests), [safe]);
  return requests;
}
