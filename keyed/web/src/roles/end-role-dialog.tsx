import { Button } from '@mantine/core';
import type { RoleHeirsWish, RoleOfHouse, RolesView } from '@siegel/safe';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { Dialog } from '../shell/dialog.tsx';
import { useNames } from './role-list.tsx';
import { useSending } from './use-roles.ts';

/** Ending a role; whoever has it needs an answer to what they get instead (RO6). */
export function EndRoleDialog({
  view,
  role,
  onDone,
  onClose,
}: {
  view: RolesView;
  role: RoleOfHouse;
  onDone: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const safe = useSafe();
  const [chosen, setChosen] = useState('rights');
  const { isBusy, failure, send } = useSending(onDone);
  const title = t('roles.ending.title', { name: role.name });
  const isUsed = role.holders.length > 0;
  return (
    <Dialog isOpen label={title} size={560} onClose={onClose}>
      <form
        className="approve invite"
        onSubmit={(event) => {
          event.preventDefault();
          void send(() => safe.endRole(role.roleId, isUsed ? heirsOf(chosen) : undefined));
        }}
      >
        <h2>{title}</h2>
        <p className="d">{t('roles.ending.text')}</p>
        {isUsed && <Heirs view={view} role={role} chosen={chosen} onChoose={setChosen} />}
        <FailureNote failure={failure} title={t('roles.failed')} />
        <div className="row">
          <Button type="submit" variant="filled" aria-disabled={isBusy}>
            {t(isBusy ? 'roles.saving' : 'roles.end')}
          </Button>
          <Button autoFocus onClick={onClose}>
            {t('roles.cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function heirsOf(chosen: string): RoleHeirsWish {
  return chosen === 'rights' || chosen === 'nothing' ? chosen : { roleId: chosen };
}

function Heirs({
  view,
  role,
  chosen,
  onChoose,
}: {
  view: RolesView;
  role: RoleOfHouse;
  chosen: string;
  onChoose: (chosen: string) => void;
}) {
  const { t } = useTranslation();
  const namesOf = useNames();
  const choices = [
    { value: 'rights', text: t('roles.ending.rights'), hint: t('roles.ending.rightsHint') },
    ...view.roles
      .filter(({ roleId }) => roleId !== role.roleId)
      .map(({ roleId, name, rights }) => ({
        value: roleId,
        text: t('roles.ending.role', { name }),
        hint: t('roles.rightCount', { count: rights.length }),
      })),
    { value: 'nothing', text: t('roles.ending.nothing'), hint: t('roles.ending.nothingHint') },
  ];
  return (
    <fieldset className="choices one">
      <legend>{t('roles.ending.who', { names: namesOf(role.holders), count: role.holders.length })}</legend>
      {choices.map(({ value, text, hint }) => (
        <label key={value} className={value === chosen ? 'choice on' : 'choice'}>
          <input type="radio" name="heirs" checked={value === chosen} onChange={() => onChoose(value)} />
          <span>
            <b className="n">{text}</b>
            <span className="m t12 people-what">{hint}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
