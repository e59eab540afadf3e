import { isRight, RIGHT_HELD_BY, RIGHTS } from '@siegel/akten';
import { Button } from '@mantine/core';
import type { RightsView } from '@siegel/safe';
import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { Dialog } from '../shell/dialog.tsx';
import { formatMoment } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';

/** Why somebody may, and why not: each right with since when, by whom, and what holds it (IV32). */
export function RightsDialog({ userId, onClose }: { userId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const view = useRights(userId);
  return (
    <Dialog isOpen label={t('people.why.title', { name: view?.name ?? '' })} size={720} onClose={onClose}>
      <div className="approve rights">
        {view === undefined ? (
          <Skeleton label={t('people.loading')} lines={8} />
        ) : (
          <>
            <Explained view={view} />
            <div className="row">
              <Button variant="filled" autoFocus onClick={onClose}>
                {t('people.why.close')}
              </Button>
              <Button leftSection={<Icon name="print" small />} onClick={() => window.print()}>
                {t('people.why.print')}
              </Button>
            </div>
            {createPortal(
              <article className="invitation-sheet" aria-hidden="true">
                <Explained view={view} />
              </article>,
              document.body,
            )}
          </>
        )}
      </div>
    </Dialog>
  );
}

function Explained({ view }: { view: RightsView }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <>
      <h2>{t('people.why.title', { name: view.name })}</h2>
      <table className="rights-table">
        <thead>
          <tr>
            <th scope="col">{t('people.why.right')}</th>
            <th scope="col">{t('people.why.because')}</th>
            <th scope="col">{t('people.why.heldBy')}</th>
          </tr>
        </thead>
        <tbody>
          {view.rights.map(({ right, isHeld, sinceMs, by, roles, isOwn }) => {
            if (!isRight(right) || right === 'mirror') return null;
            const at = sinceMs === undefined ? '' : formatMoment(sinceMs, language);
            const key = isHeld ? 'given' : sinceMs === undefined ? 'never' : 'taken';
            return (
              <tr key={right} className={isHeld ? 'held' : ''}>
                <td>
                  <Icon
                    name={isHeld ? 'check' : 'close'}
                    small
                    title={t(isHeld ? 'people.why.yes' : 'people.why.no')}
                  />{' '}
                  {RIGHTS[right][language]}
                </td>
                <td className="t12">
                  {isHeld && <SourceOfRight roles={roles} isOwn={isOwn} />}
                  {t(`people.why.${key}`, { at, by: by ?? t('people.nameless') })}
                </td>
                <td className="m t12">{t(`people.why.held.${RIGHT_HELD_BY[right]}`)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <SitesExplained view={view} />
      <p className="d">{t('people.why.whoChanges', { names: view.administrators.join(', ') })}</p>
    </>
  );
}

/** The roles that give a right, and whether it is given beyond them. */
function SourceOfRight({ roles, isOwn }: { roles: readonly string[]; isOwn: boolean }) {
  const { t } = useTranslation();
  const names = roles.map((name) => (name === '' ? t('people.nameless') : name)).join(', ');
  const lines = [roles.length > 0 && t('roles.fromRole', { names, count: roles.length }), isOwn && t('roles.single')];
  return <b className="n right-source">{lines.filter(Boolean).join('; ')}</b>;
}

/** Where somebody opens Akten: the right, the site, and the key. */
function SitesExplained({ view }: { view: RightsView }) {
  const { t } = useTranslation();
  const reads = view.rights.some(({ right, isHeld }) => right === 'read-records' && isHeld);
  return (
    <>
      <h3>{t('roles.sites.title')}</h3>
      <ul className="rights-sites">
        {view.sites.map((site, i) => (
          <SiteLine key={`${site.name} ${i}`} site={site} reads={reads} />
        ))}
      </ul>
    </>
  );
}

function SiteLine({ site, reads }: { site: RightsView['sites'][number]; reads: boolean }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { name, isAssigned, sinceMs, by } = site;
  const lacks = missing(reads, site);
  const at = sinceMs === undefined ? '' : formatMoment(sinceMs, language);
  const turn = isAssigned ? 'since' : 'left';
  return (
    <li className="t12">
      <Icon
        name={lacks === undefined ? 'check' : 'close'}
        small
        title={t(lacks === undefined ? 'people.why.yes' : 'people.why.no')}
      />{' '}
      <b className="n">{name === '' ? t('people.nameless') : name}</b>{' '}
      {t(`roles.sites.${sinceMs === undefined ? 'never' : turn}`, { at, by: by ?? t('people.nameless') })}
      {lacks !== undefined && ` ${t(`roles.sites.lacks.${lacks}`)}`}
    </li>
  );
}

/** What somebody would need to open Akten of a site. */
function missing(
  reads: boolean,
  { isAssigned, hasKey }: RightsView['sites'][number],
): 'right' | 'site' | 'key' | undefined {
  if (!reads) return 'right';
  if (!isAssigned) return 'site';
  return hasKey ? undefined : 'key';
}

function useRights(userId: string): RightsView | undefined {
  const safe = useSafe();
  const [view, setView] = useState<RightsView>();
  useEffect(() => {
    void safe.rightsOfPerson(userId).then((answer) => {
      if (answer.ok) setView(answer.value);
    });
  }, [safe, userId]);
  return view;
}
