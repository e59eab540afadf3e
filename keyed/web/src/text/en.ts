import type { Catalogue } from './de.ts';
import { enAkte } from './en-akte.ts';
import { enAktePrint } from './en-akte-print.ts';
import { enBackups } from './en-backups.ts';
import { enMerge } from './en-merge.ts';
import { enAktenSites } from './en-akten-sites.ts';
import { enSnapshot } from './en-snapshot.ts';
import { enDevice } from './en-device.ts';
import { enTour } from './en-tour.ts';
import { enWeek } from './en-week.ts';
import { enKeys } from './en-keys.ts';
import { enDayFilters } from './en-day-filters.ts';
import { enDayList } from './en-day-list.ts';
import { enDevices } from './en-devices.ts';
import { enHome } from './en-home.ts';
import { enLeaving } from './en-leaving.ts';
import { enFactors } from './en-factors.ts';
import { enFieldValue } from './en-field-value.ts';
import { enFinding } from './en-finding.ts';
import { enFreigabe } from './en-freigabe.ts';
import { enLine } from './en-line.ts';
import { enLog } from './en-log.ts';
import { enOrg } from './en-org.ts';
import { enPeople } from './en-people.ts';
import { enPersons } from './en-persons.ts';
import { enRoles } from './en-roles.ts';
import { enRecovery } from './en-recovery.ts';
import { enSites } from './en-sites.ts';
import { enStrict } from './en-strict.ts';
import { enSettings } from './en-settings.ts';
import { enTextBlocks } from './en-text-blocks.ts';
import { enSupport } from './en-support.ts';
import { enMessages } from './en-messages.ts';
import { enTasks } from './en-tasks.ts';
import { enSetup } from './en-setup.ts';
import { enImport } from './en-import.ts';
import { enHistory } from './en-history.ts';

/** All texts of the workspace in English. Terms of law and trade stay German (glossary): Akte, Kuerzel. */
export const en: Catalogue = {
  ...enAkte,
  ...enAktePrint,
  ...enAktenSites,
  ...enMerge,
  ...enSnapshot,
  ...enDevice,
  ...enTour,
  ...enDayList,
  ...enDayFilters,
  ...enWeek,
  ...enKeys,
  ...enFinding,
  fieldValue: enFieldValue,
  ...enDevices,
  ...enHome,
  ...enLeaving,
  ...enLine,
  ...enLog,
  ...enFactors,
  ...enFreigabe,
  ...enOrg,
  ...enPeople,
  ...enPersons,
  ...enRoles,
  ...enRecovery,
  ...enSettings,
  ...enSetup,
  ...enSites,
  ...enStrict,
  ...enSupport,
  ...enTextBlocks,
  ...enTasks,
  ...enMessages,
  ...enImport,
  ...enBackups,
  ...enHistory,
  signIn: {
    title: 'Sign in',
    sub: 'Your Akten open on this device only.',
    account: 'User name',
    password: 'Password',
    passwordHint: 'Your password never leaves this device.',
    show: 'Show',
    hide: 'Hide',
    recoveryCode: 'Recovery code',
    recoveryHint: 'It stands on your access sheet, in groups of letters and digits.',
    submit: 'Sign in',
    busy: 'Signing in',
    opening: 'Your keys are being opened on this device.',
    failed: 'Not signed in.',
    missing: {
      account: 'Please enter your user name.',
      password: 'Please enter your password.',
    },
    version: 'Program {{version}}',
    aside: 'What stays closed',
    sealedTitle: 'What stays closed',
    promise: {
      content: 'Names, texts, files',
      contentHow: 'sealed in the browser',
      password: 'Password',
      passwordHow: 'stays on this device',
      keys: 'Keys',
      keysHow: 'with your organisation only',
      search: 'Search for persons',
      searchHow: 'runs on this device',
    },
    stateTitle: 'State',
    server: 'Server',
    reachable: 'reachable',
    unreachable: 'not reachable',
    checking: 'being checked',
  },
  demo: {
    mark: 'Demo',
    hint: 'Demonstration: all persons are invented.',
    title: 'Demonstration',
    text: 'All persons are invented. Accounts to try it with are on the',
    link: 'page of the demonstration',
  },
  lock: {
    since: 'locked since {{time}}',
    hint: 'Your password opens the keys again.',
    unlock: 'Unlock',
    busy: 'Opening',
    stillLocked: 'Still locked.',
    drafts: 'Your draft is kept. The open Akte is waiting for you.',
    forgotten:
      'This browser has deleted what Siegel kept sealed in it, drafts too. What was saved is on the server. Sign in: the browser is a new device then.',
    keysGone: 'Keys removed from memory',
  },
  refusal: {
    title: 'Siegel shows nothing more here',
    step1: 'Do not go on working on this device.',
    step2: 'Call the management and read out the details below.',
    step3: 'Other devices are safe again only when the cause has been found.',
    code: 'Detail',
    seen: 'Last verified',
    entries: '{{entries}} entries in the journal',
    version: 'Program',
    queued: 'On this device',
  },
  shell: {
    areas: 'Areas',
    akten: 'Akten',
    akte: 'Akte',
    find: 'Search',
    findLong: 'Search or command',
    commands: 'Commands',
    help: 'Help',
    tabs: 'Open Akten',
    tabWithDraft: '{{name}}, with a draft',
    draft: 'Draft',
    closeTab: 'Close Akte {{name}}',
    lock: 'Lock',
    signOut: 'Sign out',
    partWaiting: 'This part of the program is not on this device yet. It comes as soon as the server can be reached.',
    reload: 'Reload',
  },
  language: { label: 'Language', other: 'Deutsch, switch language' },
  scheme: { light: 'Light appearance', dark: 'Dark appearance', auto: 'Appearance of the system' },
  search: {
    label: 'Search for a person or give a command',
    placeholder: 'Name, date of birth, number',
    results: 'Results',
    took: '{{found}} found, {{ms}} ms',
    persons_one: '{{persons}} person',
    persons_other: '{{persons}} persons',
    nothing: 'Nothing found',
    nobody: 'There is no “{{query}}”, and nobody sounds alike.',
    noCommand: 'There is no such command.',
    group: { exact: 'Persons', sound: 'Sounds alike', recent: 'Opened last', command: 'Commands' },
    grammar: 'How to search',
    example: {
      name: 'beginnings of first and family name',
      given: 'first name only',
      initials: 'initials, day and month',
      birth: 'date of birth',
      number: 'patient number',
      part: 'inside a name, street or town',
      command: 'commands',
    },
  },
  status: {
    label: 'State',
    saved: 'Everything saved',
    queued_one: '{{count}} entry waits for the connection',
    queued_other: '{{count}} entries wait for the connection',
    online: 'Connected',
    offline: 'No connection, copy on this device',
    syncing: 'Syncing, {{percent}} %',
    synced: '{{entries}} entries in the journal',
    level: {
      'server-word': 'On the word of the server only',
      bound: 'Bound, history verified',
      attributed: 'History and authors verified',
    },
    levelHint: {
      'server-word': 'This device has loaded the history for the first time and has nothing to compare it with yet.',
      bound: 'The history continues what this device knew.',
      attributed: 'The history continues what this device knew, and every signature is verified.',
    },
    backup: 'Backup not in order, {{day}}',
    backupHint: 'Please tell your administration: under Tools, Backups it says what is wrong and what to do.',
    refused_one: '{{count}} change not taken',
    refused_other: '{{count}} changes not taken',
    quarantined_one: '{{count}} entry held back, check failed',
    quarantined_other: '{{count}} entries held back, check failed',
    unreadable_one: '{{count}} person not readable, search does not find them',
    unreadable_other: '{{count}} persons not readable, search does not find them',
    sealed: 'Content sealed, the server cannot read it',
  },
};
