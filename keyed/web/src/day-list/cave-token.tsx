import type { PersonRow } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';

/** The warning of a person in a dense list: a sign that keeps its place however long the name is, with its words for who hears or
 *  hovers it (TL23). What the warning is stands in the Akte. */
export function CaveToken({ person }: { person: Pick<PersonRow, 'hasCave'> | undefined }) {
  const { t } = useTranslation();
  if (person?.hasCave !== true) return null;
  return (
    <span className="cave-token" title={`${t('persons.cave.mark')}: ${t('persons.cave.hint')}`}>
      <Icon name="alert" small />
      <span className="visually-hidden"> {t('persons.cave.mark')}</span>
    </span>
  );
}
