import { Button, Kbd, TextInput } from '@mantine/core';
import type { FreeGroupKind, GroupOfHouse, RolesView } from '@siegel/safe';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { Dialog } from '../shell/dialog.tsx';
import { FREE_KINDS } from './group-list.tsx';
import { useSending } from './use-roles.ts';

interface GroupDialogProps {
  readonly view: RolesView;
  /** Undefined: a new one is made. */
  readonly group: GroupOfHouse | undefined;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Making a group, or changing what it is called and who belongs to it (RO12). */
export function GroupDialog(props: GroupDialogProps) {
  const { t } = useTranslation();
  const { group, onClose } = props;
  const title = group === undefined ? t('roles.groups.makeTitle') : t('roles.groups.changeTitle', { name: group.name });
  return (
    <Dialog isOpen label={title} size={560} onClose={onClose}>
      <GroupForm {...props} title={title} />
    </Dialog>
  );
}

function GroupForm({ view, group, title, onDone, onClose }: GroupDialogProps & { readonly title: string }) {
  const { t } = useTranslation();
  const { fields, change, isNameless, isBusy, failure, submit } = useGroup(group, onDone);
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
      <TextInput
        label={t('roles.name')}
        error={isNameless && t('roles.nameMissing')}
        autoComplete="off"
        data-autofocus
        value={fields.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      {group === undefined && <KindChoice view={view} chosen={fields.kind} onChoose={(kind) => change({ kind })} />}
      <MemberChoice
        people={view.people}
        chosen={fields.memberIds}
        isLocked={group?.isHeld === false}
        onChoose={(memberIds) => change({ memberIds })}
      />
      <p className="d">{t(group?.isHeld === false ? 'roles.groups.notHeld' : 'roles.groups.leaveYourself')}</p>
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

interface GroupFields {
  readonly name: string;
  readonly kind: FreeGroupKind;
  readonly memberIds: readonly string[];
}

function useGroup(group: GroupOfHouse | undefined, onDone: () => void) {
  const safe = useSafe();
  const [fields, setFields] = useState<GroupFields>({
    name: group?.name ?? '',
    kind: 'team',
    memberIds: group?.members.map(({ userId }) => userId) ?? [],
  });
  const [isTried, setIsTried] = useState(false);
  const { isBusy, failure, send } = useSending(onDone);
  function submit(): void {
    setIsTried(true);
    const { name, kind, memberIds } = fields;
    if (name.trim() === '') return;
    const wish = { name, memberIds };
    void send(() => (group === undefined ? safe.makeGroup(kind, wish) : safe.changeGroup(group.groupId, wish)));
  }
  const change = (changed: Partial<GroupFields>) => setFields({ ...fields, ...changed });
  return { fields, change, isNameless: isTried && fields.name.trim() === '', isBusy, failure, submit };
}

/** There may be many teams, and one group of each other kind. */
function KindChoice({
  view,
  chosen,
  onChoose,
}: {
  view: RolesView;
  chosen: FreeGroupKind;
  onChoose: (kind: FreeGroupKind) => void;
}) {
  const { t } = useTranslation();
  const offered = FREE_KINDS.filter((kind) => kind === 'team' || !view.groups.some((group) => group.kind === kind));
  return (
    <fieldset className="choices">
      <legend>{t('roles.groups.kindLegend')}</legend>
      {offered.map((kind) => (
        <label key={kind} className={kind === chosen ? 'choice on' : 'choice'}>
          <input type="radio" name="kind" checked={kind === chosen} onChange={() => onChoose(kind)} />
          <span className="n">{t(`roles.groups.kind.${kind}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}

function MemberChoice({
  people,
  chosen,
  isLocked,
  onChoose,
}: {
  people: RolesView['people'];
  chosen: readonly string[];
  isLocked: boolean;
  onChoose: (memberIds: readonly string[]) => void;
}) {
  const { t } = useTranslation();
  return (
    <fieldset className="right-choice" disabled={isLocked}>
      <legend>{t('roles.groups.members')}</legend>
      {people.map(({ userId, name }) => {
        const isChosen = chosen.includes(userId);
        return (
          <label key={userId}>
            <input
              type="checkbox"
              checked={isChosen}
              onChange={() => onChoose(isChosen ? chosen.filter((one) => one !== userId) : [...chosen, userId])}
            />
            <span className="n">{name === '' ? t('people.nameless') : name}</span>
          </label>
        );
      })}
    </fieldset>
  );
}
