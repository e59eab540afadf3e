import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../shell/dialog.tsx';

/** Asks before strict mode is switched, and says what it can take back and what not (BS29). */
export function StrictDialog({
  isOn,
  onConfirm,
  onClose,
}: {
  isOn: boolean;
  onConfirm: () => Promise<void>;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [isBusy, setIsBusy] = useState(false);
  const title = t(isOn ? 'strict.askOff' : 'strict.askOn');
  const confirm = async () => {
    setIsBusy(true);
    await onConfirm();
    onClose();
  };
  return (
    <Dialog isOpen label={title} size={560} onClose={onClose}>
      <div className="approve">
        <h2>{title}</h2>
        {isOn ? <p className="d">{t('strict.offText')}</p> : <WhatItDoes />}
        <div className="row">
          <Button variant="filled" loading={isBusy} onClick={() => void confirm()}>
            {isBusy ? t('strict.switching') : t(isOn ? 'strict.turnOff' : 'strict.turnOn')}
          </Button>
          <Button autoFocus disabled={isBusy} onClick={onClose}>
            {t('strict.cancel')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

function WhatItDoes() {
  const { t } = useTranslation();
  return (
    <div className="d leave-list">
      <b>{t('strict.onNow')}</b>
      <ul>
        <li>{t('strict.onFind')}</li>
        <li>{t('strict.onKeys')}</li>
        <li>{t('strict.onBoth')}</li>
      </ul>
      <b>{t('strict.onNot')}</b>
      <ul>
        <li>{t('strict.onNotRead')}</li>
        <li>{t('strict.onNotKeys')}</li>
      </ul>
      <p>{t('strict.onSee')}</p>
    </div>
  );
}
