import { Button } from '@mantine/core';
import type { SitesView, SiteView } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Change } from '../access/change.ts';
import { ConfirmDialog } from '../access/confirm-dialog.tsx';
import { SiteJobDialog } from '../akten-sites/site-job-dialog.tsx';
import { SiteJobNote } from '../akten-sites/site-job-note.tsx';
import { FailureNote } from '../parts/failure-note.tsx';
import { Icon } from '../parts/icon.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { useStatus } from '../safe/use-status.ts';
import { SiteDialog } from './site-dialog.tsx';
import '../design/people.css';

/** The sites of the organisation: what they are called, who belongs to them; adding, renaming, closing (BS5). */
export function SitesSettings({ mayChange }: { mayChange: boolean }) {
  const { t } = useTranslation();
  const { view, failure, change, load } = useSites();
  /** The site to rename, or `new`. */
  const [asked, setAsked] = useState<SiteView | 'new'>();
  return (
    <section className="settings-part" aria-labelledby="sites-title">
      <div className="row">
        <h3 id="sites-title">{t('sites.title')}</h3>
        <span className="sp" />
        {mayChange && view !== undefined && (
          <Button variant="subtle" leftSection={<Icon name="plus" small />} onClick={() => setAsked('new')}>
            {t('sites.add')}
          </Button>
        )}
      </div>
      <p className="d">{t('sites.hint')}</p>
      <FailureNote failure={failure} title={t('sites.failed')} />
      {view === undefined && failure === undefined && <Skeleton label={t('sites.loading')} lines={2} />}
      <SiteJobNote />
      <ul className="site-rows">
        {view?.sites.map((site) => (
          <SiteRow
            key={site.siteId}
            {...{ site, mayChange, change }}
            mayMove={mayMove(view, site)}
            onRename={() => setAsked(site)}
          />
        ))}
      </ul>
      {asked !== undefined && view !== undefined && (
        <SiteDialog
          site={asked === 'new' ? undefined : asked}
          people={view.people}
          onDone={() => {
            setAsked(undefined);
            void load();
          }}
          onClose={() => setAsked(undefined)}
        />
      )}
    </section>
  );
}

function SiteRow({
  site,
  mayChange,
  mayMove,
  change,
  onRename,
}: {
  site: SiteView;
  mayChange: boolean;
  mayMove: boolean;
  change: Change;
  onRename: () => void;
}) {
  const { t } = useTranslation();
  const safe = useSafe();
  const [isClosing, setIsClosing] = useState(false);
  const { siteId, isOpen, akten } = site;
  const open = () => void change(() => safe.setSiteOpen(siteId, true));
  const name = site.name === '' ? t('sites.nameless') : site.name;
  const people = site.people.length === 0 ? t('sites.nobody') : site.people.join(', ');
  return (
    <li className={isOpen ? '' : 'gone'}>
      <Icon name="folder" small />
      <span className="el">
        <b className="n">{name}</b>
        {!isOpen && <span className="chip">{t('sites.closed')}</span>}
      </span>
      <span className="m t12 people-sites">{people}</span>
      <span className="m t12 num people-devices">
        {akten !== undefined && (akten === 0 ? t('sites.akten_zero') : t('sites.akten', { count: akten }))}
      </span>
      <SiteButtons {...{ site, mayChange, mayMove, onRename }} onClose={() => setIsClosing(true)} onOpen={open} />
      {isClosing && (
        <ConfirmDialog
          title={t('sites.closeTitle', { name })}
          text={
            akten === undefined
              ? t('sites.closeTextUncounted', { people })
              : t('sites.closeText', { people, akten: String(akten) })
          }
          action={t('sites.close')}
          onConfirm={() => void change(() => safe.setSiteOpen(siteId, false))}
          onClose={() => setIsClosing(false)}
        />
      )}
    </li>
  );
}

/** What can be done with one site. */
function SiteButtons({
  site: { siteId, isOpen },
  mayChange,
  mayMove,
  onRename,
  onClose,
  onOpen,
}: {
  site: SiteView;
  mayChange: boolean;
  mayMove: boolean;
  onRename: () => void;
  onClose: () => void;
  onOpen: () => void;
}) {
  const { t } = useTranslation();
  const [isMoving, setIsMoving] = useState(false);
  if (!mayChange && !mayMove) return null;
  return (
    <span className="people-act">
      {mayMove && (
        <Button variant="subtle" onClick={() => setIsMoving(true)}>
          {t('aktenSites.moveAll')}
        </Button>
      )}
      {mayChange && (
        <>
          <Button variant="subtle" onClick={onRename}>
            {t('sites.rename')}
          </Button>
          <Button variant="subtle" onClick={isOpen ? onClose : onOpen}>
            {t(isOpen ? 'sites.close' : 'sites.reopen')}
          </Button>
        </>
      )}
      {isMoving && <SiteJobDialog does="move" fromSiteId={siteId} onClose={() => setIsMoving(false)} />}
    </span>
  );
}

/** Where something can be moved from by whoever writes there and belongs to another site that is open. */
function mayMove({ may, sites }: SitesView, site: SiteView): boolean {
  const isOther = ({ siteId, isOpen, akten }: SiteView) => siteId !== site.siteId && isOpen && akten !== undefined;
  return may.write && (site.akten ?? 0) > 0 && sites.some(isOther);
}

/** Sites of the house; loaded anew after every change, here or elsewhere. */
function useSites() {
  const safe = useSafe();
  const { journalSize } = useStatus(safe);
  const [view, setView] = useState<SitesView>();
  const [failure, setFailure] = useState<Failure>();
  const load = useCallback(async () => {
    const loaded = await safe.sitesView();
    if (loaded.ok) setView(loaded.value);
    else setFailure(loaded.error);
  }, [safe]);
  useEffect(() => void load(), [load, journalSize]);
  const change: Change = async (act) => {
    setFailure(undefined);
    const done = await act();
    if (!done.ok) setFailure(done.error);
    await load();
    return done.ok ? done.value : undefined;
  };
  return { view, failure, change, load };
}
