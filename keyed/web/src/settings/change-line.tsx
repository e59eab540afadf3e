import { useTranslation } from 'react-i18next';
import type { ShownField } from './field-words.ts';

/** What a field was and what it is now, in words; of something new only what it is. */
export function ChangeLine({ field, isNew = false }: { field: ShownField; isNew?: boolean }) {
  return (
    <div className="change-line">
      <dt>{field.label}</dt>
      <dd>
        {!isNew && <Before words={field.before} />}
        <b className="n">{field.after}</b>
      </dd>
    </div>
  );
}

function Before({ words }: { words: string }) {
  const { t } = useTranslation();
  return (
    <>
      <span className="visually-hidden">{t('settings.changes.before')}: </span>
      <s>{words}</s>
      <span aria-hidden="true"> → </span>
      <span className="visually-hidden">{t('settings.changes.after')}: </span>
    </>
  );
}
