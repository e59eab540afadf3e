import { Button } from '@mantine/core';
import type { KitToKeep } from '@siegel/safe';
import { type ChangeEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import { saveFile } from '../parts/save-file.ts';

/** The kit as a file: saved, and if wanted read back from where it was saved. */
export function KitFile({ kit, isSaved, onSaved }: { kit: KitToKeep; isSaved: boolean; onSaved: () => void }) {
  const { t } = useTranslation();
  const [check, setCheck] = useState<'good' | 'bad'>();
  function onSave(): void {
    saveFile(kit.fileName, new Blob([kit.file], { type: 'text/plain' }));
    onSaved();
  }
  async function onCheck(event: ChangeEvent<HTMLInputElement>): Promise<void> {
    const [file] = event.currentTarget.files ?? [];
    if (file === undefined) return;
    const text = await file.text().catch(() => '');
    setCheck(text.trim() === kit.file.trim() ? 'good' : 'bad');
  }
  return (
    <section className={isSaved ? 'way done' : 'way current'} aria-label={t('setup.kit.file')}>
      <span className="way-number">{isSaved ? <Icon name="check" small /> : 1}</span>
      <div>
        <h2>{t('setup.kit.file')}</h2>
        <p>{isSaved ? t('setup.kit.fileSaved', { name: kit.fileName }) : t('setup.kit.fileHint')}</p>
        {isSaved && (
          <label className="link t12 file-pick">
            <input type="file" accept=".txt,text/plain" className="visually-hidden" onChange={(e) => void onCheck(e)} />
            {t('setup.kit.fileCheck')}
          </label>
        )}
        <p className={check === 'bad' ? 'bad t12' : 'ok t12'} role="status">
          {check !== undefined && t(check === 'good' ? 'setup.kit.fileGood' : 'setup.kit.fileBad')}
        </p>
      </div>
      <Button variant={isSaved ? 'default' : 'filled'} autoFocus={!isSaved} onClick={onSave}>
        <Icon name="stick" />
        <span className="way-verb">{t(isSaved ? 'setup.kit.fileAgain' : 'setup.kit.fileSave')}</span>
      </Button>
    </section>
  );
}
