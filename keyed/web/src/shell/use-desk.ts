import type { PersonRow } from '@siegel/safe';
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { hiddenSalt, switchHidden } from '../hidden/hidden-mode.ts';
import type { Place } from '../place/place.ts';
import { useSafe } from '../safe/safe-context.ts';
import { AREAS } from './areas.ts';
import { useIdleLock } from './idle-lock.ts';
import { useHeard } from './use-heard.ts';
import { neighbourOf } from './open-akten.ts';
import type { ShellProps } from './shell-props.ts';
import { useCommands } from './use-commands.ts';
import { type Keys, useArrowsEnter, useHistoryKeys, useKeys, useQuestionMark } from './use-keys.ts';
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
  const start = useStart({ place, go, phase: status.phase });
  const onHome = useCallback(() => go(start), [go, start]);
  const onGo = useCallback((personId: string) => go({ page: 'akte', personId }), [go]);
  const onDevice = () => setDialog((open) => (open === 'device' ? undefined : 'device'));
  const onHelp = () => setDialog('help');
  const isHidden = hiddenSalt() !== undefined;
  const onHide = () => switchHidden(!isHidden);
  const targets = { status, go, onLock, onSignOut, onHelp, onDevice };
  const commands = useCommands({ ...targets, onHide, isHidden, personId: currentId });
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
  useHeard();
  useKeys({
    ...areaKeys(go),
    ...tabKeys(akten.open, onGo),
    F1: onHelp,
    F2: onFind,
    F9: onLock,
    'Ctrl+KeyK': onCommands,
    'Alt+Digit0': onHome,
    'Alt+KeyS': onDevice,
    'Alt+KeyU': onHide,
  });
  useQuestionMark(onHelp);
  useHistoryKeys();
  useArrowsEnter();
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

/** Where somebody begins, and comes back to: the day list in a house with a calendar, else the search. Whoever has gone somewhere, typed
 *  something, or pressed a key or clicked meanwhile stays there: what they begin would be gone. */
function useStart({ place, go, phase }: Pick<ShellProps, 'place' | 'go'> & { readonly phase: string }): Place {
  const safe = useSafe();
  const [start, setStart] = useState<Place>({ page: 'home' });
  const now = useRef(place);
  now.current = place;
  const hasBegun = useHasBegun();
  const isReady = phase === 'ready';
  useEffect(() => {
    if (!isReady) return undefined;
    let left = false;
    void safe.calendar().then((answer) => {
      if (left || !answer.ok || !answer.value.resources.some(({ isUsed }) => isUsed)) return;
      setStart({ page: 'day-list' });
      const typed = document.querySelector<HTMLInputElement>('[data-search]')?.value ?? '';
      if (now.current.page === 'home' && typed === '' && !hasBegun.current) go({ page: 'day-list' });
    });
    return () => {
      left = true;
    };
  }, [safe, go, isReady, hasBegun]);
  return start;
}

/** Whether somebody has pressed a key or clicked here since they came. What they do with the tour is no work yet. */
function useHasBegun(): { readonly current: boolean } {
  const hasBegun = useRef(false);
  useEffect(() => {
    const ended = new AbortController();
    const begin = ({ target }: Event) => {
      if (target instanceof Element && target.closest('.tour') !== null) return;
      hasBegun.current = true;
      ended.abort();
    };
    for (const sign of ['keydown', 'pointerdown'] as const)
      window.addEventListener(sign, begin, { capture: true, signal: ended.signal });
    return () => ended.abort();
  }, []);
  return hasBegun;
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
