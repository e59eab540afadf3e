import { ALL_RIGHTS, comesTo, RIGHT_CLAIMS, RIGHTS } from '@siegel/akten';
import type { RoleOfHouse } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import { useLanguage } from '../text/language.ts';

const HOLDERS = ['key', 'everybody', 'program'] as const;

/** Rights by roles, and what holds each right in three columns (RO7). The mirror is for service devices and no role's. */
export function RightsMatrix({ roles }: { roles: readonly RoleOfHouse[] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <>
      <div className="matrix-scroll" tabIndex={0} role="region" aria-label={t('roles.matrix.caption')}>
        <table className="rights-matrix">
          <caption className="visually-hidden">{t('roles.matrix.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('roles.matrix.right')}</th>
              {roles.map(({ roleId, name }) => (
                <th key={roleId} scope="col" className="matrix-role">
                  {name === '' ? t('people.nameless') : name}
                </th>
              ))}
              {HOLDERS.map((holder) => (
                <th key={holder} scope="col" className="matrix-held">
                  {t(`roles.matrix.${holder}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ALL_RIGHTS.filter((right) => right !== 'mirror').map((right) => (
              <tr key={right}>
                <th scope="row">{RIGHTS[right][language]}</th>
                {roles.map(({ roleId, rights }) => (
                  <td key={roleId} className="matrix-role">
                    {comesTo(new Set(rights), right) ? (
                      <Icon name="check" small title={t('roles.matrix.yes')} />
                    ) : (
                      <span className="visually-hidden">{t('roles.matrix.no')}</span>
                    )}
                  </td>
                ))}
                {HOLDERS.map((holder) => (
                  <td key={holder} className="t12 matrix-held">
                    {RIGHT_CLAIMS[right][holder]?.[language]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="d t12">{t('roles.matrix.known')}</p>
      <p className="d t12">{t('roles.matrix.older')}</p>
    </>
  );
}
