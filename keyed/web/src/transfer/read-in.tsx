import { Button, Kbd } from '@mantine/core';
import type { RunView, SignedIn } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import { Note } from '../parts/note.tsx';
import { StateBlock } from '../parts/state-block.tsx';
import { useFailureText } from '../text/failure-text.ts';
import { formatCount } from '../text/format.ts';
import { useKeys } from '../shell/use-keys.ts';
import { ChooseFiles } from './choose-files.tsx';
import { FilePreview } from './file-preview.tsx';
import { ImportProgressPanel } from './import-progress.tsx';
import { Unfinished } from './unfinished.tsx';
import { newPersonCount, type ReadInActions, undecidedCount, useReadIn } from './use-read-in.ts';
import { NO_DECISIONS } from './decisions.ts';

/** Choosing files, looking at what they would make, deciding, writing. */
export function ReadIn({
  sites,
  runs,
  onWritten,
  onRuns,
}: {
  sites: SignedIn['sites'];
  runs: readonly RunView[];
  onWritten: () => void;
  onRuns: () => void;
}) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const actions = useReadIn(onWritten);
  const { state, progress } = actions;
  if (progress.state !== 'idle') return <ImportProgressPanel progress={progress} onStop={actions.stop} />;
  if (state.stage === 'done') return <Done actions={actions} onRuns={onRuns} />;
  if (state.stage === 'look') return <Looked actions={actions} />;
  return (
    <>
      {state.failure !== undefined && (
        <StateBlock icon="alert" tone="bad" title={t('import.lookFailed')}>
          {failureText(state.failure)}
        </StateBlock>
      )}
      <Unfinished runs={runs} onResume={actions.resume} onDropped={onWritten} />
      <ChooseFiles sites={sites} onChoose={actions.choose} />
    </>
  );
}

function Looked({ actions }: { actions: ReadInActions }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const { state, decisions } = actions;
  const files = state.stage === 'look' ? state.look.files : [];
  const open = undecidedCount(files, decisions);
  const accepted = files.filter(({ refused }) => !refused);
  const persons = accepted.reduce((sum, { persons: p }) => sum + p.new + p.same + p.possible, 0);
  const unassigned = accepted.reduce((sum, file) => sum + file.unassigned, 0);
  const isReady = open === 0 && persons + unassigned > 0;
  useKeys({ 'Ctrl+Enter': () => isReady && actions.commit() });
  return (
    <>
      <div className="transfer-list">
        {state.stage === 'look' && state.failure !== undefined && (
          <StateBlock icon="alert" tone="bad" title={t('import.failed')}>
            {failureText(state.failure)}
          </StateBlock>
        )}
        <Note icon="info">{t('import.nothingYet')}</Note>
        {files.map((file, at) => (
          <FilePreview
            key={`${at}-${file.name}`}
            file={file}
            decisions={decisions[at] ?? NO_DECISIONS}
            onDecide={(next) => actions.decide(at, next)}
            onTable={(table) => actions.changeTable(at, table)}
          />
        ))}
      </div>
      <div className="bar transfer-actions">
        <span className={open > 0 ? 'warn' : 'd'} role="status">
          <Verdict open={open} isReady={isReady} persons={newPersonCount(files, decisions)} files={accepted} />
        </span>
        <span className="sp" />
        <Button variant="subtle" onClick={actions.restart}>
          {t('import.other')}
        </Button>
        <Button variant="filled" disabled={!isReady} onClick={actions.commit} rightSection={<Kbd>Strg Enter</Kbd>}>
          {t('import.commit')}
        </Button>
      </div>
    </>
  );
}

function Verdict({
  open,
  isReady,
  persons,
  files,
}: {
  open: number;
  isReady: boolean;
  persons: number;
  files: readonly { eintraege: readonly { count: number }[] }[];
}) {
  const { t } = useTranslation();
  if (open > 0)
    return (
      <button type="button" className="link" onClick={goToOpenCase}>
        {t('import.undecided', { count: open })}
      </button>
    );
  if (!isReady) return t('import.nothing');
  const eintraege = files.flatMap((file) => file.eintraege).reduce((sum, { count }) => sum + count, 0);
  return t('import.summary', { persons: formatCount(persons), eintraege: formatCount(eintraege) });
}

function goToOpenCase(): void {
  document.querySelector<HTMLElement>('.open-case button')?.focus();
}

function Done({ actions, onRuns }: { actions: ReadInActions; onRuns: () => void }) {
  const { t } = useTranslation();
  const { state } = actions;
  if (state.stage !== 'done') return null;
  const { entries, notKept } = state.done;
  return (
    <div className="transfer-list">
      <section className="panel transfer-done" role="status">
        <h2>
          <Icon name="done" /> {t('import.done')}
        </h2>
        <p>{t('import.doneHint', { count: entries })}</p>
        {notKept.length > 0 && <p className="d">{t('import.notKept', { names: notKept.join(', ') })}</p>}
        <div className="row">
          <Button variant="filled" onClick={actions.restart} autoFocus>
            {t('import.other')}
          </Button>
          <Button onClick={onRuns}>{t('import.toRuns')}</Button>
        </div>
      </section>
    </div>
  );
}
