import type { SettingsView } from '@siegel/safe';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSafe } from '../safe/safe-context.ts';

/** The kind of the organisation, and why it stays (EI4). */
export function ProfileSettings() {
  const { t } = useTranslation();
  const safe = useSafe();
  const [profile, setProfile] = useState<SettingsView['profile']>();
  useEffect(() => {
    void safe.settingsView().then((view) => {
      if (view.ok) setProfile(view.value.profile);
    });
  }, [safe]);
  return (
    <section className="settings-part" aria-label={t('settings.profile.title')}>
      <h3>{t('settings.profile.title')}</h3>
      {profile !== undefined && <p className="n">{t(`settings.profile.${profile}`)}</p>}
      <p className="m t12">{t('settings.profile.hint')}</p>
    </section>
  );
}
