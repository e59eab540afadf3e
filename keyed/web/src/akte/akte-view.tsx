import type { EintragView, PersonView } from '@siegel/safe';
import { lazy, Suspense, useState } from 'react';
import { useFreigabeAsk } from '../freigabe/use-freigabe-ask.ts';
import { MoveDialog } from '../move/move-dialog.tsx';
import { MoveToast } from '../move/move-toast.tsx';
import { useMove } from '../move/use-move.ts';
import { EditingContext, useEditing } from '../editing/editing-context.ts';
import { useKeys } from '../shell/use-keys.ts';
import { AktePane, type Pane } from './akte-pane.tsx';
import { AkteTable } from './akte-table.tsx';
import type { Drafts } from './drafts.ts';
import { isUnreadable } from './eintrag-text.ts';
import { PersonPanel } from './person-panel.tsx';

const FreigabeDialog = lazy(async () => ({
  default: (await import('../freigabe/freigabe-dialog.tsx')).FreigabeDialog,
}));

/** An open Akte: person panel, table, command line, and beside them whatever was asked for about one record. */
export function AkteView({ personId, view, drafts }: { personId: string; view: PersonView; drafts: Drafts }) {
  const [activeId, setActiveId] = useState<string>();
  const [pane, setPane] = useState<Pane>();
  const move = useMove();
  const freigabe = useFreigabeAsk(view);
  const signs = useEditing();
  const eintrag = (recordId: string) => view.eintraege.find((one) => one.recordId === recordId);
  // The keys speak of the row in focus, or of the person while there is none.
  const of = activeId !== undefined && eintrag(activeId) !== undefined ? activeId : personId;
  const toggle = (shows: 'server' | 'history') => setPane((now) => (now?.shows === shows ? undefined : { shows, of }));
  const changePerson = mayChange(view) ? () => setPane({ shows: 'stammdaten' }) : undefined;
  useKeys({
    'Alt+KeyV': () => toggle('server'),
    'Alt+KeyH': () => toggle('history'),
    'Alt+KeyE': () => changePerson?.(),
  });
  function follow(recordId: string | undefined): void {
    setActiveId(recordId);
    setPane((now) => (recordId === undefined ? now : followed(now, recordId)));
  }
  function closePane(): void {
    setPane(undefined);
    focusRow();
  }
  function show(shows: 'server' | 'history' | 'file', of: string): void {
    setActiveId(of);
    setPane({ shows, of });
  }

  const ofPerson = {
    onChange: changePerson,
    onHistory: () => setPane({ shows: 'history', of: personId }),
    onServerView: () => setPane({ shows: 'server', of: personId }),
  };
  return (
    <EditingContext value={signs}>
      <div className={pane === undefined ? 'akte' : 'akte with-pane'}>
        <PersonPanel view={view} tools={ofPerson} />
        <AkteTable
          personId={personId}
          view={view}
          drafts={drafts}
          activeId={activeId}
          onActive={follow}
          tools={{
            onHistory: (recordId) => show('history', recordId),
            onServerView: (recordId) => show('server', recordId),
            onOpenFile: (recordId) => hasFile(eintrag(recordId)?.value) && show('file', recordId),
            onMove: (recordId) => {
              const found = eintrag(recordId);
              if (mayMove(found)) move.begin(found);
            },
            onFreigabe: freigabe.begin,
          }}
        />
        {pane !== undefined && <AktePane pane={pane} personId={personId} view={view} onClose={closePane} />}
        <Asked freigabe={freigabe} />
        <Moving move={move} />
      </div>
    </EditingContext>
  );
}

function Moving({ move }: { move: ReturnType<typeof useMove> }) {
  return (
    <>
      <MoveDialog eintrag={move.moving} onMove={move.move} onClose={move.end} />
      <MoveToast news={move.news} onUndo={move.takeBack} onClose={move.dismiss} />
    </>
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

/** Whether the Stammdaten open here, and are this user's to write. */
function mayChange({ may, stammdaten }: PersonView): boolean {
  return may.write && !isUnreadable(stammdaten);
}

/** What is saved, can be read, and is not released. */
function mayMove(eintrag: EintragView | undefined): eintrag is EintragView {
  return eintrag?.state === 'saved' && eintrag.freigabe?.state !== 'released' && !isUnreadable(eintrag.value);
}

/** The row the keys speak of, once the pane beside it has gone. */
function focusRow(): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus());
}

/** An open pane follows the selection; a form and a file stay until they are closed or another file is asked for. */
function followed(pane: Pane | undefined, recordId: string): Pane | undefined {
  return pane?.shows === 'server' || pane?.shows === 'history' ? { ...pane, of: recordId } : pane;
}

function hasFile(value: object | undefined): boolean {
  return value !== undefined && 'blobIds' in value;
}
