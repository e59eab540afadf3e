import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Says that rows wait which others wrote, and shows them when asked. */
export function NewRows({ waiting, onShow }: { waiting: number; onShow: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="new-rows" role="status">
      {waiting > 0 && (
        <Button variant="filled" onClick={onShow}>
          {t('akte.newRows', { count: waiting })}
        </Button>
      )}
    </div>
  );
}
