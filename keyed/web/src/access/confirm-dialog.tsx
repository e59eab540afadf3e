import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../shell/dialog.tsx';

/** A question before what cannot be undone. The title asks, the text says what follows, the button repeats the verb. */
export function ConfirmDialog({
  title,
  text,
  action,
  onConfirm,
  onClose,
}: {
  title: string;
  text: string;
  action: string;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Dialog isOpen label={title} size={480} onClose={onClose}>
      <div className="approve">
        <h2>{title}</h2>
        <p className="d">{text}</p>
        <div className="row">
          <Button
            variant="filled"
            onClick={() => {
              onConfirm();
              onClose();
            }}
          >
            {action}
          </Button>
          <Button autoFocus onClick={onClose}>
            {t('access.keep')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
