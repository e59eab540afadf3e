import { Button } from '@mantine/core';
import type { PersonRow, PersonView, SitesView } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { fullName } from '../search/person-line.tsx';
import { Dialog } from '../shell/dialog.tsx';
import { PersonPicker } from './person-picker.tsx';
import { SiteJobNote } from './site-job-note.tsx';
import { useSiteJob, useSitesView } from './use-site-job.ts';
import '../design/people.css';
import '../design/devices.css';

interface SiteJobDialogProps {
  readonly does: 'move' | 'add';
  /** The one person it is about; without one, those with an Akte at `fromSiteId`. */
  readonly person?: PersonRow;
  /** The Akten of that person. */
  readonly akten?: PersonView['akten'];
  readonly fromSiteId?: string;
  readonly onClose: () => void;
}

/** Asks what is to be done with Akten at sites, says what becomes of them, begins it and shows how far it is (BS6 to BS12). */
export function SiteJobDialog(props: SiteJobDialogProps) {
  const { t } = useTranslation();
  const safe = useSafe();
  const view = useSitesView();
  const job = useSiteJob();
  const name = props.person === undefined ? '' : fullName(props.person);
  const which = props.person === undefined ? 'several' : props.does;
  const title = t(`aktenSites.title.${which}`, { name });
  const isOn = job !== undefined && job.state !== 'none';
  function close(): void {
    if (job?.state === 'done') void safe.endSiteJob();
    props.onClose();
  }
  return (
    <Dialog isOpen label={title} size={600} onClose={close}>
      <div className="approve">
        <h2>{title}</h2>
        {isOn && (
          <>
            <SiteJobNote isNotedElsewhere />
            {job.state !== 'done' && <p className="d">{t('aktenSites.goesOn')}</p>}
            <div className="row">
              <Button onClick={close}>{t('aktenSites.close')}</Button>
            </div>
          </>
        )}
        {!isOn && view === undefined && <Skeleton label={t('sites.loading')} lines={3} />}
        {!isOn && view !== undefined && <SiteJobForm {...props} view={view} />}
      </div>
    </Dialog>
  );
}

function SiteJobForm(props: SiteJobDialogProps & { readonly view: SitesView }) {
  const { t } = useTranslation();
  const { does, person, view, onClose } = props;
  const form = useSiteJobForm(props);
  if (form.targets.length === 0)
    return (
      <>
        <p className="d">{t('aktenSites.noTarget')}</p>
        <div className="row">
          <Button autoFocus onClick={onClose}>
            {t('aktenSites.close')}
          </Button>
        </div>
      </>
    );
  return (
    <form
      className="site-job-form"
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit();
      }}
    >
      {does === 'move' && form.sources.length > 1 && (
        <SiteChoice label={t('aktenSites.from')} sites={form.sources} value={form.from} onChange={form.setFrom} />
      )}
      <SiteChoice label={t('aktenSites.to')} sites={form.targets} value={form.to} onChange={form.setTo} isFirst />
      {person === undefined && form.from !== undefined && <WhoMoves form={form} from={form.from} />}
      {does === 'move' && <Consequences isMany={person === undefined} />}
      {does === 'add' && <p className="d">{t('aktenSites.addText')}</p>}
      {does === 'move' && view.may.release && (
        <label className="site-job-release">
          <input
            type="checkbox"
            checked={form.releases}
            onChange={({ currentTarget }) => form.setReleases(currentTarget.checked)}
          />
          <span>{t('aktenSites.release')}</span>
        </label>
      )}
      <FailureNote failure={form.failure} title={t('aktenSites.failed')} />
      <div className="row">
        <Button type="submit" variant="filled" aria-disabled={form.isBusy || form.isNobody}>
          {t(`aktenSites.confirm.${does}`)}
        </Button>
        <Button onClick={onClose}>{t('sites.cancel')}</Button>
      </div>
    </form>
  );
}

interface SiteOption {
  readonly siteId: string;
  readonly name: string;
}

function SiteChoice({
  label,
  sites,
  value,
  onChange,
  isFirst = false,
}: {
  label: string;
  sites: readonly SiteOption[];
  value: string | undefined;
  onChange: (siteId: string) => void;
  isFirst?: boolean;
}) {
  const { t } = useTranslation();
  return (
    <label className="site-choice">
      <span>{label}</span>
      <select value={value} autoFocus={isFirst} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        {sites.map(({ siteId, name }) => (
          <option key={siteId} value={siteId}>
            {name === '' ? t('sites.nameless') : name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** All of a site, or some that are ticked. */
function WhoMoves({ form, from }: { form: ReturnType<typeof useSiteJobForm>; from: string }) {
  const { t } = useTranslation();
  const { isAll, setIsAll } = form;
  return (
    <fieldset className="site-who">
      <legend>{t('aktenSites.who')}</legend>
      <label>
        <input type="radio" name="who" checked={isAll} onChange={() => setIsAll(true)} />
        <span>{t('aktenSites.all', { count: form.count })}</span>
      </label>
      <label>
        <input type="radio" name="who" checked={!isAll} onChange={() => setIsAll(false)} />
        <span>{t('aktenSites.some')}</span>
      </label>
      {!isAll && <PersonPicker siteId={from} chosen={form.chosen} onChoose={form.setChosen} />}
    </fieldset>
  );
}

function Consequences({ isMany }: { isMany: boolean }) {
  const { t } = useTranslation();
  return (
    <div className="d leave-list">
      <ul>
        <li>{t(isMany ? 'aktenSites.after.newMany' : 'aktenSites.after.new')}</li>
        <li>{t('aktenSites.after.old')}</li>
        <li>{t('aktenSites.after.stays')}</li>
        <li>{t('aktenSites.after.read')}</li>
      </ul>
    </div>
  );
}

function useSiteJobForm({ does, person, akten, fromSiteId, view }: SiteJobDialogProps & { readonly view: SitesView }) {
  const safe = useSafe();
  const own = view.sites.filter(({ akten: count }) => count !== undefined);
  const withAkte = new Set(akten?.map(({ siteId }) => siteId));
  const sources = own.filter(({ siteId }) => (person === undefined ? siteId === fromSiteId : withAkte.has(siteId)));
  const [askedFrom, setFrom] = useState<string>();
  const from = askedFrom ?? sources[0]?.siteId;
  const isTarget = (siteId: string) => (does === 'add' ? !withAkte.has(siteId) : siteId !== from);
  const targets = own.filter(({ siteId, isOpen }) => isOpen && isTarget(siteId));
  const [askedTo, setTo] = useState<string>();
  const to = targets.some(({ siteId }) => siteId === askedTo) ? askedTo : targets[0]?.siteId;
  const [isAll, setIsAll] = useState(true);
  const [chosen, setChosen] = useState<ReadonlyMap<string, PersonRow>>(new Map());
  const [releases, setReleases] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [isBusy, setIsBusy] = useState(false);
  const isNobody = person === undefined && !isAll && chosen.size === 0;
  async function submit(): Promise<void> {
    if (isBusy || isNobody || to === undefined) return;
    setIsBusy(true);
    const personIds = person === undefined ? (isAll ? undefined : [...chosen.keys()]) : [person.personId];
    const wish = {
      does,
      ...(does === 'move' && from !== undefined && { fromSiteId: from }),
      toSiteId: to,
      ...(personIds !== undefined && { personIds }),
      releases,
    };
    const begun = await safe.beginSiteJob(wish);
    setIsBusy(false);
    if (!begun.ok) setFailure(begun.error);
  }
  return {
    sources,
    targets,
    from,
    to,
    setFrom,
    setTo,
    isAll,
    setIsAll,
    count: sources[0]?.akten ?? 0,
    chosen,
    setChosen,
    releases,
    setReleases,
    failure,
    isBusy,
    isNobody,
    submit,
  };
}
