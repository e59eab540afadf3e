import type { PersonRow, SafeStatus, SignedIn } from '@siegel/safe';
import { useCallback, useState, useSyncExternalStore } from 'react';
import { AkteScreen } from '../akte/akte-screen.tsx';
import type { Drafts } from '../akte/drafts.ts';
import { HomeScreen } from '../home/home-screen.tsx';
import { NewPersonScreen } from '../new-person/new-person-screen.tsx';
import { SheetScreen } from '../recovery/sheet-screen.tsx';
import type { Place } from '../place/place.ts';
import { HelpDialog } from './help-dialog.tsx';
import { useIdleLock } from './idle-lock.ts';
import { neighbourOf } from './open-akten.ts';
import { Rail } from './rail.tsx';
import { SearchDialog } from './search-dialog.tsx';
import { StatusLine } from './status-line.tsx';
import { TopBar } from './top-bar.tsx';
import { useCommands } from './use-commands.ts';
import { type Keys, useKeys } from './use-keys.ts';
import { useOpenAkten } from './use-open-akten.ts';

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
  const akten = useOpenAkten(withDraft);
  const currentId = place.page === 'akte' ? place.personId : undefined;
  const onHome = useCallback(() => go({ page: 'home' }), [go]);
  const onNewPerson = useCallback(() => go({ page: 'new-person' }), [go]);
  const onSheet = useCallback(() => go({ page: 'sheet' }), [go]);
  const onGo = useCallback((personId: string) => go({ page: 'akte', personId }), [go]);
  const commands = useCommands({
    onHome,
    onLock,
    onSignOut: props.onSignOut,
    onHelp: () => setIsHelpOpen(true),
    onNewPerson,
    onSheet,
  });
  const search = {
    persons: status.persons,
    recent: akten.recent,
    commands,
    onOpen: ({ personId }: PersonRow) => onGo(personId),
  };
  const isHome = place.page !== 'akte' && place.page !== 'new-person' && place.page !== 'sheet';
  const onFind = () => (isHome ? focusSearch() : setPalette(''));
  const onClose = (personId: string) => {
    const neighbour = neighbourOf(akten.open, personId);
    akten.close(personId);
    if (personId === currentId)
      go(neighbour === undefined ? { page: 'home' } : { page: 'akte', personId: neighbour.personId });
  };
  useIdleLock(onLock);
  useKeys({
    ...tabKeys(akten.open, onGo),
    F1: () => setIsHelpOpen(true),
    F2: onFind,
    F4: onHome,
    F9: onLock,
    'Ctrl+KeyK': () => setPalette('>'),
    'Alt+Digit0': onHome,
    'Alt+KeyN': onNewPerson,
  });

  return (
    <div className="app">
      <Rail
        isHome={isHome}
        onHome={onHome}
        onFind={onFind}
        onCommands={() => setPalette('>')}
        onHelp={() => setIsHelpOpen(true)}
      />
      <TopBar
        {...{ open: akten.open, currentId, withDraft, isDemo: props.isDemo, onFind, onGo, onClose, onHome, onLock }}
        displayName={props.session.displayName}
        onCommands={() => setPalette('>')}
      />
      <main className="main">
        {place.page === 'new-person' && <NewPersonScreen persons={status.persons} onOpen={onGo} onHome={onHome} />}
        {place.page === 'sheet' && <SheetScreen session={props.session} onHome={onHome} />}
        {isHome && <HomeScreen {...{ status, search, onNewPerson, onSheet }} />}
        {currentId !== undefined && (
          <AkteScreen key={currentId} personId={currentId} drafts={drafts} onOpened={akten.opened} onHome={onHome} />
        )}
      </main>
      <StatusLine status={status} />
      <SearchDialog startWith={palette} onClose={() => setPalette(undefined)} search={search} />
      <HelpDialog isOpen={isHelpOpen} onClose={() => setIsHelpOpen(false)} />
    </div>
  );
}

function tabKeys(open: readonly PersonRow[], onGo: (personId: string) => void): Keys {
  return Object.fromEntries(open.map(({ personId }, at) => [`Alt+Digit${at + 1}`, () => onGo(personId)]));
}

function focusSearch(): void {
  document.querySelector<HTMLInputElement>('[data-search]')?.focus();
}
