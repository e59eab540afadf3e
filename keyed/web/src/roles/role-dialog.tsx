import { Button, Kbd, TextInput } from '@mantine/core';
import type { RoleOfHouse } from '@siegel/safe';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { RightChoice } from '../people/choices.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { Dialog } from '../shell/dialog.tsx';
import { useSending } from './use-roles.ts';

/** Making a role, or changing what it is called and gives (RO3). */
export function RoleDialog({
  role,
  onDone,
  onClose,
}: {
  role: RoleOfHouse | undefined;
  onDone: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const title = role === undefined ? t('roles.dialog.makeTitle') : t('roles.dialog.changeTitle', { name: role.name });
  return (
    <Dialog isOpen label={title} size={560} onClose={onClose}>
      <RoleForm role={role} title={title} onDone={onDone} onClose={onClose} />
    </Dialog>
  );
}

function RoleForm({
  role,
  title,
  onDone,
  onClose,
}: {
  role: RoleOfHouse | undefined;
  title: string;
  onDone: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const safe = useSafe();
  const [name, setName] = useState(role?.name ?? '');
  const [rights, setRights] = useState<readonly string[]>(role?.rights ?? []);
  const [isTried, setIsTried] = useState(false);
  const { isBusy, failure, send } = useSending(onDone);
  const isNameless = name.trim() === '';
  function submit(): void {
    setIsTried(true);
    if (isNameless) return;
    void send(() =>
      role === undefined ? safe.makeRole({ name, rights }) : safe.changeRole(role.roleId, { name, rights }),
    );
  }
  const holders = role?.holders.length ?? 0;
  return (
    <form
      noValidate
      className="approve invite"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h2>{title}</h2>
      <p className="d">{t('roles.dialog.hint')}</p>
      <TextInput
        label={t('roles.name')}
        error={isTried && isNameless && t('roles.nameMissing')}
        autoComplete="off"
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <RightChoice chosen={rights} legend={t('roles.dialog.rights')} onChoose={setRights} />
      {holders > 0 && <p className="d">{t('roles.dialog.affects', { count: holders })}</p>}
      <FailureNote failure={failure} title={t('roles.failed')} />
      <div className="row">
        <Button type="submit" variant="filled" aria-disabled={isBusy} rightSection={<Kbd>Enter</Kbd>}>
          {t(isBusy ? 'roles.saving' : 'roles.save')}
        </Button>
        <Button onClick={onClose}>{t('roles.cancel')}</Button>
      </div>
    </form>
  );
}
