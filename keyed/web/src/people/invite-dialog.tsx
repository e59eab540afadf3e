import { roleTemplates } from '@siegel/akten';
import { Button, Kbd } from '@mantine/core';
import type { HandedInvitation, PeopleView } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { Dialog } from '../shell/dialog.tsx';
import { RoleChoice, RolesChoice, SiteChoice } from './choices.tsx';
import { HandedOut } from './handed-out.tsx';
import { NameFields } from './name-fields.tsx';

/** Inviting somebody: first who, what and where; then link and code, which go two ways. */
export function InviteDialog({ view, onMade, onClose }: { view: PeopleView; onMade: () => void; onClose: () => void }) {
  const { t } = useTranslation();
  const [made, setMade] = useState<HandedInvitation & { readonly name: string }>();
  return (
    <Dialog isOpen label={t('people.dialog.title')} size={620} onClose={onClose}>
      {made === undefined ? (
        <InviteForm
          view={view}
          onMade={(invitation) => {
            setMade(invitation);
            onMade();
          }}
          onClose={onClose}
        />
      ) : (
        <HandedOut invitation={made} onDone={onClose} />
      )}
    </Dialog>
  );
}

function InviteForm({
  view,
  onMade,
  onClose,
}: {
  view: PeopleView;
  onMade: (made: HandedInvitation & { readonly name: string }) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { fields, change, faults, failure, isBusy, submit } = useInvite(view, onMade);
  return (
    <form
      noValidate
      className="approve invite"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h2>{t('people.dialog.title')}</h2>
      <p className="d">{t('people.dialog.lead')}</p>
      <NameFields {...fields} isNameless={faults.name} onChange={change} />
      {view.roles.length > 0 ? (
        <RolesChoice roles={view.roles} chosen={fields.roleIds} onChoose={(roleIds) => change({ roleIds })} />
      ) : (
        <RoleChoice profile={view.profile} chosen={fields.role} onChoose={(role) => change({ role })} />
      )}
      {view.sites.length > 1 && (
        <SiteChoice
          sites={view.sites}
          chosen={fields.siteIds}
          isMissing={faults.sites}
          onChoose={(siteIds) => change({ siteIds })}
        />
      )}
      <FailureNote failure={failure} title={t('people.failed')} />
      <div className="row">
        <Button type="submit" variant="filled" aria-disabled={isBusy} rightSection={<Kbd>Enter</Kbd>}>
          {t(isBusy ? 'people.dialog.busy' : 'people.dialog.submit')}
        </Button>
        <Button onClick={onClose}>{t('people.dialog.cancel')}</Button>
      </div>
    </form>
  );
}

interface InviteFields {
  readonly name: string;
  readonly profession: string;
  /** A template, in an organisation that has no roles yet. */
  readonly role: string;
  readonly roleIds: readonly string[];
  readonly siteIds: readonly string[];
}

function useInvite(view: PeopleView, onMade: (made: HandedInvitation & { readonly name: string }) => void) {
  const safe = useSafe();
  const templates = roleTemplates(view.profile);
  const [fields, setFields] = useState<InviteFields>({
    name: '',
    profession: '',
    role: templates[0]?.name ?? '',
    roleIds: view.roles
      .filter(({ rights }) => !rights.includes('administer'))
      .map(({ roleId }) => roleId)
      .slice(0, 1),
    siteIds: view.sites.map(({ siteId }) => siteId),
  });
  const [isTried, setIsTried] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const faults = {
    name: isTried && fields.name.trim() === '',
    sites: isTried && fields.siteIds.length === 0,
  };
  async function submit(): Promise<void> {
    setIsTried(true);
    if (isBusy || fields.name.trim() === '' || fields.siteIds.length === 0) return;
    setIsBusy(true);
    const template = view.roles.length > 0 ? undefined : templates.find(({ name }) => name === fields.role);
    const { name, profession, roleIds, siteIds } = fields;
    const made = await safe.invitePerson({ name, profession, roleIds, rights: template?.rights ?? [], siteIds });
    setIsBusy(false);
    setFailure(made.ok ? undefined : made.error);
    if (made.ok) onMade({ ...made.value, name });
  }
  const change = (changed: Partial<InviteFields>) => setFields({ ...fields, ...changed });
  return { fields, change, faults, failure, isBusy, submit };
}
