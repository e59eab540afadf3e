import type { PersonRow } from '@siegel/safe';
import { useCallback, useState, useSyncExternalStore } from 'react';
import { AREAS } from './areas.ts';
import { useIdleLock } from './idle-lock.ts';
import { neighbourOf } from './open-akten.ts';
import type { ShellProps } from './shell-props.ts';
import { useCommands } from './use-commands.ts';
import { type Keys, useKeys } from './use-keys.ts';
import { useKeptDesk, useOpenAkten } from './use-open-akten.ts';

/** Dialogs that open over every place. */
export type DeskDialog = 'help' | 'device';

/** What the workspace holds beside the place: the open Akten, the palette, a dialog; and what its keys do. */
export function useDesk({ place, go, status, session, drafts, onLock, onSignOut }: ShellProps) {
  const [palette, setPalette] = useState<string>();
  const [dialog, setDialog] = useState<DeskDialog>();
  const withDraft = useSyncExternalStore(drafts.watch, drafts.list);
  const akten = useOpenAkten(withDraft, session.work.desk);
  useKeptDesk(akten, place);
  const currentId = place.page === 'akte' ? place.personId : undefined;
  const onHome = useCallback(() => go({ page: 'home' }), [go]);
  const onGo = useCallback((personId: string) => go({ page: 'akte', personId }), [go]);
  const onDevice = () => setDialog((open) => (open === 'device' ? undefined : 'device'));
  const commands = useCommands({
    go,
    onLock,
    onSignOut,
    onHelp: () => setDialog('help'),
    onDevice,
    personId: currentId,
  });
  const onFind = () => (place.page === 'home' ? focusSearch() : setPalette(''));
  const onCommands = () => setPalette('>');
  const onClose = (personId: string) => {
    const neighbour = neighbourOf(akten.open, personId);
    akten.close(personId);
    if (personId !== currentId) return;
    if (neighbour === undefined) onHome();
    else onGo(neighbour.personId);
  };
  useIdleLock(onLock, status.idle);
  useKeys({
    ...areaKeys(go),
    ...tabKeys(akten.open, onGo),
    F1: () => setDialog('help'),
    F2: onFind,
    F9: onLock,
    'Ctrl+KeyK': onCommands,
    'Alt+Digit0': onHome,
    'Alt+KeyS': onDevice,
  });
  const onOpen = ({ personId }: PersonRow) => onGo(personId);
  return {
    akten: { open: akten.open, currentId, withDraft, onGo, onClose },
    onOpened: akten.opened,
    search: { persons: status.persons, recent: akten.recent, commands, onOpen },
    palette,
    dialog,
    open: setDialog,
    onHome,
    onDevice,
    onFind,
    onCommands,
    onClosePalette: () => setPalette(undefined),
    onCloseDialog: () => setDialog(undefined),
  };
}

function areaKeys(go: ShellProps['go']): Keys {
  return Object.fromEntries(AREAS.flatMap(({ place, code }) => (code === undefined ? [] : [[code, () => go(place)]])));
}

function tabKeys(open: readonly PersonRow[], onGo: (personId: string) => void): Keys {
  return Object.fromEntries(open.map(({ personId }, at) => [`Alt+Digit${at + 1}`, () => onGo(personId)]));
}

function focusSearch(): void {
  document.querySelector<HTMLInputElement>('[data-search]')?.focus();
}
