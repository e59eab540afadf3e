import { Button } from '@mantine/core';
import type { ArchiveJobView, ArchivePreview } from '@siegel/safe';
import type { Failure, Result } from '@siegel/wire';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { Note } from '../parts/note.tsx';
import { StateBlock } from '../parts/state-block.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { PersonLine } from '../search/person-line.tsx';
import { formatCount, formatDay, localDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { parseDay } from '../text/parse-day.ts';

/** Archives everybody nothing was written about since a day: looked at first, done in steps, taken back in one (PM43, PM44). */
export function ArchivePart() {
  const { t } = useTranslation();
  const archive = useArchive();
  const { preview, job } = archive;
  return (
    <section className="panel care-part" aria-labelledby="archive">
      <h2 id="archive">{t('archive.title')}</h2>
      <p className="d">{t('archive.lead')}</p>
      <Rule onPreview={archive.look} />
      <FailureNote failure={archive.failure} title={t('archive.failed')} />
      {preview !== undefined && <Preview preview={preview} onArchive={archive.archive} />}
      {job !== undefined && job.state !== 'none' && <Job job={job} archive={archive} />}
    </section>
  );
}

function Rule({ onPreview }: { onPreview: (since: string) => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const id = useId();
  const today = localDay(Date.now());
  const [typed, setTyped] = useState(() => formatDay(`${Number(today.slice(0, 4)) - 10}${today.slice(4)}`, language));
  const [isWrong, setIsWrong] = useState(false);
  return (
    <form
      className="row care-rule"
      onSubmit={(event) => {
        event.preventDefault();
        const since = parseDay(typed, today);
        setIsWrong(since === undefined);
        if (since !== undefined) onPreview(since);
      }}
    >
      <label htmlFor={id}>{t('archive.since')}</label>
      <input
        id={id}
        autoComplete="off"
        value={typed}
        aria-invalid={isWrong}
        aria-describedby={`${id}-hint`}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <Button type="submit">{t('archive.look')}</Button>
      <span id={`${id}-hint`} className="bad t12" role="alert">
        {isWrong && t('archive.noDay')}
      </span>
    </form>
  );
}

function Preview({ preview, onArchive }: { preview: ArchivePreview; onArchive: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const count = preview.personIds.length;
  const expected = preview.expected === 0 ? '' : t('archive.expected', { count: preview.expected });
  if (count === 0)
    return (
      <StateBlock icon="done" title={t('archive.nobody')}>
        {expected}
      </StateBlock>
    );
  return (
    <>
      <p role="status">
        <b className="n">{t('archive.found', { count })}</b> {expected}
      </p>
      <ul className="pairs care-list" tabIndex={0} aria-label={t('archive.found', { count })}>
        {preview.shown.map(({ person, lastDay }) => (
          <li key={person.personId} className="hit">
            <PersonLine row={person} />
            <span className="m nw">{t('archive.last', { day: formatDay(lastDay, language) })}</span>
          </li>
        ))}
      </ul>
      {count > preview.shown.length && (
        <p className="m">{t('archive.shown', { shown: preview.shown.length, count })}</p>
      )}
      <div className="row">
        <Button variant="filled" onClick={onArchive}>
          {t('archive.archive', { count })}
        </Button>
      </div>
    </>
  );
}

function Job({ job, archive }: { job: ArchiveJobView; archive: ReturnType<typeof useArchive> }) {
  const { t } = useTranslation();
  const counts = { done: formatCount(job.done), total: formatCount(job.total) };
  const changed = job.changed.length;
  if (job.state === 'running')
    return (
      <div className="row care-progress">
        <progress aria-label={t('archive.title')} value={job.done} max={Math.max(1, job.total)} />
        <span role="status">{t('archive.running', counts)}</span>
        <Button size="xs" onClick={archive.stop}>
          {t('archive.stop')}
        </Button>
      </div>
    );
  return (
    <>
      <Note icon="check">
        {t(job.does === 'archive' ? 'archive.done' : 'archive.back', { count: changed })}{' '}
        {job.does === 'archive' && changed > 0 && (
          <Button size="xs" onClick={() => archive.bringBack(job.changed)}>
            {t('archive.undo')}
          </Button>
        )}
      </Note>
      {job.failed > 0 && (
        <FailureNote failure={{ code: job.failure ?? 'INTERNAL' }} title={t('archive.left', { count: job.failed })} />
      )}
    </>
  );
}

function useArchive() {
  const safe = useSafe();
  const [preview, setPreview] = useState<ArchivePreview>();
  const [job, setJob] = useState<ArchiveJobView>();
  const [failure, setFailure] = useState<Failure>();
  useEffect(() => safe.watchArchiveJob(setJob), [safe]);
  function took(result: Result<unknown>): void {
    setFailure(result.ok ? undefined : result.error);
    if (result.ok) setPreview(undefined);
  }
  return {
    preview,
    job,
    failure,
    look: (since: string) =>
      void safe.archivePreview(since).then((looked) => {
        setFailure(looked.ok ? undefined : looked.error);
        if (looked.ok) setPreview(looked.value);
      }),
    archive: () => void safe.beginArchiveJob({ does: 'archive', personIds: preview?.personIds ?? [] }).then(took),
    bringBack: (personIds: readonly string[]) => void safe.beginArchiveJob({ does: 'bringBack', personIds }).then(took),
    stop: () => void safe.stopArchiveJob(),
  };
}
