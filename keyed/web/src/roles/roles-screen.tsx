import { Button } from '@mantine/core';
import type { GroupOfHouse, RoleOfHouse, RolesView } from '@siegel/safe';
import { type ReactNode, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import '../design/people.css';
import '../design/roles.css';
import { FailureNote } from '../parts/failure-note.tsx';
import { Icon } from '../parts/icon.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { EndRoleDialog } from './end-role-dialog.tsx';
import { GroupDialog } from './group-dialog.tsx';
import { GroupList } from './group-list.tsx';
import { RightsMatrix } from './rights-matrix.tsx';
import { RoleDialog } from './role-dialog.tsx';
import { RoleList } from './role-list.tsx';
import { RoleOffer } from './role-offer.tsx';
import { useRoles } from './use-roles.ts';

/** What is open above the page. */
type Open =
  | { readonly shows: 'role'; readonly role?: RoleOfHouse }
  | { readonly shows: 'end'; readonly role: RoleOfHouse }
  | { readonly shows: 'group'; readonly group?: GroupOfHouse };

/** "Rechte und Rollen": roles, what holds each right, and groups (RO7, RO10). */
export function RolesScreen({ journalSize, onPeople }: { journalSize: number; onPeople: () => void }) {
  const { t } = useTranslation();
  const { view, failure, load } = useRoles(journalSize);
  const [open, setOpen] = useState<Open>();
  return (
    <section className="people roles" aria-label={t('roles.title')}>
      <div className="bar line">
        <h1>{t('roles.title')}</h1>
        <span className="sp" />
        <Button variant="subtle" leftSection={<Icon name="back" small />} onClick={onPeople}>
          {t('roles.back')}
        </Button>
        <Button leftSection={<Icon name="print" small />} onClick={() => window.print()}>
          {t('roles.print')}
        </Button>
      </div>
      <div className="people-body">
        <FailureNote failure={failure} title={t('roles.failed')} />
        {view === undefined && failure === undefined && <Skeleton label={t('roles.loading')} lines={8} />}
        {view !== undefined && <Parts view={view} onOpen={setOpen} onChanged={() => void load()} />}
      </div>
      {view !== undefined && open !== undefined && (
        <OpenDialog
          view={view}
          open={open}
          onClose={() => setOpen(undefined)}
          onDone={() => {
            setOpen(undefined);
            void load();
          }}
        />
      )}
    </section>
  );
}

function Parts({ view, onOpen, onChanged }: { view: RolesView; onOpen: (open: Open) => void; onChanged: () => void }) {
  const { t } = useTranslation();
  const { mayAdminister } = view;
  return (
    <>
      {mayAdminister && view.lacksTemplates && <RoleOffer onDone={onChanged} />}
      <Part
        id="roles-roles"
        title={t('roles.roles')}
        hint={t(view.roles.length === 0 ? 'roles.noRoles' : 'roles.rolesHint')}
        act={mayAdminister ? { text: t('roles.make'), onClick: () => onOpen({ shows: 'role' }) } : undefined}
      >
        <RoleList
          view={view}
          onChange={(role) => onOpen({ shows: 'role', role })}
          onEnd={(role) => onOpen({ shows: 'end', role })}
        />
      </Part>
      <Part id="roles-matrix" title={t('roles.matrix.title')} hint={t('roles.matrix.hint')}>
        <RightsMatrix roles={view.roles} />
      </Part>
      <Part
        id="roles-groups"
        title={t('roles.groups.title')}
        hint={t('roles.groups.hint')}
        act={mayAdminister ? { text: t('roles.groups.make'), onClick: () => onOpen({ shows: 'group' }) } : undefined}
      >
        <GroupList view={view} onChange={(group) => onOpen({ shows: 'group', group })} />
      </Part>
      {createPortal(
        <article className="invitation-sheet matrix-sheet" aria-hidden="true">
          <h1>{t('roles.title')}</h1>
          <RightsMatrix roles={view.roles} />
        </article>,
        document.body,
      )}
    </>
  );
}

function Part({
  id,
  title,
  hint,
  act,
  children,
}: {
  id: string;
  title: string;
  hint: string;
  act?: { readonly text: string; readonly onClick: () => void } | undefined;
  children: ReactNode;
}) {
  return (
    <section className="people-part" aria-labelledby={id}>
      <div className="row roles-head">
        <h2 id={id}>{title}</h2>
        <span className="sp" />
        {act !== undefined && (
          <Button leftSection={<Icon name="plus" small />} onClick={act.onClick}>
            {act.text}
          </Button>
        )}
      </div>
      <p className="d">{hint}</p>
      {children}
    </section>
  );
}

function OpenDialog({
  view,
  open,
  onDone,
  onClose,
}: {
  view: RolesView;
  open: Open;
  onDone: () => void;
  onClose: () => void;
}) {
  switch (open.shows) {
    case 'role':
      return <RoleDialog role={open.role} onDone={onDone} onClose={onClose} />;
    case 'end':
      return <EndRoleDialog view={view} role={open.role} onDone={onDone} onClose={onClose} />;
    case 'group':
      return <GroupDialog view={view} group={open.group} onDone={onDone} onClose={onClose} />;
  }
}
