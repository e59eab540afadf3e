import { later } from '../shell/later.ts';
import type { Change } from './change.ts';
import type { AccessView } from '@siegel/safe';
import { type Failure, ok } from '@siegel/wire';
import { Suspense, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Skeleton } from '../parts/skeleton.tsx';
import { StateBlock } from '../parts/state-block.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { useFailureText } from '../text/failure-text.ts';
import { FactorPart } from '../factors/factor-part.tsx';
import { ConfirmPassword } from './confirm-password.tsx';
import { DeviceList } from './device-list.tsx';
import { PasswordPart } from './password-part.tsx';
import { SlotList } from './slot-list.tsx';

const OwnPlace = later(async () => (await import('../org/own-place.tsx')).OwnPlace);

/** "Meine Zugänge": ways to the own keys, devices, and where one is signed in (DV60). */
export function AccessScreen({
  account,
  displayName,
  onOrg,
}: {
  account: string;
  displayName: string;
  onOrg: () => void;
}) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const { view, failure, change, asking } = useAccess();
  return (
    <div className="access">
      <div className="bar line">
        <h1>{t('access.title')}</h1>
      </div>
      <div className="access-body">
        {failure !== undefined && (
          <StateBlock icon="alert" title={t('access.failed')} tone="bad">
            {failureText(failure)}
          </StateBlock>
        )}
        {view === undefined && failure === undefined && <Skeleton label={t('access.loading')} lines={6} />}
        {view !== undefined && (
          <>
            <PasswordPart user={{ account, displayName }} onChanged={() => void change(async () => ok(true))} />
            <FactorPart />
            <SlotList slots={view.slots} change={change} user={{ account, displayName }} />
            <DeviceList devices={view.devices} isAdministrator={view.isAdministrator} change={change} />
            <Suspense>
              <OwnPlace onShow={onOrg} />
            </Suspense>
          </>
        )}
        {asking !== undefined && <ConfirmPassword onDone={asking.goOn} onClose={asking.giveUp} />}
      </div>
    </div>
  );
}

function useAccess() {
  const safe = useSafe();
  const [view, setView] = useState<AccessView>();
  const [failure, setFailure] = useState<Failure>();
  const [asking, setAsking] = useState<{ readonly goOn: () => void; readonly giveUp: () => void }>();
  const load = useCallback(async () => {
    const loaded = await safe.accessView();
    if (loaded.ok) setView(loaded.value);
    else setFailure(loaded.error);
  }, [safe]);
  useEffect(() => void load(), [load]);
  const change: Change = async (act) => {
    setFailure(undefined);
    const done = await act();
    if (!done.ok && done.error.code === 'PASSWORD_NEEDED')
      return new Promise((resolve) => {
        const goOn = () => {
          setAsking(undefined);
          void change(act).then(resolve);
        };
        const giveUp = () => {
          setAsking(undefined);
          resolve(undefined);
        };
        setAsking({ goOn, giveUp });
      });
    if (!done.ok) setFailure(done.error);
    else await load();
    return done.ok ? done.value : undefined;
  };
  return { view, failure, change, asking };
}
