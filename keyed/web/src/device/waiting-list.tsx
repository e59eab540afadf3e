import { Button } from '@mantine/core';
import type { SafeStatus, WaitingEntry } from '@siegel/safe';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSafe } from '../safe/safe-context.ts';
import { useFailureText } from '../text/failure-text.ts';
import { formatDay, formatTime, localDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';

/** What only this device has, oldest first; each line leads to its Akte (OF6). */
export function WaitingList({ status, onGo }: { status: SafeStatus; onGo: (personId: string) => void }) {
  const { t } = useTranslation();
  const safe = useSafe();
  const entries = useWaiting(status);
  if (entries.length === 0) return null;
  return (
    <section aria-label={t('device.waiting')}>
      <div className="row">
        <h3>{t('device.waiting')}</h3>
        <span className="m t12">{t('device.waitingHint')}</span>
        <span className="sp" />
        <Button onClick={() => void safe.sendWaiting()}>{t('device.sendNow')}</Button>
      </div>
      <ul className="waiting">
        {entries.map((entry) => (
          <li key={`${entry.recordId} ${entry.authoredAtMs}`}>
            <WaitingRow entry={entry} onGo={onGo} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function WaitingRow({ entry, onGo }: { entry: WaitingEntry; onGo: (personId: string) => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const failureText = useFailureText();
  const { personId, authoredAtMs, state, code } = entry;
  const at = `${formatDay(localDay(authoredAtMs), language)}, ${formatTime(authoredAtMs, language)}`;
  return (
    <button
      type="button"
      className="waiting-row"
      disabled={personId === undefined}
      onClick={() => personId !== undefined && onGo(personId)}
    >
      <b className="kz" style={{ color: `var(--sg-${entry.hue === '' ? 'grey' : entry.hue})` }}>
        {entry.kuerzel}
      </b>
      <span className="waiting-text">
        <b className="n">{entry.personName === '' ? t('device.noPerson') : entry.personName}</b>
        <span className="el">{entry.summary}</span>
        {code !== undefined && <span className="bad">{failureText({ code })}</span>}
      </span>
      <span className="waiting-state">
        <span className={state === 'conflict' ? 'bad' : 'm'}>{t(`device.state.${state}`)}</span>
        <span className="m t12">{at}</span>
      </span>
    </button>
  );
}

/** Asked again whenever the counts of the status change: they change with the list. */
function useWaiting({ queued, refused, phase }: SafeStatus): readonly WaitingEntry[] {
  const safe = useSafe();
  const [entries, setEntries] = useState<readonly WaitingEntry[]>([]);
  useEffect(() => {
    let overtaken = queued + refused === 0 || phase === 'locked';
    if (overtaken) setEntries([]);
    else
      void safe.waitingEntries().then(
        (found) => {
          if (!overtaken) setEntries(found);
        },
        () => undefined,
      );
    return () => {
      overtaken = true;
    };
  }, [safe, queued, refused, phase]);
  return entries;
}
