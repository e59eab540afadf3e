import type { PersonView } from '@siegel/safe';
import { Suspense } from 'react';
import { FilePane } from '../attachments/file-pane.tsx';
import type { TakeUp } from '../history/history-pane.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { later } from '../shell/later.ts';
import type { StammdatenSection } from '../stammdaten/stammdaten-pane.tsx';
import { isUnreadable } from './eintrag-text.ts';

// Fetched when somebody asks for them.
const HistoryPane = later(async () => (await import('../history/history-pane.tsx')).HistoryPane);
const ServerViewPane = later(async () => (await import('../server-view/server-view-pane.tsx')).ServerViewPane);
const StammdatenPane = later(async () => (await import('../stammdaten/stammdaten-pane.tsx')).StammdatenPane);

/** What stands beside the table, and of which record or person it is. */
export type Pane =
  | { readonly shows: 'server' | 'history' | 'file'; readonly of: string }
  | { readonly shows: 'stammdaten'; readonly at?: StammdatenSection };

/** The pane beside the table. */
export function AktePane({
  pane,
  personId,
  view,
  onClose,
}: {
  pane: Pane;
  personId: string;
  view: PersonView;
  onClose: () => void;
}) {
  const takeUp = useTakeUp(personId, view, pane.shows === 'history' ? pane.of : undefined);
  if (pane.shows === 'stammdaten')
    return isUnreadable(view.stammdaten) ? null : (
      <Suspense>
        <StammdatenPane view={view} value={view.stammdaten} at={pane.at} onClose={onClose} />
      </Suspense>
    );
  const eintrag = view.eintraege.find(({ recordId }) => recordId === pane.of);
  if (pane.shows === 'file') return <FilePane recordId={pane.of} name={eintrag?.summary ?? ''} onClose={onClose} />;
  if (pane.shows === 'server')
    return (
      <Suspense>
        <ServerViewPane recordId={pane.of} versions={eintrag?.versions ?? 0} onClose={onClose} />
      </Suspense>
    );
  return (
    <Suspense>
      <HistoryPane recordId={pane.of} head={eintrag?.head ?? view.head} takeUp={takeUp} onClose={onClose} />
    </Suspense>
  );
}

/** Takes an older version up again as the newest one (AT2). */
function useTakeUp(personId: string, view: PersonView, recordId: string | undefined): TakeUp {
  const safe = useSafe();
  const eintrag = view.eintraege.find((one) => one.recordId === recordId);
  return (value) =>
    eintrag === undefined
      ? safe.writePerson({ personId, base: view.head, value })
      : safe.writeEintrag({ personId, recordId: eintrag.recordId, base: eintrag.head, kind: eintrag.kind, value });
}
