import type { FileChoice, FileLook, ImportDone, ImportLook, ImportProgress, ImportWish, TableWish } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useCallback, useEffect, useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';
import { type Decisions, NO_DECISIONS } from './decisions.ts';

type ChosenFile = ImportWish['files'][number];

/** How far reading in is. */
export type ReadInState =
  | { readonly stage: 'choose'; readonly failure?: Failure }
  | { readonly stage: 'look'; readonly look: ImportLook; readonly failure?: Failure }
  | { readonly stage: 'done'; readonly done: ImportDone };

/** Reading files in, from choosing them to the run that holds them. */
export interface ReadInActions {
  readonly state: ReadInState;
  readonly progress: ImportProgress;
  readonly decisions: readonly Decisions[];
  readonly choose: (files: readonly File[], siteId: string) => void;
  /** Looks again, with one table read otherwise. */
  readonly changeTable: (fileAt: number, table: TableWish) => void;
  readonly decide: (fileAt: number, decisions: Decisions) => void;
  readonly commit: () => void;
  /** Goes on with a run that was cut. */
  readonly resume: (runId: string, files: readonly File[]) => void;
  readonly stop: () => void;
  readonly restart: () => void;
}

/** Keeps what was chosen and decided; the files themselves stay with the worker. */
export function useReadIn(onWritten: () => void): ReadInActions {
  const safe = useSafe();
  const progress = useImportProgress();
  const [state, setState] = useState<ReadInState>({ stage: 'choose' });
  const [wish, setWish] = useState<ImportWish>({ siteId: '', files: [] });
  const [decisions, setDecisions] = useState<readonly Decisions[]>([]);

  const look = useCallback(
    async (next: ImportWish, kept: readonly Decisions[]) => {
      setWish(next);
      const looked = await safe.lookAtImport(next);
      setDecisions(next.files.map((_, at) => kept[at] ?? NO_DECISIONS));
      setState(looked.ok ? { stage: 'look', look: looked.value } : { stage: 'choose', failure: looked.error });
    },
    [safe],
  );
  const choose = (files: readonly File[], siteId: string) => void look({ siteId, files: files.map(chosenFile) }, []);
  const changeTable = (fileAt: number, table: TableWish) => {
    const files = wish.files.map((file, at): ChosenFile => (at === fileAt ? { ...file, table } : file));
    void look({ ...wish, files }, decisions);
  };
  const decide = (fileAt: number, next: Decisions) =>
    setDecisions((before) => before.map((known, at) => (at === fileAt ? next : known)));
  const commit = async () => {
    if (state.stage !== 'look') return;
    const files = decisions.map(choiceOf);
    const done = await safe.commitImport({ lookId: state.look.lookId, files });
    onWritten();
    setState(done.ok ? { stage: 'done', done: done.value } : { ...state, failure: done.error });
  };
  const resume = async (runId: string, files: readonly File[]) => {
    const done = await safe.resumeImport({ runId, files: files.map(chosenFile) });
    onWritten();
    setState(done.ok ? { stage: 'done', done: done.value } : { stage: 'choose', failure: done.error });
  };
  return {
    resume: (runId, files) => void resume(runId, files),
    ...{ state, progress, decisions, choose, changeTable, decide },
    commit: () => void commit(),
    stop: () => void safe.stopImport(),
    restart: () => setState({ stage: 'choose' }),
  };
}

function chosenFile(content: File): ChosenFile {
  return { name: content.name, content };
}

function useImportProgress(): ImportProgress {
  const safe = useSafe();
  const [progress, setProgress] = useState<ImportProgress>({ state: 'idle' });
  useEffect(() => safe.watchImport(setProgress), [safe]);
  return progress;
}

function choiceOf({ cases, possible = 'skip', home }: Decisions): FileChoice {
  return { cases, possible, ...(home !== undefined && { home: home.personId }) };
}

/** Persons of files that nobody has decided about. */
export function undecidedCount(files: readonly FileLook[], decisions: readonly Decisions[]): number {
  return files.reduce((sum, { cases, persons }, at) => {
    const { cases: decided, possible } = decisions[at] ?? NO_DECISIONS;
    if (possible !== undefined) return sum;
    const open = cases.filter(({ grade, sourceRef }) => grade === 'possible' && decided[sourceRef] === undefined);
    const listed = cases.filter(({ grade }) => grade === 'possible').length;
    return sum + open.length + persons.possible - listed;
  }, 0);
}

/** Persons that would be made: new ones, and cases decided so. */
export function newPersonCount(files: readonly FileLook[], decisions: readonly Decisions[]): number {
  return files.reduce((sum, { refused, cases, persons }, at) => {
    if (refused) return sum;
    const { cases: decided, possible } = decisions[at] ?? NO_DECISIONS;
    const made = cases.filter(
      ({ grade, sourceRef }) => (decided[sourceRef] ?? (grade === 'same' ? 'same' : possible)) === 'new',
    );
    return sum + persons.new + made.length;
  }, 0);
}
