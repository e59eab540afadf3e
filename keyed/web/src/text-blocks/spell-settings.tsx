import { Switch } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Note } from '../parts/note.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { spellCheckChanged } from './use-spell-check.ts';

/** The browser's spell check, for this user on this device, with what it may cost (TB15). */
export function SpellSettings() {
  const { t } = useTranslation();
  const safe = useSafe();
  const [isOn, setIsOn] = useState<boolean>();
  useEffect(() => void safe.writingAids().then((aids) => setIsOn(aids.isSpellChecked)), [safe]);
  async function set(wanted: boolean): Promise<void> {
    setIsOn(wanted);
    await safe.setSpellCheck(wanted);
    spellCheckChanged();
  }
  return (
    <section className="settings-part" aria-labelledby="spell-check">
      <h3 id="spell-check">{t('textBlocks.spell')}</h3>
      <Switch
        label={t('textBlocks.spellOn')}
        disabled={isOn === undefined}
        checked={isOn === true}
        onChange={(event) => void set(event.currentTarget.checked)}
      />
      <Note icon="alert" tone="warn">
        {t('textBlocks.spellWarning')}
      </Note>
    </section>
  );
}
