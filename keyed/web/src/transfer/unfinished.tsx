import { Button } from '@mantine/core';
import type { RunView } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Note } from '../parts/note.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { useFailureText } from '../text/failure-text.ts';
import { formatCount, formatDay, formatTime, localDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';

interface UnfinishedProps {
  readonly runs: readonly RunView[];
  readonly onResume: (runId: string, files: readonly File[]) => void;
  readonly onDropped: () => void;
}

/** A run this device began and never ended, because its window was closed: going on with it, or taking it back. */
export function Unfinished({ runs, onResume, onDropped }: UnfinishedProps) {
  const cut = runs.find(({ unfinished, own }) => own && unfinished !== undefined);
  if (cut?.unfinished === undefined) return null;
  return <Question key={cut.runId} run={cut} progress={cut.unfinished} onResume={onResume} onDropped={onDropped} />;
}

function Question({
  run,
  progress,
  onResume,
  onDropped,
}: Omit<UnfinishedProps, 'runs'> & {
  readonly run: RunView;
  readonly progress: Exclude<RunView['unfinished'], undefined>;
}) {
  const { t } = useTranslation();
  const safe = useSafe();
  const language = useLanguage();
  const failureText = useFailureText();
  const input = useRef<HTMLInputElement>(null);
  const [isWorking, setIsWorking] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const drop = async () => {
    setIsWorking(true);
    const dropped = await safe.dropRun(run.runId);
    setIsWorking(false);
    if (dropped.ok) onDropped();
    else setFailure(dropped.error);
  };
  const day = `${formatDay(localDay(run.startedAtMs), language)}, ${formatTime(run.startedAtMs, language)}`;
  const counts = { done: formatCount(progress.done), total: formatCount(progress.total) };
  return (
    <section className="panel unfinished" aria-label={t('import.unfinished.label')}>
      <Note icon="alert" tone="warn">
        <b>{t('import.unfinished.title', { day, ...counts })}</b>
        <p>
          <bdi>{run.files.join(', ')}</bdi>
        </p>
        <p>{t('import.unfinished.hint')}</p>
        {failure !== undefined && <p className="bad">{failureText(failure)}</p>}
      </Note>
      <div className="row">
        <Button variant="filled" disabled={isWorking} onClick={() => input.current?.click()}>
          {t('import.unfinished.resume')}
        </Button>
        <Button disabled={isWorking} onClick={() => void drop()}>
          {t('import.unfinished.drop')}
        </Button>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          aria-label={t('import.unfinished.resume')}
          onChange={(event) => {
            const files = [...(event.currentTarget.files ?? [])];
            event.currentTarget.value = '';
            if (files.length > 0) onResume(run.runId, files);
          }}
        />
      </div>
    </section>
  );
}
