import { Button } from '@mantine/core';
import type { SiteJobView } from '@siegel/safe';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../access/confirm-dialog.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { useFailureText } from '../text/failure-text.ts';
import { useSiteJob } from './use-site-job.ts';
import '../design/akten-sites.css';

const MOST_NAMED = 5;

/** How far the job with Akten is: progress, stopping, going on, and what stayed where it is and why (BS12). Nothing without one. */
export function SiteJobNote({ isNotedElsewhere = false }: { isNotedElsewhere?: boolean }) {
  const { t } = useTranslation();
  const job = useSiteJob();
  if (job === undefined || job.state === 'none') return null;
  const sites = { from: job.fromSite, to: job.toSite };
  return (
    <section className="site-job" aria-labelledby="site-job-title">
      <b id="site-job-title">{t(`aktenSites.job.${job.does}`, sites)}</b>
      <JobState job={job} />
      <Stayed job={job} />
      {(job.state !== 'done' || !isNotedElsewhere) && <JobActs job={job} />}
    </section>
  );
}

function JobState({ job: { state, done, total, failure, does } }: { job: SiteJobView }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  if (state === 'done') return <p role="status">{t(`aktenSites.job.done.${does}`, { count: done })}</p>;
  return (
    <>
      <div className="row">
        <progress value={done} max={Math.max(1, total)} aria-labelledby="site-job-title" />
        <span className="num t12">{t('aktenSites.job.progress', { done, total })}</span>
      </div>
      {state === 'waiting' && (
        <p className="d" role="status">
          {failure === undefined ? t('aktenSites.job.waiting') : failureText({ code: failure })}
        </p>
      )}
    </>
  );
}

function Stayed({ job: { stayed } }: { job: SiteJobView }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  return stayed.map(({ code, persons }) => (
    <div key={code} className="site-job-stayed">
      <b className="n">{t('aktenSites.job.stayed', { count: persons.length })}</b> {failureText({ code })}
      <div className="m t12">
        {persons
          .slice(0, MOST_NAMED)
          .map(({ name }) => name)
          .join('; ')}
        {persons.length > MOST_NAMED && ` ${t('aktenSites.job.more', { count: persons.length - MOST_NAMED })}`}
      </div>
    </div>
  ));
}

function JobActs({ job: { state, done, total } }: { job: SiteJobView }) {
  const { t } = useTranslation();
  const safe = useSafe();
  const [isAsked, setIsAsked] = useState(false);
  return (
    <div className="row">
      {state === 'running' && <Button onClick={() => void safe.stopSiteJob()}>{t('aktenSites.job.stop')}</Button>}
      {state === 'waiting' && (
        <>
          <Button variant="filled" onClick={() => void safe.continueSiteJob()}>
            {t('aktenSites.job.goOn')}
          </Button>
          <Button onClick={() => setIsAsked(true)}>{t('aktenSites.job.giveUp')}</Button>
        </>
      )}
      {state === 'done' && <Button onClick={() => void safe.endSiteJob()}>{t('aktenSites.job.noted')}</Button>}
      {isAsked && (
        <ConfirmDialog
          title={t('aktenSites.job.giveUpTitle')}
          text={t('aktenSites.job.giveUpText', { done, left: Math.max(0, total - done) })}
          action={t('aktenSites.job.giveUp')}
          onConfirm={() => void safe.endSiteJob()}
          onClose={() => setIsAsked(false)}
        />
      )}
    </div>
  );
}
