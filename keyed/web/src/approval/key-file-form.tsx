import { Button } from '@mantine/core';
import { type ChangeEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';

/** Far more than a key file has; anything larger is none. */
const MOST_BYTES = 64 * 1024;

/** The user key file, from a stick or a folder. It is read here and sent nowhere. */
export function KeyFileForm({ isBusy, onFile }: { isBusy: boolean; onFile: (text: string) => void }) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  async function onChange({ currentTarget }: ChangeEvent<HTMLInputElement>): Promise<void> {
    const [file] = currentTarget.files ?? [];
    if (file === undefined) return;
    onFile(file.size > MOST_BYTES ? '' : await file.text());
    currentTarget.value = '';
  }
  return (
    <div className="key-way">
      <p className="d">{t('devices.fileHint')}</p>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        className="visually-hidden"
        aria-label={t('devices.chooseFile')}
        tabIndex={-1}
        onChange={(event) => void onChange(event)}
      />
      <Button
        variant="filled"
        autoFocus
        aria-disabled={isBusy}
        leftSection={<Icon name="key" />}
        onClick={() => input.current?.click()}
      >
        {t(isBusy ? 'devices.setUpBusy' : 'devices.chooseFile')}
      </Button>
    </div>
  );
}
