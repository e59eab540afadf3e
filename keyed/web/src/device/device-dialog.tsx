import { Button, Kbd } from '@mantine/core';
import type { SafeStatus } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../shell/dialog.tsx';
import { Icon } from '../parts/icon.tsx';
import { DeviceFacts } from './device-facts.tsx';
import { UpdateNote } from './update-note.tsx';
import { WaitingList } from './waiting-list.tsx';

/** What stands behind the status lamp (CD14): what waits, how far this device can vouch for what it shows, and which program it
 *  runs. */
export function DeviceDialog({
  isOpen,
  status,
  draftCount,
  onClose,
  onGo,
}: {
  isOpen: boolean;
  status: SafeStatus;
  draftCount: number;
  onClose: () => void;
  onGo: (personId: string) => void;
}) {
  const { t } = useTranslation();
  const go = (personId: string) => {
    onClose();
    onGo(personId);
  };
  return (
    <Dialog isOpen={isOpen} label={t('device.title')} size={620} onClose={onClose}>
      <div className="device">
        <div className="device-head">
          <h2>{t('device.title')}</h2>
          <span className="sp" />
          <Button
            variant="subtle"
            onClick={onClose}
            leftSection={<Icon name="close" small />}
            rightSection={<Kbd>Esc</Kbd>}
          >
            {t('device.close')}
          </Button>
        </div>
        <UpdateNote draftCount={draftCount} />
        <WaitingList status={status} onGo={go} />
        <DeviceFacts status={status} />
      </div>
    </Dialog>
  );
}
