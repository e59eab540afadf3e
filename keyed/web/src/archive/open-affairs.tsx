import { Button } from '@mantine/core';
import type { AffairsDone, OpenAffair } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { Note } from '../parts/note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { formatDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';

/** What is still open for a person, chosen and ended in one act that can be taken back (PM51). */
export function OpenAffairs({ personId }: { personId: string }) {
  const { t } = useTranslation();
  const open = useOpenAffairs(personId);
  const { affairs, done } = open;
  return (
    <section className="affairs" aria-label={t('death.open')}>
      <FailureNote failure={open.failure} title={t('death.failed')} />
      {affairs === undefined && <Skeleton label={t('death.open')} lines={2} />}
      {affairs !== undefined && affairs.length === 0 && done === undefined && <p className="d">{t('death.nothing')}</p>}
      {done !== undefined && (
        <Note icon="check">
          {t('death.ended', { count: done.appointments.length + done.wishes.length + done.tasks.length })}{' '}
          <Button size="xs" onClick={() => void open.undo(done)}>
            {t('death.undo')}
          </Button>
        </Note>
      )}
      {affairs !== undefined && affairs.length > 0 && (
        <>
          <fieldset>
            <legend>{t('death.open')}</legend>
            {affairs.map((affair) => (
              <Affair key={affair.recordId} affair={affair} open={open} />
            ))}
          </fieldset>
          <div className="row">
            <Button aria-disabled={open.chosen.length === 0} onClick={() => void open.end()}>
              {t('death.end', { count: open.chosen.length })}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

function Affair({ affair, open }: { affair: OpenAffair; open: ReturnType<typeof useOpenAffairs> }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { recordId, kind, day, from, title, isSeries } = affair;
  const clock = from === undefined ? '' : `${Math.floor(from / 60)}:${String(from % 60).padStart(2, '0')}`;
  const when = [day === undefined ? '' : formatDay(day, language), clock].filter(Boolean).join(' ');
  return (
    <label>
      <input
        type="checkbox"
        checked={open.chosen.includes(recordId)}
        onChange={({ currentTarget }) => open.choose(recordId, currentTarget.checked)}
      />
      <span>{[t(isSeries ? 'death.kind.series' : `death.kind.${kind}`), when, title].filter(Boolean).join(', ')}</span>
    </label>
  );
}

function useOpenAffairs(personId: string) {
  const safe = useSafe();
  const [affairs, setAffairs] = useState<readonly OpenAffair[]>();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [done, setDone] = useState<AffairsDone>();
  const [failure, setFailure] = useState<Failure>();
  const load = useCallback(async () => {
    const found = await safe.openAffairs(personId);
    if (found.ok) setAffairs(found.value.affairs);
    else setFailure(found.error);
  }, [safe, personId]);
  useEffect(() => void load(), [load]);
  const chosen = (affairs ?? []).map(({ recordId }) => recordId).filter((id) => !left.has(id));
  return {
    affairs,
    chosen,
    done,
    failure,
    choose: (recordId: string, isChosen: boolean) =>
      setLeft((before) => new Set(isChosen ? [...before].filter((id) => id !== recordId) : [...before, recordId])),
    async end(): Promise<void> {
      if (chosen.length === 0) return;
      const ended = await safe.endAffairs(personId, chosen);
      setFailure(ended.ok ? undefined : ended.error);
      if (ended.ok) setDone(ended.value);
      await load();
    },
    async undo(of: AffairsDone): Promise<void> {
      const back = await safe.undoAffairs(of);
      setFailure(back.ok ? undefined : back.error);
      if (back.ok) setDone(undefined);
      await load();
    },
  };
}
