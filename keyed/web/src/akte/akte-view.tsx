import { later } from '../shell/later.ts';
import type { EintragView, PersonView } from '@siegel/safe';
import { Suspense, useEffect } from 'react';
import { useFreigabeAsk } from '../freigabe/use-freigabe-ask.ts';
import { useSight } from '../freigabe/use-sight.ts';
import { useMove } from '../move/use-move.ts';
import { EditingContext, useEditing } from '../editing/editing-context.ts';
import { useKeys } from '../shell/use-keys.ts';
import { laterTexts } from '../text/i18n.ts';
import type { Pane } from './akte-pane.tsx';
import { AkteTable } from './akte-table.tsx';
import type { Drafts } from './drafts.ts';
import { focusRow } from './focus-row.ts';
import { isUnreadable } from './eintrag-text.ts';
import { PersonPanel } from './person-panel.tsx';
import { usePane } from './use-pane.ts';

// Fetched when something is asked about one record.
const AktePane = later(async () => (await import('./akte-pane.tsx')).AktePane);
const MoveDialog = later(async () => (await import('../move/move-dialog.tsx')).MoveDialog);
const MoveToast = later(async () => (await import('../move/move-toast.tsx')).MoveToast);
const PersonSightDialog = later(async () => (await import('../freigabe/person-sight-dialog.tsx')).PersonSightDialog);
const FreigabeDialog = later(async () => (await import('../freigabe/freigabe-dialog.tsx')).FreigabeDialog);

/** Who is in the rows presses F, P, N, M or D next: what these keys open is there before (AT90). Without a line they fetch it themselves. */
function fetchWhatKeysOpen(): void {
  void Promise.all([
    import('../freigabe/freigabe-dialog.tsx'),
    import('../move/move-dialog.tsx'),
    import('./ticked-bar.tsx'),
    laterTexts(),
  ]).catch(() => undefined);
}

/** What an open Akte stands on. */
export interface AkteViewProps {
  readonly personId: string;
  /** Who works here: stands on what is printed. */
  readonly userName: string;
  readonly view: PersonView;
  readonly drafts: Drafts;
}

/** An open Akte: person panel, table, command line, and beside them whatever was asked for about one record. */
export function AkteView({ personId, userName, view, drafts }: AkteViewProps) {
  const { activeId, pane, setPane, toggle, follow, show } = usePane(personId, view);
  const move = useMove();
  const freigabe = useFreigabeAsk(view);
  const sight = useSight(view);
  const signs = useEditing();
  const eintrag = (recordId: string) => view.eintraege.find((one) => one.recordId === recordId);
  const { changePerson, changeCave } = changesOf(view, setPane);
  const isInRows = activeId !== undefined;
  useEffect(() => {
    if (isInRows) fetchWhatKeysOpen();
  }, [isInRows]);
  useKeys({
    'Alt+KeyV': () => toggle('server'),
    'Alt+KeyH': () => toggle('history'),
    'Alt+KeyE': () => changePerson?.(),
    'Alt+KeyK': () => changeCave?.(),
    'Alt+KeyP': () => sight.begin(undefined),
  });

  const ofPerson = {
    onChange: changePerson,
    onCave: changeCave,
    onHistory: () => setPane({ shows: 'history', of: personId }),
    onServerView: () => setPane({ shows: 'server', of: personId }),
    onSight: () => sight.begin(undefined),
  };
  return (
    <EditingContext value={signs}>
      <div className={pane === undefined ? 'akte' : 'akte with-pane'}>
        <PersonPanel view={view} tools={ofPerson} />
        <AkteTable
          personId={personId}
          userName={userName}
          view={view}
          drafts={drafts}
          activeId={activeId}
          onActive={follow}
          tools={{
            onHistory: (recordId) => show('history', recordId),
            onServerView: (recordId) => show('server', recordId),
            onOpenFile: (recordId) => hasFile(eintrag(recordId)?.value) && show('file', recordId),
            onMove: (recordId) => beginMove(move, eintrag(recordId)),
            onFreigabe: freigabe.begin,
            onSight: sight.begin,
          }}
        />
        <Suspense>
          {pane !== undefined && <AktePane {...{ pane, personId, view }} onClose={closing(setPane)} />}
        </Suspense>
        <Asked freigabe={freigabe} />
        <Sighted view={view} sight={sight} />
        <Moving move={move} />
      </div>
    </EditingContext>
  );
}

function Moving({ move }: { move: ReturnType<typeof useMove> }) {
  function endMove(): void {
    move.end();
    focusRow();
  }
  return (
    <Suspense>
      {move.moving !== undefined && <MoveDialog eintrag={move.moving} onMove={move.move} onClose={endMove} />}
      {move.news !== undefined && <MoveToast news={move.news} onUndo={move.takeBack} onClose={move.dismiss} />}
    </Suspense>
  );
}

function Sighted({ view, sight: { asked, end } }: { view: PersonView; sight: ReturnType<typeof useSight> }) {
  if (asked === undefined) return null;
  return (
    <Suspense>
      <PersonSightDialog view={view} begunWith={asked.of} onClose={end} />
    </Suspense>
  );
}

function Asked({ freigabe: { asked, end } }: { freigabe: ReturnType<typeof useFreigabeAsk> }) {
  if (asked === undefined) return null;
  return (
    <Suspense>
      <FreigabeDialog {...asked} onClose={end} />
    </Suspense>
  );
}

/** Ways into the Stammdaten; undefined where they are not this user's to change. */
function changesOf(view: PersonView, setPane: (pane: Pane) => void) {
  if (!mayChange(view)) return { changePerson: undefined, changeCave: undefined };
  return {
    changePerson: () => setPane({ shows: 'stammdaten' }),
    changeCave: () => setPane({ shows: 'stammdaten', at: 'warning' }),
  };
}

/** Whether the Stammdaten open here, and are this user's to write. */
function mayChange({ may, stammdaten }: PersonView): boolean {
  return may.write && !isUnreadable(stammdaten);
}

function beginMove(move: ReturnType<typeof useMove>, eintrag: EintragView | undefined): void {
  if (mayMove(eintrag)) move.begin(eintrag);
}

/** What is saved, can be read, and is not released. */
function mayMove(eintrag: EintragView | undefined): eintrag is EintragView {
  return eintrag?.state === 'saved' && eintrag.freigabe?.state !== 'released' && !isUnreadable(eintrag.value);
}

/** Closes the pane; the keys go on in the row. */
function closing(setPane: (pane: undefined) => void): () => void {
  return () => {
    setPane(undefined);
    focusRow();
  };
}

function hasFile(value: object | undefined): boolean {
  return value !== undefined && 'blobIds' in value;
}
