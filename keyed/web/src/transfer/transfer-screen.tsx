import type { SignedIn } from '@siegel/safe';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import '../design/transfer.css';
import { GiveOut } from './give-out.tsx';
import { ReadIn } from './read-in.tsx';
import { RunList } from './run-list.tsx';
import { useRuns } from './use-runs.ts';
import { Skeleton } from '../parts/skeleton.tsx';
import { StateBlock } from '../parts/state-block.tsx';

const TABS = ['read', 'runs', 'write'] as const;
type Tab = (typeof TABS)[number];

/** "Import und Wechsel": reading files of other programs in, the runs so far, and giving Akten out. */
export function TransferScreen({ session }: { session: SignedIn }) {
  const { t } = useTranslation();
  const [tab, setTab] = useState<Tab>('read');
  const runs = useRuns();
  const mayImport = runs.state === 'read' && runs.answer.mayImport;
  return (
    <section className="transfer" aria-label={t('transfer.title')}>
      <div className="bar line">
        <h1>{t('transfer.title')}</h1>
        <div className="seg" role="group" aria-label={t('transfer.tabs')}>
          {TABS.map((name) => (
            <button key={name} type="button" aria-pressed={tab === name} onClick={() => setTab(name)}>
              {t(`transfer.tab.${name}`)}
            </button>
          ))}
        </div>
      </div>
      <div className="transfer-body">
        {runs.state === 'loading' && <Skeleton label={t('transfer.loading')} lines={5} />}
        {tab !== 'write' && runs.state === 'read' && !mayImport && (
          <StateBlock icon="lock" title={t('transfer.noRight')}>
            {t('transfer.noRightHint')}
          </StateBlock>
        )}
        {tab === 'read' && mayImport && (
          <ReadIn sites={session.sites} runs={runs.answer.runs} onWritten={runs.reread} onRuns={() => setTab('runs')} />
        )}
        {tab === 'write' && <GiveOut />}
        {tab === 'runs' && (mayImport || runs.state === 'failed') && <RunList runs={runs} />}
      </div>
    </section>
  );
}
