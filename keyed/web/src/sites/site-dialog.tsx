import { Button, Kbd, TextInput } from '@mantine/core';
import type { SitesView, SiteView } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { Dialog } from '../shell/dialog.tsx';

interface SiteDialogProps {
  /** Undefined: a new one. */
  readonly site: SiteView | undefined;
  readonly people: SitesView['people'];
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Adds a site, or gives one another name (BS1, BS2). */
export function SiteDialog(props: SiteDialogProps) {
  const { t } = useTranslation();
  const { site } = props;
  const title = site === undefined ? t('sites.addTitle') : t('sites.renameTitle', { name: site.name });
  return (
    <Dialog isOpen label={title} size={520} onClose={props.onClose}>
      <SiteForm {...props} title={title} />
    </Dialog>
  );
}

function SiteForm({ site, people, title, onDone, onClose }: SiteDialogProps & { readonly title: string }) {
  const { t } = useTranslation();
  const { name, setName, chosen, setChosen, failure, isBusy, isNobody, submit } = useSiteForm(site, people, onDone);
  const isNew = site === undefined;
  return (
    <form
      noValidate
      className="approve leave"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h2>{title}</h2>
      {isNew && <p className="d">{t('sites.addHint')}</p>}
      <TextInput
        label={t('sites.name')}
        value={name}
        maxLength={200}
        data-autofocus
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {isNew && <PeopleChoice people={people} chosen={chosen} onChoose={setChosen} />}
      {isNobody && (
        <p className="mantine-InputWrapper-error" role="alert">
          {t('sites.peopleMissing')}
        </p>
      )}
      <FailureNote failure={failure} title={t('sites.failed')} />
      <div className="row">
        <Button type="submit" variant="filled" aria-disabled={isBusy} rightSection={<Kbd>Enter</Kbd>}>
          {t(isBusy ? 'sites.busy' : isNew ? 'sites.addConfirm' : 'sites.save')}
        </Button>
        <Button onClick={onClose}>{t('sites.cancel')}</Button>
      </div>
    </form>
  );
}

function PeopleChoice({
  people,
  chosen,
  onChoose,
}: {
  people: SitesView['people'];
  chosen: readonly string[];
  onChoose: (userIds: readonly string[]) => void;
}) {
  const { t } = useTranslation();
  return (
    <fieldset className="right-choice">
      <legend>{t('sites.people')}</legend>
      {people.map(({ userId, name }) => {
        const isChosen = chosen.includes(userId);
        return (
          <label key={userId}>
            <input
              type="checkbox"
              checked={isChosen}
              onChange={() => onChoose(isChosen ? chosen.filter((one) => one !== userId) : [...chosen, userId])}
            />
            <span>{name}</span>
          </label>
        );
      })}
    </fieldset>
  );
}

function useSiteForm(site: SiteView | undefined, people: SitesView['people'], onDone: () => void) {
  const safe = useSafe();
  const [name, setName] = useState(site?.name ?? '');
  const [chosen, setChosen] = useState(people.filter(({ isOwn }) => isOwn).map(({ userId }) => userId));
  const [isTried, setIsTried] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const isNobody = site === undefined && isTried && chosen.length === 0;
  async function submit(): Promise<void> {
    setIsTried(true);
    if (isBusy || (site === undefined && chosen.length === 0)) return;
    setIsBusy(true);
    const done = site === undefined ? await safe.addSite(name, chosen) : await safe.renameSite(site.siteId, name);
    setIsBusy(false);
    if (done.ok) onDone();
    else setFailure(done.error);
  }
  return {
    name,
    setName,
    chosen,
    setChosen: (ids: readonly string[]) => setChosen([...ids]),
    failure,
    isBusy,
    isNobody,
    submit,
  };
}
