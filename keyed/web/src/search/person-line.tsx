import type { PersonRow } from '@siegel/safe';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import { ageOn, formatDay, localDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';

/** One person in a result list: name, date of birth, street, town, number. Drawn anew only for another row: a letter that is typed draws
 *  the list before its answer has come. */
export const PersonLine = memo(function PersonLine({ row }: { row: PersonRow }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const age = row.geburtsdatum === undefined ? undefined : ageOn(row.geburtsdatum, localDay(Date.now()));
  return (
    <>
      <Icon name="folder" small />
      <span className="n hit-name" title={fullName(row)}>
        {row.isDead === true && <Cross />}
        {fullName(row)} <CaveMark row={row} />
        {row.isArchived === true && (
          <>
            {' '}
            <span className="chip">{t('archive.chip')}</span>
          </>
        )}
        {row.foundAs !== undefined && <span className="m"> {t('merge.foundAs', { name: row.foundAs })}</span>}
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
});

/** Says that there is a warning for the person; what it is stands in the Akte (PE30). */
export function CaveMark({ row }: { row: Pick<PersonRow, 'hasCave'> }) {
  const { t } = useTranslation();
  if (row.hasCave !== true) return null;
  return (
    <abbr className="cave-mark" title={t('persons.cave.hint')}>
      {t('persons.cave.mark')}
    </abbr>
  );
}

/** The sign of somebody who has died, with its word. */
export function Cross() {
  const { t } = useTranslation();
  return (
    <>
      <span aria-hidden="true">† </span>
      <span className="visually-hidden">{t('death.word')} </span>
    </>
  );
}

/** "Brandt, Ilse", as lists write it. */
export function fullName(row: Pick<PersonRow, 'familienname' | 'vorname'>): string {
  return row.vorname === '' ? row.familienname : `${row.familienname}, ${row.vorname}`;
}
