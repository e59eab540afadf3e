import { useTranslation } from 'react-i18next';
import type { ShownField } from './field-words.ts';

/** What a field was and what it is now, in words. */
export function ChangeLine({ field }: { field: ShownField }) {
  const { t } = useTranslation();
  return (
    <div className="change-line">
      <dt>{field.label}</dt>
      <dd>
        <span className="visually-hidden">{t('settings.changes.before')}: </span>
        <s>{field.before}</s>
        <span aria-hidden="true"> → </span>
        <span className="visually-hidden">{t('settings.changes.after')}: </span>
        <b className="n">{field.after}</b>
      </dd>
    </div>
  );
}
