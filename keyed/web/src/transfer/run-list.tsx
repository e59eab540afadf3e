import { Button } from '@mantine/core';
import type { RunView } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { StateBlock } from '../parts/state-block.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { useFailureText } from '../text/failure-text.ts';
import { formatCount, formatDay, formatTime, localDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import type { Runs } from './use-runs.ts';
import { WithdrawDialog } from './withdraw-dialog.tsx';

const PURPOSES = ['import', 'demo', 'move'] as const;

/** Every run of the journal, newest first; closed ones can be withdrawn, those this device left open dropped. */
export function RunList({ runs }: { runs: Runs }) {
  const { t } = useTranslation();
  const safe = useSafe();
  const failureText = useFailureText();
  const [asked, setAsked] = useState<RunView>();
  const [failure, setFailure] = useState<Failure>();
  if (runs.state === 'loading') return null;
  if (runs.state === 'failed')
    return (
      <StateBlock
        icon="alert"
        tone="bad"
        title={t('import.lookFailed')}
        action={<Button onClick={runs.reread}>{t('transfer.again')}</Button>}
      >
        {failureText(runs.failure)}
      </StateBlock>
    );
  if (runs.answer.runs.length === 0)
    return (
      <StateBlock icon="folder" title={t('runs.empty')}>
        {t('runs.emptyHint')}
      </StateBlock>
    );
  const drop = async ({ runId }: RunView) => {
    const dropped = await safe.dropRun(runId);
    setFailure(dropped.ok ? undefined : dropped.error);
    runs.reread();
  };
  return (
    <div className="transfer-list">
      {failure !== undefined && (
        <StateBlock icon="alert" tone="bad" title={t('runs.failed')}>
          {failureText(failure)}
        </StateBlock>
      )}
      <RunTable runs={runs.answer.runs} onWithdraw={setAsked} onDrop={(run) => void drop(run)} />
      <WithdrawDialog
        run={asked}
        onClose={(isDone) => {
          setAsked(undefined);
          if (isDone) runs.reread();
        }}
      />
    </div>
  );
}

function RunTable({
  runs,
  onWithdraw,
  onDrop,
}: {
  runs: readonly RunView[];
  onWithdraw: (run: RunView) => void;
  onDrop: (run: RunView) => void;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <table className="list runs panel">
      <thead>
        <tr>
          <th scope="col">{t('runs.when')}</th>
          <th scope="col">{t('runs.files')}</th>
          <th scope="col">{t('runs.who')}</th>
          <th scope="col" className="num">
            {t('runs.entries')}
          </th>
          <th scope="col">{t('runs.state')}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <tr key={run.runId}>
            <td className="nw" data-label={t('runs.when')}>
              {formatDay(localDay(run.startedAtMs), language)}, {formatTime(run.startedAtMs, language)}
            </td>
            <td data-label={t('runs.files')}>
              <RunName run={run} />
            </td>
            <td data-label={t('runs.who')}>{run.author}</td>
            <td data-label={t('runs.entries')} className="num">
              {run.entries === 0 ? '' : formatCount(run.entries)}
            </td>
            <td data-label={t('runs.state')}>
              <span className={run.state === 'closed' ? 'chip acc' : 'chip'}>{t(`runs.stateName.${run.state}`)}</span>
            </td>
            <td className="num">
              {run.state === 'closed' && (
                <Button size="xs" onClick={() => onWithdraw(run)}>
                  {t('runs.withdraw')}
                </Button>
              )}
              {run.state === 'open' && run.own && (
                <Button size="xs" onClick={() => onDrop(run)}>
                  {t('runs.drop')}
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function RunName({ run }: { run: RunView }) {
  const { t } = useTranslation();
  if (run.files.length > 0) return <bdi>{run.files.join(', ')}</bdi>;
  const purpose = PURPOSES.find((known) => known === run.purpose) ?? 'import';
  return (
    <span className="d">
      {t(`runs.purpose.${purpose}`)}
      {purpose === 'import' && !run.own ? `, ${t('runs.otherDevice')}` : ''}
    </span>
  );
}
