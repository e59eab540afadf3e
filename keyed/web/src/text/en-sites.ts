import type { deSites } from './de-sites.ts';

/** English texts of the sites of an organisation. */
export const enSites: typeof deSites = {
  sites: {
    title: 'Sites',
    hint: 'Each has keys of its own. Only those who belong to a site open its Akten; who a person is, everybody sees.',
    loading: 'Loading sites',
    failed: 'That did not work.',
    add: 'Add a site',
    addTitle: 'Add a site',
    addHint: 'The name is sealed. Who belongs to it can be changed later, under “Staff”.',
    addConfirm: 'Add',
    name: 'Name',
    people: 'Who belongs to it?',
    peopleMissing: 'Please choose at least one person who may open Akten.',
    rename: 'Rename',
    renameTitle: 'Rename {{name}}',
    save: 'Save',
    busy: 'Saving',
    close: 'Close',
    closeTitle: 'Close {{name}}?',
    closeText:
      'There will be no new Akten there. The {{akten}} Akten stay, and those who belong to the site go on reading and writing. If they are to go to another site, choose “Move Akten” first. They are: {{people}}. You can open it again at any time.',
    closeTextUncounted:
      'There will be no new Akten there. Existing Akten stay, and those who belong to the site go on reading and writing. They are: {{people}}. You can open it again at any time.',
    reopen: 'Open again',
    closed: 'closed',
    nameless: 'Name not readable',
    nobody: 'nobody',
    akten_zero: 'no Akten',
    akten_one: 'one Akte',
    akten_other: '{{count}} Akten',
    cancel: 'Cancel',
  },
};
