import { ALL_RIGHTS, RIGHTS, roleTemplates } from '@siegel/akten';
import type { PeopleView } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../text/language.ts';

/** In place of the name of a template: rights are chosen one by one. */
export const OWN = 'own';

/** Rights one by one, each as its sentence. The mirror is for service devices. */
export function RightChoice({
  chosen,
  given = [],
  legend,
  onChoose,
}: {
  chosen: readonly string[];
  /** Held already, by roles: shown as such. */
  given?: readonly string[];
  legend?: string;
  onChoose: (rights: readonly string[]) => void;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <fieldset className="right-choice">
      <legend>{legend ?? t('people.rights')}</legend>
      {ALL_RIGHTS.filter((right) => right !== 'mirror').map((right) => {
        const isChosen = chosen.includes(right);
        const isGiven = given.includes(right);
        return (
          <label key={right} className={isGiven ? 'd' : undefined}>
            <input
              type="checkbox"
              checked={isChosen || isGiven}
              disabled={isGiven}
              onChange={() => onChoose(isChosen ? chosen.filter((one) => one !== right) : [...chosen, right])}
            />
            <span>
              {RIGHTS[right][language]}
              {isGiven && <span className="m t12"> ({t('roles.byRole')})</span>}
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}

/** What somebody may do: one of the templates, or an own choice. */
export function RoleChoice({
  profile,
  chosen,
  hasOwn = false,
  onChoose,
}: {
  profile: PeopleView['profile'];
  chosen: string;
  /** Whether an own choice of rights can be made, too. */
  hasOwn?: boolean;
  onChoose: (role: string) => void;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <fieldset className="choices invite-roles">
      <legend>{t('people.dialog.role')}</legend>
      {roleTemplates(profile).map(({ name, label, summary }) => (
        <label key={name} className={name === chosen ? 'choice on' : 'choice'}>
          <input type="radio" name="role" checked={name === chosen} onChange={() => onChoose(name)} />
          <span>
            <b className="n">{label[language]}</b>
            <span className="m t12 people-what">{summary[language]}</span>
          </span>
        </label>
      ))}
      {hasOwn && (
        <label className={chosen === OWN ? 'choice on' : 'choice'}>
          <input type="radio" name="role" checked={chosen === OWN} onChange={() => onChoose(OWN)} />
          <span>
            <b className="n">{t('people.ownRights')}</b>
            <span className="m t12 people-what">{t('people.ownRightsHint')}</span>
          </span>
        </label>
      )}
    </fieldset>
  );
}

/** What somebody may do: roles of the organisation, of which more than one may be chosen. */
export function RolesChoice({
  roles,
  chosen,
  onChoose,
}: {
  roles: PeopleView['roles'];
  chosen: readonly string[];
  onChoose: (roleIds: readonly string[]) => void;
}) {
  const { t } = useTranslation();
  return (
    <fieldset className="choices invite-roles">
      <legend>{t('roles.roles')}</legend>
      {roles.map(({ roleId, name, rights }) => {
        const isChosen = chosen.includes(roleId);
        return (
          <label key={roleId} className={isChosen ? 'choice on' : 'choice'}>
            <input
              type="checkbox"
              checked={isChosen}
              onChange={() => onChoose(isChosen ? chosen.filter((one) => one !== roleId) : [...chosen, roleId])}
            />
            <span>
              <b className="n">{name === '' ? t('people.nameless') : name}</b>
              <span className="m t12 people-what">{t('roles.rightCount', { count: rights.length })}</span>
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}

/** Where somebody works. */
export function SiteChoice({
  sites,
  chosen,
  isMissing,
  onChoose,
}: {
  sites: PeopleView['sites'];
  chosen: readonly string[];
  isMissing: boolean;
  onChoose: (siteIds: readonly string[]) => void;
}) {
  const { t } = useTranslation();
  return (
    <fieldset className="choices">
      <legend>{t('people.dialog.site')}</legend>
      {sites.map(({ siteId, name }) => {
        const isChosen = chosen.includes(siteId);
        return (
          <label key={siteId} className={isChosen ? 'choice on' : 'choice'}>
            <input
              type="checkbox"
              checked={isChosen}
              onChange={() => onChoose(isChosen ? chosen.filter((one) => one !== siteId) : [...chosen, siteId])}
            />
            <span className="n">{name}</span>
          </label>
        );
      })}
      {isMissing && (
        <p className="mantine-InputWrapper-error" role="alert">
          {t('people.dialog.siteMissing')}
        </p>
      )}
    </fieldset>
  );
}
