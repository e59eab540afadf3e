import { Button, Kbd } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { Dialog } from '../shell/dialog.tsx';

/** A dialog with a form and its two buttons. */
export function EditForm({
  title,
  failure,
  onSave,
  onClose,
  children,
}: {
  title: string;
  failure: { readonly code: string } | undefined;
  onSave: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <Dialog isOpen label={title} size={560} onClose={onClose}>
      <form
        noValidate
        className="approve appointment-form"
        onSubmit={(event) => {
          event.preventDefault();
          onSave();
        }}
      >
        <h2>{title}</h2>
        {children}
        <FailureNote failure={failure} title={t('calendarSettings.failed')} />
        <div className="row">
          <Button type="submit" variant="filled" rightSection={<Kbd>Enter</Kbd>}>
            {t('calendarSettings.save')}
          </Button>
          <Button onClick={onClose}>{t('calendarSettings.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
