import type { Change } from './change.ts';
import type { AccessView } from '@siegel/safe';
import { type Failure, ok } from '@siegel/wire';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Skeleton } from '../parts/skeleton.tsx';
import { StateBlock } from '../parts/state-block.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { useFailureText } from '../text/failure-text.ts';
import { FactorPart } from '../factors/factor-part.tsx';
import { DeviceList } from './device-list.tsx';
import { PasswordPart } from './password-part.tsx';
import { SlotList } from './slot-list.tsx';

/** "Meine Zugänge": ways to the own keys, devices, and where one is signed in (DV60). */
export function AccessScreen({ account, displayName }: { account: string; displayName: string }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const { view, failure, change } = useAccess();
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
          </>
        )}
      </div>
    </div>
  );
}

function useAccess() {
  const safe = useSafe();
  const [view, setView] = useState<AccessView>();
  const [failure, setFailure] = useState<Failure>();
  const load = useCallback(async () => {
    const loaded = await safe.accessView();
    if (loaded.ok) setView(loaded.value);
    else setFailure(loaded.error);
  }, [safe]);
  useEffect(() => void load(), [load]);
  const change: Change = async (act) => {
    setFailure(undefined);
    const done = await act();
    if (!done.ok) setFailure(done.error);
    else await load();
    return done.ok ? done.value : undefined;
  };
  return { view, failure, change };
}
