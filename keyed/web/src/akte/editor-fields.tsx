import { useTranslation } from 'react-i18next';
import { PROSE } from '../text-blocks/prose.ts';
import type { Draft } from './drafts.ts';

const LETTERS_PER_ROW = 90;

/** Day and text of an Eintrag that is being changed. */
export function EditorFields({
  draft,
  isDayWrong,
  onDraft,
}: {
  draft: Draft;
  isDayWrong: boolean;
  onDraft: (draft: Draft) => void;
}) {
  const { t } = useTranslation();
  const rows = draft.text.split('\n').length + Math.floor(draft.text.length / LETTERS_PER_ROW);
  return (
    <>
      <div className="editor-line">
        <input
          className={isDayWrong ? 'editor-day bad' : 'editor-day'}
          aria-label={t('command.day')}
          aria-invalid={isDayWrong}
          autoComplete="off"
          value={draft.day}
          onChange={(event) => onDraft({ ...draft, day: event.currentTarget.value })}
        />
        <textarea
          {...PROSE}
          className="editor-text"
          aria-label={t('editor.text')}
          rows={Math.min(8, rows)}
          autoComplete="off"
          ref={focusAtEnd}
          value={draft.text}
          onChange={(event) => onDraft({ ...draft, text: event.currentTarget.value })}
        />
      </div>
      {isDayWrong && <p className="bad t12">{t('command.dayWrong')}</p>}
    </>
  );
}

/** Called when the field appears: writing goes on where the text ends. */
function focusAtEnd(field: HTMLTextAreaElement | null): void {
  field?.focus();
  field?.setSelectionRange(field.value.length, field.value.length);
}
