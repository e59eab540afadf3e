import { Button } from '@mantine/core';
import type { MassRead } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import '../design/log.css';
import { FailureNote } from '../parts/failure-note.tsx';
import { Note } from '../parts/note.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { formatCount, formatMoment, formatTime } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';

/** How long the notice waits for the journal to be followed by others' deliveries before it looks again. */
const LOOK_EVERY_MS = 60_000;

/** On the home of whoever reads the log: somebody was handed unusually many Akten, until somebody says to have seen it (LG20, LG21). */
export function MassReadNotice({ onLook }: { onLook: () => void }) {
  const { t } = useTranslation();
  const { reads, failure, see } = useMassReads();
  const open = reads.filter(({ seenBy }) => seenBy.length === 0);
  if (open.length === 0 && failure === undefined) return null;
  return (
    <Note icon="eye">
      <b className="n">{t('log.massRead.title')}</b>
      <ul className="mass-reads">
        {open.map((read) => (
          <li key={read.toSeq}>
            <MassReadText read={read} />
            <span className="row">
              <Button size="xs" onClick={() => void see(read)}>
                {t('log.massRead.seen')}
              </Button>
              <Button size="xs" onClick={onLook}>
                {t('log.massRead.look')}
              </Button>
            </span>
          </li>
        ))}
      </ul>
      <FailureNote failure={failure} title={t('log.massRead.notNoted')} />
    </Note>
  );
}

/** Who, how many, when, and who has seen it. */
export function MassReadText({ read }: { read: MassRead }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const name = read.userName === '' ? t('log.nameless') : read.userName;
  const [seen] = read.seenBy;
  return (
    <span>
      {t('log.massRead.row', {
        name,
        akten: formatCount(read.akten),
        from: formatMoment(read.fromMs, language),
        to: formatTime(read.toMs, language),
      })}
      {seen !== undefined && (
        <span className="m t12 log-hint">
          {t('log.massRead.seenBy', {
            name: seen.userName === '' ? t('log.nameless') : seen.userName,
            at: formatMoment(seen.atMs, language),
          })}
        </span>
      )}
    </span>
  );
}

/** What is told now, and saying that one was seen. */
export function useMassReads() {
  const safe = useSafe();
  const [reads, setReads] = useState<readonly MassRead[]>([]);
  const [failure, setFailure] = useState<Failure>();
  const look = useCallback(async () => {
    const found = await safe.massReads();
    if (found.ok) setReads(found.value);
  }, [safe]);
  useEffect(() => {
    void look();
    const timer = setInterval(() => void look(), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [look]);
  const see = async (read: MassRead) => {
    const seen = await safe.seenMassRead(read);
    setFailure(seen.ok ? undefined : seen.error);
    await look();
  };
  return { reads, failure, see };
}
