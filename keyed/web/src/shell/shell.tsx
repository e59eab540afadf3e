import type { PersonRow, SafeStatus, SignedIn } from '@siegel/safe';
import { useCallback, useState, useSyncExternalStore } from 'react';
import { AkteScreen } from '../akte/akte-screen.tsx';
import type { Drafts } from '../akte/drafts.ts';
import { HomeScreen } from '../home/home-screen.tsx';
import type { Place } from '../place/place.ts';
import { DeviceDialog } from '../device/device-dialog.tsx';
import type { DemoNotice } from './demo-notice.ts';
import type { SearchProps } from '../search/search-field.tsx';
import { ServerViewEverywhere } from '../server-view/server-view-everywhere.tsx';
import { HelpDialog } from './help-dialog.tsx';
import { useIdleLock } from './idle-lock.ts';
import { neighbourOf } from './open-akten.ts';
import { Rail } from './rail.tsx';
import { SearchDialog } from './search-dialog.tsx';
import { StatusLine } from './status-line.tsx';
import { TopBar } from './top-bar.tsx';
import { useCommands } from './use-commands.ts';
import { type Keys, useKeys } from './use-keys.ts';
import { TourStrip } from '../tour/tour-strip.tsx';
import { useOpenAkten } from './use-open-akten.ts';

/** What the workspace stands on. */
export interface ShellProps {
  readonly status: SafeStatus;
  readonly session: SignedIn;
  readonly place: Place;
  readonly go: (place: Place) => void;
  readonly drafts: Drafts;
  /** Undefined outside of a demonstration. */
  readonly demo: DemoNotice | undefined;
  readonly onLock: () => void;
  readonly onSignOut: () => void;
}

/** The workspace of somebody signed in: rail, search and open Akten on top, the work, the status line. When it locks it
 *  leaves the page as a whole, and with it every name. */
export function Shell(props: ShellProps) {
  const { place, go, status, drafts, onLock } = props;
  const [palette, setPalette] = useState<string>();
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  const [isDeviceOpen, setIsDeviceOpen] = useState(false);
  const onDevice = () => setIsDeviceOpen((isOpen) => !isOpen);
  const withDraft = useSyncExternalStore(drafts.watch, drafts.list);
  const akten = useOpenAkten(withDraft);
  const currentId = place.page === 'akte' ? place.personId : undefined;
  const onHome = useCallback(() => go({ page: 'home' }), [go]);
  const onGo = useCallback((personId: string) => go({ page: 'akte', personId }), [go]);
  const commands = useCommands({
    onHome,
    onLock,
    onSignOut: props.onSignOut,
    onHelp: () => setIsHelpOpen(true),
    onDevice,
  });
  const search = {
    persons: status.persons,
    recent: akten.recent,
    commands,
    onOpen: ({ personId }: PersonRow) => onGo(personId),
  };
  const onFind = () => (currentId === undefined ? focusSearch() : setPalette(''));
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
    'Alt+KeyS': onDevice,
  });

  return (
    <div className="app">
      <Rail
        isHome={currentId === undefined}
        onHome={onHome}
        onFind={onFind}
        onCommands={() => setPalette('>')}
        onHelp={() => setIsHelpOpen(true)}
      />
      <TopBar
        {...{ open: akten.open, currentId, withDraft, onFind, onGo, onClose, onHome, onLock }}
        isDemo={props.demo !== undefined}
        displayName={props.session.displayName}
        onCommands={() => setPalette('>')}
      />
      <Work {...props} search={search} onOpened={akten.opened} onHome={onHome} />
      <StatusLine status={status} onDevice={onDevice} />
      <SearchDialog startWith={palette} onClose={() => setPalette(undefined)} search={search} />
      <DeviceDialog
        isOpen={isDeviceOpen}
        status={status}
        draftCount={withDraft.length}
        onClose={() => setIsDeviceOpen(false)}
        onGo={onGo}
      />
      <ServerViewEverywhere isOnAkte={currentId !== undefined} />
      <HelpDialog isOpen={isHelpOpen} onClose={() => setIsHelpOpen(false)} />
    </div>
  );
}

/** The middle of the page: where somebody works. */
function Work({
  place,
  status,
  demo,
  drafts,
  ...given
}: ShellProps & {
  readonly search: SearchProps;
  readonly onOpened: (row: PersonRow) => void;
  readonly onHome: () => void;
}) {
  const personId = place.page === 'akte' ? place.personId : undefined;
  return (
    <main className="main">
      {demo !== undefined && <TourStrip demo={demo} place={place} />}
      {personId === undefined ? (
        <HomeScreen status={status} search={given.search} />
      ) : (
        <AkteScreen
          key={personId}
          personId={personId}
          drafts={drafts}
          onOpened={given.onOpened}
          onHome={given.onHome}
        />
      )}
    </main>
  );
}

function tabKeys(open: readonly PersonRow[], onGo: (personId: string) => void): Keys {
  return Object.fromEntries(open.map(({ personId }, at) => [`Alt+Digit${at + 1}`, () => onGo(personId)]));
}

function focusSearch(): void {
  document.querySelector<HTMLInputElement>('[data-search]')?.focus();
}
