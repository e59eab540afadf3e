import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { Note } from '../parts/note.tsx';
import { ChangeLine } from './change-line.tsx';
import type { ShownField } from './field-words.ts';

/** Somebody else was faster: what they changed; what was typed here is still there (EI9). */
export function MeanwhileNote({ fields }: { fields: readonly ShownField[] }) {
  const { t } = useTranslation();
  return (
    <Note icon="alert" tone="warn">
      <b className="n">{t('settings.meanwhile')}</b> {t('settings.meanwhileHint')}
      <dl className="change-lines">
        {fields.map((field) => (
          <ChangeLine key={field.label} field={field} />
        ))}
      </dl>
    </Note>
  );
}

/** Why nothing was saved; who was faster is said by `MeanwhileNote`. */
export function NotSaved({ failure }: { failure: { readonly code: string } | undefined }) {
  const { t } = useTranslation();
  const other = failure?.code === 'ENTRY_STALE' ? undefined : failure;
  return <FailureNote failure={other} title={t('settings.notSaved')} after={t('settings.stillHere')} />;
}
