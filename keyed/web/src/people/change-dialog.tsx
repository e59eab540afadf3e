import { roleTemplates } from '@siegel/akten';
import { Button, Kbd } from '@mantine/core';
import type { PeopleView, PersonOfHouse } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { Dialog } from '../shell/dialog.tsx';
import { OWN, RightChoice, RoleChoice, RolesChoice, SiteChoice } from './choices.tsx';
import { NameFields } from './name-fields.tsx';
import { templateOf } from './template-of.ts';

/** Name, rights and sites of a colleague (IV31). */
export function ChangeDialog({
  view,
  person,
  onDone,
  onClose,
}: {
  view: PeopleView;
  person: PersonOfHouse;
  onDone: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const title = t('people.changeTitle', { name: person.name });
  return (
    <Dialog isOpen label={title} size={620} onClose={onClose}>
      <ChangeForm {...{ view, person, title, onDone, onClose }} />
    </Dialog>
  );
}

interface ChangeFormProps {
  readonly view: PeopleView;
  readonly person: PersonOfHouse;
  readonly title: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

function ChangeForm({ view, person, title, onDone, onClose }: ChangeFormProps) {
  const { t } = useTranslation();
  const { fields, change, chooseRole, isNameless, failure, isBusy, submit } = useChange(view, person, onDone);
  return (
    <form
      noValidate
      className="approve invite"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h2>{title}</h2>
      <p className="d">{t('people.changeHint')}</p>
      <NameFields {...fields} isNameless={isNameless} onChange={change} />
      {view.roles.length > 0 ? (
        <RolesAndRights view={view} fields={fields} onChange={change} />
      ) : (
        <>
          <RoleChoice profile={view.profile} chosen={fields.role} hasOwn onChoose={chooseRole} />
          {fields.role === OWN && <RightChoice chosen={fields.rights} onChoose={(rights) => change({ rights })} />}
        </>
      )}
      {view.sites.length > 1 && (
        <SiteChoice
          sites={view.sites}
          chosen={fields.siteIds}
          isMissing={false}
          onChoose={(siteIds) => change({ siteIds })}
        />
      )}
      <FailureNote failure={failure} title={t('people.failed')} />
      <div className="row">
        <Button type="submit" variant="filled" aria-disabled={isBusy} rightSection={<Kbd>Enter</Kbd>}>
          {t(isBusy ? 'people.saving' : 'people.save')}
        </Button>
        <Button onClick={onClose}>{t('people.dialog.cancel')}</Button>
      </div>
    </form>
  );
}

/** Roles, and single rights beyond them; those are shown once somebody asks, or has any. */
function RolesAndRights({
  view,
  fields,
  onChange,
}: {
  view: PeopleView;
  fields: ChangeFields;
  onChange: (changed: Partial<ChangeFields>) => void;
}) {
  const { t } = useTranslation();
  const given = view.roles.filter(({ roleId }) => fields.roleIds.includes(roleId)).flatMap(({ rights }) => rights);
  return (
    <>
      <RolesChoice roles={view.roles} chosen={fields.roleIds} onChoose={(roleIds) => onChange({ roleIds })} />
      <details open={fields.rights.length > 0 ? true : undefined}>
        <summary className="link">{t('roles.beyond')}</summary>
        <RightChoice
          chosen={fields.rights}
          given={given}
          legend={t('roles.beyondLegend')}
          onChoose={(rights) => onChange({ rights })}
        />
      </details>
    </>
  );
}

interface ChangeFields {
  readonly name: string;
  readonly profession: string;
  readonly role: string;
  readonly roleIds: readonly string[];
  readonly rights: readonly string[];
  readonly siteIds: readonly string[];
}

function useChange(view: PeopleView, person: PersonOfHouse, onDone: () => void) {
  const safe = useSafe();
  const [fields, setFields] = useState<ChangeFields>({
    name: person.name,
    profession: person.profession,
    role: templateOf(person.rights, view.profile)?.name ?? OWN,
    roleIds: person.roles.map(({ roleId }) => roleId),
    rights: person.ownRights,
    siteIds: person.sites.map(({ siteId }) => siteId),
  });
  const [isTried, setIsTried] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const change = (changed: Partial<ChangeFields>) => setFields({ ...fields, ...changed });
  /** An own choice begins with what was chosen before. */
  function chooseRole(role: string): void {
    const template = roleTemplates(view.profile).find(({ name }) => name === role);
    change({ role, rights: template?.rights ?? fields.rights });
  }
  async function submit(): Promise<void> {
    setIsTried(true);
    if (isBusy || fields.name.trim() === '') return;
    setIsBusy(true);
    const { name, profession, roleIds, rights, siteIds } = fields;
    const changed = await safe.changePerson(person.userId, { name, profession, roleIds, rights, siteIds });
    setIsBusy(false);
    if (changed.ok) onDone();
    else setFailure(changed.error);
  }
  const isNameless = isTried && fields.name.trim() === '';
  return { fields, change, chooseRole, isNameless, failure, isBusy, submit };
}
