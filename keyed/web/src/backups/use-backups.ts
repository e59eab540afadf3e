import type { BackupKeyView, BackupsView } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';
import { type BackupEnd, earlierFailure, endOf, type WatchedWork } from './backup-end.ts';

/** While something goes on, and while nothing does: somebody else may begin. */
const LOOK_MS = 700;
const LOOK_IDLE_MS = 10_000;
/** A burst of writing elsewhere is looked at once. */
const LOOK_AFTER_MS = 500;

/** The backups on the server as this page last saw them. */
export interface BackupsLook {
  readonly view: BackupsView | undefined;
  readonly failure: Failure | undefined;
  readonly seenAtMs: number | undefined;
  /** How the last work ended; stays until the next one begins. */
  readonly end: BackupEnd | undefined;
  /** Says what is waited for from now on, and looks at once. */
  readonly watch: (work: WatchedWork) => void;
  readonly look: () => Promise<void>;
  /** How the last work ended has been taken note of. */
  readonly forget: () => void;
}

/** Looks at the backups again and again, for whoever manages them (BK43). Nothing is asked while the page is out of sight. */
export function useBackups(mayManage: boolean, journalSize: number): BackupsLook {
  const safe = useSafe();
  const [view, setView] = useState<BackupsView>();
  const [failure, setFailure] = useState<Failure>();
  const [seenAtMs, setSeenAtMs] = useState<number>();
  const [end, setEnd] = useState<BackupEnd>();
  const watched = useRef<WatchedWork>(undefined);
  const isFirst = useRef(true);
  const turn = useRef(0);
  const look = useCallback(async () => {
    const own = turn.current;
    const answer = await safe.backups();
    // What was asked before the work began says nothing of it.
    if (own !== turn.current) return;
    setFailure(answer.ok ? undefined : answer.error);
    if (!answer.ok) return;
    const now = answer.value;
    const ended = watched.current === undefined ? undefined : endOf(watched.current, now);
    if (ended !== undefined) setEnd(ended);
    else if (now.running !== undefined) setEnd(undefined);
    else if (isFirst.current) setEnd(earlierFailure(now));
    isFirst.current = false;
    watched.current = now.running ?? (ended === undefined ? watched.current : undefined);
    setView(now);
    setSeenAtMs(Date.now());
  }, [safe]);
  const isRunning = view?.running !== undefined;
  useLooking(mayManage ? look : undefined, isRunning ? LOOK_MS : LOOK_IDLE_MS);
  useEffect(() => {
    // What was made or deleted elsewhere is an entry.
    const timer = mayManage ? setTimeout(() => void look(), LOOK_AFTER_MS) : undefined;
    return () => clearTimeout(timer);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- a longer journal is the reason to look again
  }, [mayManage, look, journalSize]);
  const watch = useCallback(
    (work: WatchedWork) => {
      turn.current += 1;
      watched.current = work;
      setEnd(undefined);
      void look();
    },
    [look],
  );
  const forget = useCallback(() => setEnd(undefined), []);
  return { view, failure, seenAtMs, end, watch, look, forget };
}

/** Looks at once and then every so often, one after the other. */
function useLooking(look: (() => Promise<void>) | undefined, everyMs: number): void {
  useEffect(() => {
    if (look === undefined) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let hasLeft = false;
    const next = async () => {
      if (document.visibilityState === 'visible') await look();
      if (!hasLeft) timer = setTimeout(() => void next(), everyMs);
    };
    void next();
    return () => {
      hasLeft = true;
      clearTimeout(timer);
    };
  }, [look, everyMs]);
}

/** The keys of backups, the newest first; read again when the journal has grown. */
export function useBackupKeys(journalSize: number) {
  const safe = useSafe();
  const [keys, setKeys] = useState<readonly BackupKeyView[]>();
  const read = useCallback(async () => {
    const answer = await safe.backupKeys();
    if (answer.ok) setKeys(answer.value);
  }, [safe]);
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- a longer journal is the reason to read again
  useEffect(() => void read(), [read, journalSize]);
  return { keys, read };
}
