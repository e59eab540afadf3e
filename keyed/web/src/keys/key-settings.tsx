import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { switchSingleKeys, useSingleKeys } from './single-keys.ts';

/** Single keys on or off, of this browser (EV20). */
export function KeySettings() {
  const { t } = useTranslation();
  const isOn = useSingleKeys();
  return (
    <section className="settings-part" aria-labelledby="single-keys">
      <h3 id="single-keys">{t('keys.single.title')}</h3>
      <Switch
        label={t('keys.single.on')}
        checked={isOn}
        onChange={(event) => switchSingleKeys(event.currentTarget.checked)}
      />
      <p className="d">{t('keys.single.hint')}</p>
    </section>
  );
}
