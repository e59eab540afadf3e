import type { SettingsView } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { OfflineRule } from './offline-rule.tsx';
import type { Change } from '../access/change.ts';
import { FailureNote } from '../parts/failure-note.tsx';
import { useSafe } from '../safe/safe-context.ts';
import type { SettingsPartProps } from './settings-part.ts';

/** Whether devices open without the server (DV15). */
export function OfflineSettings({ mayChange }: SettingsPartProps) {
  const { t } = useTranslation();
  const safe = useSafe();
  const [view, setView] = useState<SettingsView>();
  const [failure, setFailure] = useState<Failure>();
  const load = useCallback(async () => {
    const loaded = await safe.settingsView();
    if (loaded.ok) setView(loaded.value);
    else setFailure(loaded.error);
  }, [safe]);
  useEffect(() => void load(), [load]);
  const change: Change = async (act) => {
    setFailure(undefined);
    const done = await act();
    if (!done.ok) setFailure(done.error);
    await load();
    return done.ok ? done.value : undefined;
  };
  return (
    <section className="settings-part" aria-label={t('settings.offline.title')}>
      <h3>{t('settings.offline.title')}</h3>
      <FailureNote failure={failure} title={t('settings.notSaved')} />
      {view !== undefined && (
        <OfflineRule isAllowed={view.isOfflineSlotAllowed} mayChange={mayChange} change={change} />
      )}
    </section>
  );
}
