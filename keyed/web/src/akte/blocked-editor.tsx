import { Button, Kbd } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Note } from '../parts/note.tsx';

/** Stands in place of the editor where content could not be opened: nothing may be saved over it. */
export function BlockedEditor({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="editor">
      <Note icon="broken" tone="warn">
        <b className="n">{t('eintrag.unreadable')}.</b> {t('eintrag.blocked')}
      </Note>
      <div className="editor-actions">
        <Button
          ref={focus}
          onClick={onClose}
          rightSection={<Kbd>Esc</Kbd>}
          onKeyDown={(event) => event.key === 'Escape' && onClose()}
        >
          {t('editor.back')}
        </Button>
      </div>
    </div>
  );
}

function focus(button: HTMLButtonElement | null): void {
  button?.focus();
}
