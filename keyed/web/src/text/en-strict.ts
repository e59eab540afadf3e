import type { Catalogue } from './de.ts';

/** English texts of strict mode. */
export const enStrict: Pick<Catalogue, 'strict'> = {
  strict: {
    title: 'Master data for the own sites only',
    lead: 'Otherwise everybody here who may see persons knows who a person is. In strict mode only the sites that have an Akte of the person know: by keys, not by the server alone.',
    loading: 'Strict mode is loading',
    on: 'Switched on',
    off: 'Switched off',
    oneSite: 'There is only one site. Strict mode makes a difference from the second one on.',
    turnOn: 'Switch strict mode on',
    turnOff: 'Switch strict mode off',
    askOn: 'Switch strict mode on?',
    askOff: 'Switch strict mode off?',
    onNow: 'From now on:',
    onFind:
      'Whoever works at none of the sites of a person does not find them any more and does not get their master data any more.',
    onKeys:
      'In the background all master data get new keys. After that they do not open at other sites from a copy of the database either that is made from then on.',
    onBoth:
      'Persons with Akten at several sites are done by a device of somebody who works at all of these. Until then the server alone holds their master data back.',
    onNot: 'This cannot be taken back:',
    onNotRead: 'what somebody has read, printed or copied already,',
    onNotKeys:
      'master data of until now, where somebody has their keys or an older copy of the database; backups of before, too.',
    onSee: 'Everybody still sees that there are master data: as random numbers with times and sizes, without names.',
    offText:
      'Everybody who may see persons finds all of them again. For that the master data get new keys in the background; until then not all can be found yet.',
    elsewhere: 'Already known elsewhere in the house.',
    elsewhereAsk: 'Another site has an Akte for these details. Please ask there before you create a second one.',
    switching: 'Being switched',
    cancel: 'Cancel',
    failed: 'That did not work.',
    known:
      'The server has to delete the old wrappings of the keys. No device can check that it has; what it might still have opens only for those who have the old group keys.',
  },
};
