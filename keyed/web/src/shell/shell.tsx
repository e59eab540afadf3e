import type { PersonRow, SafeStatus, SignedIn } from '@siegel/safe';
import { useCallback, useState, useSyncExternalStore } from 'react';
import { AkteScreen } from '../akte/akte-screen.tsx';
import type { Drafts } from '../akte/drafts.ts';
import { AccessScreen } from '../access/access-screen.tsx';
import { ApprovalNotice } from '../approval/approval-notice.tsx';
import { HomeScreen } from '../home/home-screen.tsx';
import type { Place } from '../place/place.ts';
import type { SearchProps } from '../search/search-field.tsx';
import { HelpDialog } from './help-dialog.tsx';
import { useIdleLock } from './idle-lock.ts';
import { neighbourOf } from './open-akten.ts';
import { Rail } from './rail.tsx';
import { SearchDialog } from './search-dialog.tsx';
import { StatusLine } from './status-line.tsx';
import { TopBar } from './top-bar.tsx';
import { useCommands } from './use-commands.ts';
import { type Keys, useKeys } from './use-keys.ts';
import { useKeptDesk, useOpenAkten } from './use-open-akten.ts';

/** What the workspace stands on. */
export interface ShellProps {
  readonly status: SafeStatus;
  readonly session: SignedIn;
  readonly place: Place;
  readonly go: (place: Place) => void;
  readonly drafts: Drafts;
  readonly isDemo: boolean;
  readonly onLock: () => void;
  readonly onSignOut: () => void;
}

/** The workspace of somebody signed in: rail, search and open Akten on top, the work, the status line. When it locks it
 *  leaves the page as a whole, and with it every name. */
export function Shell(props: ShellProps) {
  const { place, go, status, drafts, onLock } = props;
  const [palette, setPalette] = useState<string>();
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  const withDraft = useSyncExternalStore(drafts.watch, drafts.list);
  const akten = useOpenAkten(withDraft, props.session.work.desk);
  useKeptDesk(akten, place);
  const currentId = place.page === 'akte' ? place.personId : undefined;
  const onHome = useCallback(() => go({ page: 'home' }), [go]);
  const onGo = useCallback((personId: string) => go({ page: 'akte', personId }), [go]);
  const onAccess = useCallback(() => go({ page: 'access' }), [go]);
  const commands = useCommands({
    onHome,
    onAccess,
    onLock,
    onSignOut: props.onSignOut,
    onHelp: () => setIsHelpOpen(true),
  });
  const search = {
    persons: status.persons,
    recent: akten.recent,
    commands,
    onOpen: ({ personId }: PersonRow) => onGo(personId),
  };
  const onFind = () => (place.page === 'home' ? focusSearch() : setPalette(''));
  const onClose = (personId: string) => {
    const neighbour = neighbourOf(akten.open, personId);
    akten.close(personId);
    if (personId === currentId)
      go(neighbour === undefined ? { page: 'home' } : { page: 'akte', personId: neighbour.personId });
  };
  const onCommands = () => setPalette('>');
  useIdleLock(onLock);
  useWorkKeys(akten.open, { onHelp: () => setIsHelpOpen(true), onFind, onHome, onLock, onCommands, onGo });

  return (
    <div className="app">
      <Rail
        page={place.page}
        onAccess={onAccess}
        onHome={onHome}
        onFind={onFind}
        onCommands={onCommands}
        onHelp={() => setIsHelpOpen(true)}
      />
      <TopBar
        {...{ open: akten.open, currentId, withDraft, isDemo: props.isDemo, onFind, onGo, onClose, onHome, onLock }}
        displayName={props.session.displayName}
        onCommands={onCommands}
      />
      <main className="main">
        <WorkArea {...props} search={search} onOpened={akten.opened} onHome={onHome} />
      </main>
      <ApprovalNotice />
      <StatusLine status={status} />
      <SearchDialog startWith={palette} onClose={() => setPalette(undefined)} search={search} />
      <HelpDialog isOpen={isHelpOpen} onClose={() => setIsHelpOpen(false)} />
    </div>
  );
}

/** What the place in the address bar names. */
function WorkArea({
  place,
  session,
  status,
  drafts,
  search,
  onOpened,
  onHome,
}: ShellProps & { search: SearchProps; onOpened: (row: PersonRow) => void; onHome: () => void }) {
  if (place.page === 'access') return <AccessScreen account={session.account} displayName={session.displayName} />;
  if (place.page !== 'akte') return <HomeScreen status={status} search={search} />;
  const { personId } = place;
  return <AkteScreen key={personId} personId={personId} drafts={drafts} onOpened={onOpened} onHome={onHome} />;
}

interface WorkActions {
  readonly onHelp: () => void;
  readonly onFind: () => void;
  readonly onHome: () => void;
  readonly onLock: () => void;
  readonly onCommands: () => void;
  readonly onGo: (personId: string) => void;
}

function useWorkKeys(open: readonly PersonRow[], on: WorkActions): void {
  useKeys({
    ...tabKeys(open, on.onGo),
    F1: on.onHelp,
    F2: on.onFind,
    F4: on.onHome,
    F9: on.onLock,
    'Ctrl+KeyK': on.onCommands,
    'Alt+Digit0': on.onHome,
  });
}

function tabKeys(open: readonly PersonRow[], onGo: (personId: string) => void): Keys {
  return Object.fromEntries(open.map(({ personId }, at) => [`Alt+Digit${at + 1}`, () => onGo(personId)]));
}

function focusSearch(): void {
  document.querySelector<HTMLInputElement>('[data-search]')?.focus();
}
