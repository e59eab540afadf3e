import type { PersonView } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { useSafe } from '../safe/safe-context.ts';
import '../design/akten-sites.css';

/** At which site something is written for the person, to be chosen where there is a choice; and where others have Akten that are not
 *  to be opened here (BS13, BS14). */
export function SiteSwitch({ view }: { view: PersonView }) {
  const { t } = useTranslation();
  const safe = useSafe();
  const { writesAt, elsewhere, may, person } = view;
  const [now] = writesAt;
  const named = (name: string) => (name === '' ? t('sites.nameless') : name);
  // Of a person who was merged there may be two Akten at one site.
  const onlySites = [...new Set(view.akten.map(({ siteName }) => named(siteName)))].join(', ');
  return (
    <div className="site-switch t12">
      {may.write && now !== undefined && writesAt.length > 1 ? (
        <label>
          <span className="m">{t('aktenSites.writesAt')}</span>
          <select
            value={now.siteId}
            onChange={({ currentTarget }) => void safe.chooseSite(person.personId, currentTarget.value)}
          >
            {writesAt
              .toSorted((a, b) => a.siteName.localeCompare(b.siteName, 'de'))
              .map(({ siteId, siteName, hasAkte }) => (
                <option key={siteId} value={siteId}>
                  {hasAkte ? named(siteName) : t('aktenSites.without', { name: named(siteName) })}
                </option>
              ))}
          </select>
        </label>
      ) : (
        <span className="m">{onlySites}</span>
      )}
      {elsewhere.length > 0 && (
        <span className="m">{t('aktenSites.elsewhere', { sites: elsewhere.map(named).join(', ') })}</span>
      )}
    </div>
  );
}
