import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import { useOthers } from './editing-context.ts';

/** Says who else changes a record right now, before two wordings come of it; nothing while nobody does. */
export function EditingNotice({ recordId, of }: { recordId: string; of: 'eintrag' | 'person' }) {
  const { t } = useTranslation();
  const others = useOthers(recordId);
  if (others.length === 0) return null;
  const names = others.map((name) => (name === '' ? t('presence.somebody') : name)).join(', ');
  const many = others.length > 1 ? 'many' : 'one';
  return (
    <span className="presence" role="status">
      <Icon name="pen" small />
      {t(`presence.${of === 'person' ? 'person' : many}`, { names })}
    </span>
  );
}
