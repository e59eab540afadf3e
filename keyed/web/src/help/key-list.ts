import type { Place } from '../place/place.ts';

/** A key and what it does. `codes` are written as the screens write them: `F2`, `Alt+KeyV`, `Ctrl+Enter`, or what the key types (`a`,
 *  `/`, ` `). One line may have several that do the same. */
interface KeyLineForm {
  readonly does: string;
  readonly codes: readonly string[];
}

/** Keys of one area, in the order they are shown. */
interface KeyAreaForm {
  readonly area: string;
  /** Where the keys work; absent for everywhere and for fields. */
  readonly page?: Place['page'];
  /** Sources in which the screen says its keys, for the test that compares (EV2). */
  readonly of: readonly string[];
  readonly lines: readonly KeyLineForm[];
}

/** Moving in a list is the same everywhere. */
const MOVING = { does: 'moving', codes: ['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'] } as const;

/** All keys of the workspace by area (EV2): what help, shortcut sheet and hints show. A key of a screen that is missing here fails a
 *  test, and one that no screen knows does, too. */
export const KEY_AREAS = [
  {
    area: 'everywhere',
    of: ['shell/use-desk.ts', 'shell/areas.ts', 'tasks/desk-counters.tsx', 'server-view/server-view-everywhere.tsx'],
    lines: [
      { does: 'help', codes: ['F1', '?'] },
      { does: 'find', codes: ['F2'] },
      { does: 'commands', codes: ['Ctrl+KeyK'] },
      { does: 'dayList', codes: ['F3'] },
      { does: 'home', codes: ['F4'] },
      { does: 'calendar', codes: ['F6'] },
      { does: 'freigabe', codes: ['F7'] },
      { does: 'newTask', codes: ['F8'] },
      { does: 'newMessage', codes: ['Shift+F8'] },
      { does: 'lock', codes: ['F9'] },
      { does: 'tasks', codes: ['Alt+KeyO'] },
      { does: 'messages', codes: ['Alt+KeyM'] },
      { does: 'findTime', codes: ['Alt+KeyF'] },
      { does: 'waitingList', codes: ['Alt+KeyL'] },
      { does: 'newPerson', codes: ['Alt+KeyN'] },
      { does: 'tab', codes: ['Alt+Digit1..8'] },
      { does: 'start', codes: ['Alt+Digit0'] },
      { does: 'device', codes: ['Alt+KeyS'] },
      { does: 'serverView', codes: ['Alt+KeyV'] },
      { does: 'hideNames', codes: ['Alt+KeyU'] },
      { does: 'back', codes: ['Alt+ArrowLeft', 'Alt+ArrowRight'] },
      { does: 'escape', codes: ['Escape'] },
    ],
  },
  {
    area: 'dayList',
    page: 'day-list',
    of: ['day-list/day-table.tsx', 'day-list/day-list-screen.tsx'],
    lines: [
      MOVING,
      { does: 'openAkte', codes: ['Enter'] },
      { does: 'nextStep', codes: [' '] },
      { does: 'arrived', codes: ['a'] },
      { does: 'called', codes: ['r'] },
      { does: 'room', codes: ['1..9'] },
      { does: 'done', codes: ['f'] },
      { does: 'noShow', codes: ['x'] },
      { does: 'expected', codes: ['z'] },
      { does: 'cancelled', codes: ['Delete'] },
      { does: 'documented', codes: ['d'] },
      { does: 'billed', codes: ['b'] },
      { does: 'change', codes: ['e'] },
      { does: 'newAppointment', codes: ['n', 'Alt+KeyT'] },
      { does: 'fiveMinutes', codes: ['Alt+ArrowUp', 'Alt+ArrowDown'] },
      { does: 'otherDay', codes: ['Alt+Shift+ArrowUp', 'Alt+Shift+ArrowDown'] },
      { does: 'undo', codes: ['Ctrl+KeyZ'] },
    ],
  },
  {
    area: 'calendar',
    page: 'calendar',
    of: ['week/grid-keys.ts', 'week/calendar.tsx'],
    lines: [
      { does: 'movingGrid', codes: ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End'] },
      { does: 'turn', codes: ['PageUp', 'PageDown'] },
      { does: 'openAkte', codes: ['Enter', ' '] },
      { does: 'change', codes: ['e'] },
      { does: 'newAppointment', codes: ['n', 'Alt+KeyT'] },
      { does: 'block', codes: ['s'] },
      { does: 'cancelled', codes: ['Delete'] },
      { does: 'fiveMinutes', codes: ['Alt+ArrowUp', 'Alt+ArrowDown'] },
      { does: 'column', codes: ['Alt+ArrowLeft', 'Alt+ArrowRight'] },
      { does: 'otherDay', codes: ['Alt+Shift+ArrowLeft', 'Alt+Shift+ArrowRight'] },
      { does: 'length', codes: ['Alt+Shift+ArrowUp', 'Alt+Shift+ArrowDown'] },
      { does: 'undo', codes: ['Ctrl+KeyZ'] },
    ],
  },
  {
    area: 'waitingList',
    page: 'waiting-list',
    of: ['finding/place-list.tsx', 'finding/wish-list.tsx', 'finding/waiting-list-screen.tsx'],
    lines: [
      { does: 'book', codes: ['Enter'] },
      { does: 'offer', codes: ['o'] },
      { does: 'refuse', codes: ['x'] },
      { does: 'change', codes: ['e'] },
      { does: 'withdraw', codes: ['Delete'] },
      { does: 'newWish', codes: ['Alt+KeyT'] },
      { does: 'undo', codes: ['Ctrl+KeyZ'] },
    ],
  },
  {
    area: 'akte',
    page: 'akte',
    of: ['akte/eintrag-list.tsx'],
    lines: [
      MOVING,
      { does: 'changeEintrag', codes: ['Enter', 'e'] },
      { does: 'rowFreigeben', codes: ['f'] },
      { does: 'rowPresent', codes: ['p'] },
      { does: 'rowNachtrag', codes: ['n'] },
      { does: 'rowSight', codes: ['s'] },
      { does: 'rowHistory', codes: ['h'] },
      { does: 'openFile', codes: ['o'] },
      { does: 'move', codes: ['m'] },
      { does: 'rowPin', codes: ['a'] },
      { does: 'tick', codes: [' '] },
      { does: 'tickAll', codes: ['Ctrl+KeyA'] },
      { does: 'printTicked', codes: ['d'] },
      { does: 'filter', codes: ['/'] },
      { does: 'leaveRows', codes: ['Escape'] },
    ],
  },
  {
    area: 'person',
    page: 'akte',
    of: ['akte/akte-view.tsx', 'akte/ticked.tsx', 'akte/use-files.ts', 'archive/archive-state.tsx'],
    lines: [
      { does: 'serverViewHere', codes: ['Alt+KeyV'] },
      { does: 'history', codes: ['Alt+KeyH'] },
      { does: 'stammdaten', codes: ['Alt+KeyE'] },
      { does: 'cave', codes: ['Alt+KeyK'] },
      { does: 'sight', codes: ['Alt+KeyP'] },
      { does: 'tickShown', codes: ['Alt+KeyD'] },
      { does: 'attach', codes: ['Alt+KeyA'] },
      { does: 'bringBack', codes: ['Alt+KeyB'] },
    ],
  },
  {
    area: 'line',
    page: 'akte',
    of: ['akte/command-keys.ts'],
    lines: [
      { does: 'send', codes: ['Enter'] },
      { does: 'lineHelp', codes: ['ArrowDown'] },
      { does: 'toRows', codes: ['ArrowUp'] },
      { does: 'lineDay', codes: ['Alt+ArrowUp', 'Alt+ArrowDown'] },
    ],
  },
  {
    area: 'fields',
    of: ['text-blocks/block-keys.ts'],
    lines: [
      { does: 'textBlock', codes: ['Tab'] },
      { does: 'textBlocks', codes: ['Ctrl+Space'] },
      { does: 'makeTextBlock', codes: ['Ctrl+Shift+Space'] },
    ],
  },
  {
    area: 'freigabe',
    page: 'freigabe',
    of: ['freigabe/freigabe-screen.tsx', 'freigabe/freigabe-items.tsx'],
    lines: [
      { does: 'release', codes: ['Ctrl+Enter'] },
      { does: 'openAkte', codes: ['o'] },
      { does: 'tick', codes: [' '] },
      { does: 'giveBack', codes: ['r'] },
      { does: 'talked', codes: ['g'] },
      { does: 'otherList', codes: ['ArrowLeft', 'ArrowRight'] },
    ],
  },
  {
    area: 'tasks',
    page: 'tasks',
    of: ['tasks/task-table.tsx'],
    lines: [
      { does: 'openAkte', codes: ['Enter'] },
      { does: 'taskDone', codes: [' '] },
      { does: 'change', codes: ['e', 'a'] },
      { does: 'take', codes: ['m'] },
      { does: 'newTaskHere', codes: ['n'] },
      { does: 'discard', codes: ['Delete'] },
      { does: 'undo', codes: ['Ctrl+KeyZ'] },
    ],
  },
  {
    area: 'messages',
    page: 'messages',
    of: ['messages/use-message-work.ts'],
    lines: [
      { does: 'read', codes: ['Enter', ' '] },
      { does: 'reply', codes: ['r'] },
      { does: 'forward', codes: ['f'] },
      { does: 'newMessage', codes: ['n'] },
      { does: 'hide', codes: ['Delete'] },
    ],
  },
  {
    area: 'backups',
    page: 'backups',
    of: ['backups/backup-table.tsx'],
    lines: [
      MOVING,
      { does: 'downloadBackup', codes: ['Enter'] },
      { does: 'checkBackup', codes: ['p'] },
      { does: 'makeBackup', codes: ['n'] },
      { does: 'deleteBackup', codes: ['Delete'] },
    ],
  },
  {
    area: 'notices',
    of: ['approval/approval-notice.tsx', 'new-person/known-persons.tsx', 'search/search-field.tsx'],
    lines: [
      { does: 'compare', codes: ['Alt+KeyW'] },
      { does: 'scan', codes: ['Alt+KeyC'] },
      { does: 'known', codes: ['Alt+KeyJ'] },
      { does: 'archive', codes: ['Alt+KeyR'] },
    ],
  },
] as const satisfies readonly KeyAreaForm[];

/** An area of the list. */
export type KeyArea = (typeof KEY_AREAS)[number];
