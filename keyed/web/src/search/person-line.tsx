import type { PersonRow } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import { ageOn, formatDay, localDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';

/** One person in a result list: name, date of birth, street, town, number. */
export function PersonLine({ row }: { row: PersonRow }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const age = row.geburtsdatum === undefined ? undefined : ageOn(row.geburtsdatum, localDay(Date.now()));
  return (
    <>
      <Icon name="folder" small />
      <span className="n hit-name" title={fullName(row)}>
        {fullName(row)}
      </span>
      <span className="hit-birth">
        {row.geburtsdatum !== undefined && formatDay(row.geburtsdatum, language)}
        {age !== undefined && (
          <span className="m"> {'years' in age ? age.years : t('person.monthsShort', { count: age.months })}</span>
        )}
      </span>
      <span className="d el hit-street">{row.strasse}</span>
      <span className="d el hit-town">{row.ort}</span>
      <span className="m hit-number">{row.patientennummer}</span>
    </>
  );
}

/** "Brandt, Ilse", as lists write it. */
export function fullName(row: Pick<PersonRow, 'familienname' | 'vorname'>): string {
  return row.vorname === '' ? row.familienname : `${row.familienname}, ${row.vorname}`;
}
