import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { hiddenSalt, switchHidden } from './hidden-mode.ts';

/** Names hidden or shown, in this browser (EV30). */
export function HiddenSettings() {
  const { t } = useTranslation();
  return (
    <section className="settings-part" aria-labelledby="hidden-names">
      <h3 id="hidden-names">{t('hidden.title')}</h3>
      <Switch
        label={t('hidden.title')}
        checked={hiddenSalt() !== undefined}
        onChange={(event) => switchHidden(event.currentTarget.checked)}
      />
      <p className="d">{t('hidden.hint')}</p>
    </section>
  );
}
