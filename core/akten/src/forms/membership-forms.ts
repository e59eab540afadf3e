import { COMMUNAL_HOLIDAYS, LAENDER } from '../appointments/holiday-place.ts';
import { bytes, code, group, id, instantMs, integer, list, must, text } from '../field-type.ts';
import { open, sealed } from '../kind.ts';
import { BLOCKED_WORDS_MOST, PASSWORD_HISTORY_MOST, PASSWORD_KINDS } from '../password-rules.ts';
import { IDLE_MINUTES, OUTSIDE_ACCESS_RULES, SECOND_FACTOR_RULES } from '../rights/access-rules.ts';
import { SUPPORT_AREAS } from '../rights/support-area.ts';
import { defineForm, hash32, PUBLIC_KEY, STATE, WHAT, WHO } from './form.ts';

const xwingPublic = must(bytes({ exactly: 1216 }));
const state = must(code(['active', 'removed']));
const userFields = {
  userKind: must(code(['person', 'service'])),
  ed25519Public: must(bytes({ exactly: 32 })),
  xwingPublic,
  state,
  roles: must(list(id, { max: 64 })),
  rights: must(list(text({ max: 40 }), { max: 64 })),
  sites: must(list(id, { max: 1000 })),
};
const deviceFields = { user: must(id), ed25519Public: must(bytes({ exactly: 32 })), xwingPublic, state };
const floors = group({
  argonMemoryKiB: must(integer({ min: 65_536 })),
  argonPasses: must(integer({ min: 3 })),
  passwordLength: must(integer({ min: 8 })),
  passwordStrength: integer({ min: 6, max: 20 }),
});

/** Entry 0. The whole membership starts here; made by the client, never by the server. */
export const genesisForm = defineForm(
  'genesis',
  { de: 'Gründung', en: 'Genesis' },
  {
    instance: open(must(id), WHAT),
    profile: open(must(code(['practice', 'social'])), 'Die Art der Organisation; der Server wählt danach Vorgaben.'),
    orgPublic: open(must(bytes({ exactly: 32 })), PUBLIC_KEY),
    recoveryPublic: open(xwingPublic, PUBLIC_KEY),
    logPublic: open(must(bytes({ exactly: 32 })), PUBLIC_KEY),
    userId: open(must(id), WHO),
    user: open(must(group(userFields)), PUBLIC_KEY),
    deviceId: open(must(id), WHO),
    device: open(must(group(deviceFields)), PUBLIC_KEY),
    siteId: open(must(id), WHO),
    floors: open(must(floors), 'Mindestanforderungen, die niemand senken kann; Server und Geräte prüfen sie.'),
  },
);

/** A user: public keys, rights and sites. Record id = user id. The name stands sealed in a `staff` record. */
export const userForm = defineForm(
  'user',
  { de: 'Benutzer', en: 'User' },
  {
    userKind: open(must(code(['person', 'service', 'support'])), STATE),
    ed25519Public: open(hash32, PUBLIC_KEY),
    xwingPublic: open(xwingPublic, PUBLIC_KEY),
    state: open(state, STATE),
    roles: open(userFields.roles, WHO),
    rights: open(userFields.rights, 'Kodierte Einzelrechte; Server und Geräte prüfen sie.'),
    sites: open(userFields.sites, WHO),
    supportUntil: open(
      instantMs,
      'Nur beim Support: wann sein Zugang von selbst endet. Server und Geräte halten jeden Eintrag dagegen.',
    ),
    supportAreas: open(
      list(code(SUPPORT_AREAS), { max: SUPPORT_AREAS.length }),
      'Nur beim Support: welche Bereiche er ohne Inhalt sehen darf; der Server gibt nichts anderes heraus.',
    ),
  },
);

/** A named set of rights. Record id = role id. Without a state it is active; an ended one gives nothing. */
export const roleForm = defineForm(
  'role',
  { de: 'Rolle', en: 'Role' },
  {
    rights: open(userFields.rights, 'Kodierte Rechte; Server und Geräte prüfen sie.'),
    state: open(code(['active', 'removed']), STATE),
    name: sealed('admin', text({ max: 200 })),
  },
);

/** A Betriebsstaette. Record id = site id. */
export const siteForm = defineForm(
  'site',
  { de: 'Betriebsstätte', en: 'Site' },
  {
    state: open(state, STATE),
    name: sealed('admin', text({ max: 200 })),
    // Whose holidays hold there (TE3).
    land: sealed('admin', code(LAENDER)),
    communal: sealed('admin', list(code(COMMUNAL_HOLIDAYS), { max: COMMUNAL_HOLIDAYS.length })),
  },
);

/** Colours a house may choose for buttons, links and selection; every one keeps its contrast in light and dark (EI5). */
export const ACCENTS = ['petrol', 'blue', 'indigo', 'violet', 'pink', 'rust', 'brown'] as const;
export type Accent = (typeof ACCENTS)[number];
/** Bytes of a logo, a PNG: it travels with every sign-in. */
export const LOGO_MOST_BYTES = 40_000;
/** Most bytes of the packed table of towns by postal code: that of all Germany takes a fifth. */
export const TOWNS_MOST_BYTES = 512 * 1024;

/** A group of users that shares a key. Record id = group id. */
export const groupForm = defineForm(
  'group',
  { de: 'Gruppe', en: 'Group' },
  {
    groupKind: open(
      must(code(['organisation', 'site', 'records', 'office', 'team', 'dpo', 'billing', 'service'])),
      STATE,
    ),
    site: open(id, WHO),
    state: open(state, STATE),
    name: sealed('admin', text({ max: 200 })),
    // Of the organisation's group only. The logo lies in a part of its own: a new address does not seal it again (EI3).
    anschrift: sealed('admin', text({ max: 500 })),
    kontakt: sealed('admin', text({ max: 500 })),
    accent: sealed('identity', code(ACCENTS)),
    logo: sealed('identity', bytes({ max: LOGO_MOST_BYTES })),
    // Towns by postal code, packed; public, and sealed so that nobody can put a town in. A part of its own like the logo (PE3).
    orte: sealed('clinical', bytes({ max: TOWNS_MOST_BYTES })),
  },
);

/** One version of a group key: who holds it, and the id that commits to it. Record id follows from the group. */
export const groupKeyForm = defineForm(
  'groupKey',
  { de: 'Gruppenschlüssel', en: 'Group key' },
  {
    group: open(must(id), WHO),
    version: open(must(integer({ min: 1 })), WHAT),
    keyId: open(hash32, WHAT),
    inboxPublic: open(xwingPublic, PUBLIC_KEY),
    members: open(must(list(id, { max: 10_000 })), WHO),
  },
);

/** A device of a user. Record id = device id. */
export const deviceForm = defineForm(
  'device',
  { de: 'Gerät', en: 'Device' },
  {
    user: open(must(id), WHO),
    ed25519Public: open(hash32, PUBLIC_KEY),
    xwingPublic: open(xwingPublic, PUBLIC_KEY),
    state: open(state, STATE),
    name: sealed('admin', text({ max: 200 })),
  },
);

const SIGN_IN_RULE = 'Regel ohne Inhalt: wer beim Anmelden einen zweiten Faktor braucht. Der Server prüft ihn.';
const ADDRESS_RULE =
  'Regel ohne Inhalt: wer von welchen Netzadressen aus arbeiten darf, mit zufälligen Kennungen. Der Server prüft jede Anfrage damit.';
const IDLE_RULE =
  'Regel ohne Inhalt: nach wie vielen Minuten ohne Bedienung gesperrt wird. Geräte und Server halten sich daran.';
const idleMinutes = integer({ min: IDLE_MINUTES.least, max: IDLE_MINUTES.most });

/** Takes all second factors of a user off, for somebody who has lost them (ZF20). The server does it with the entry. */
export const factorsRemovedForm = defineForm(
  'factorsRemoved',
  { de: 'Zweiter Faktor abgenommen', en: 'Second factor taken off' },
  { user: open(must(id), WHO) },
);

/** Policy of the tenant above its floors. Record id follows from the tenant. */
export const policyForm = defineForm(
  'policy',
  { de: 'Regeln', en: 'Policy' },
  {
    floors: open(must(floors), 'Mindestanforderungen, die niemand senken kann; Server und Geräte prüfen sie.'),
    offlineSlot: open(
      code(['allowed', 'forbidden']),
      'Regel ohne Inhalt: ob Geräte sich ohne Server öffnen dürfen. Jedes Gerät liest sie aus dem Verlauf und hält sich daran.',
    ),
    password: open(
      group({
        length: integer({ min: 8, max: 64 }),
        strength: integer({ min: 6, max: 20 }),
        kinds: list(code(PASSWORD_KINDS), { max: PASSWORD_KINDS.length }),
        validDays: integer({ min: 1, max: 3650 }),
        history: integer({ max: PASSWORD_HISTORY_MOST }),
      }),
      'Regeln für neue Passwörter als Zahlen; jedes Gerät hält sich daran, die Gültigkeit in Tagen hält auch der Server.',
    ),
    // Words of the house name content: the server gets them sealed (PW6).
    blockedWords: sealed('admin', list(text({ max: 100 }), { max: BLOCKED_WORDS_MOST })),
    secondFactor: open(code(SECOND_FACTOR_RULES), SIGN_IN_RULE),
    secondFactorFrom: open(instantMs, SIGN_IN_RULE),
    outsideAccess: open(code(OUTSIDE_ACCESS_RULES), ADDRESS_RULE),
    outsideUntil: open(instantMs, ADDRESS_RULE),
    outsideNamed: open(list(group({ who: must(id), until: must(instantMs) }), { max: 200 }), ADDRESS_RULE),
    insideRanges: open(list(text({ max: 49 }), { max: 64 }), ADDRESS_RULE),
    idleMinutes: open(idleMinutes, IDLE_RULE),
    idleMostMinutes: open(idleMinutes, IDLE_RULE),
    massReadAkten: open(
      integer({ min: 1, max: 100_000 }),
      'Regel ohne Inhalt: ab wie vielen Akten wer das Protokoll liest einen Hinweis bekommt.',
    ),
    massReadMinutes: open(
      integer({ min: 1, max: 1_440 }),
      'Regel ohne Inhalt: in welcher Zeit diese Akten zusammenkommen.',
    ),
    accessSheet: open(
      code(['role', 'name']),
      'Regel ohne Inhalt: ob die Auskunft, wer eine Akte geöffnet hat, Tätigkeiten oder Namen nennt.',
    ),
    freigabeResponsible: open(
      code(['one', 'two']),
      'Regel ohne Inhalt: wie viele Verantwortliche freigeben. Server und Geräte prüfen danach jede Freigabe.',
    ),
    freigabeOwn: open(
      code(['allowed', 'forbidden']),
      'Regel ohne Inhalt: ob jemand eigene Einträge freigeben darf. Server und Geräte prüfen danach jede Freigabe.',
    ),
    strict: open(
      code(['off', 'on']),
      'Regel ohne Inhalt: ob Stammdaten nur denen offenstehen, an deren Betriebsstätte es eine Akte der Person gibt. Server und Geräte prüfen danach jeden Fallschlüssel.',
    ),
    freigabeForced: open(
      code(['off', 'on']),
      'Regel ohne Inhalt: ob nur Freigegebenes das Haus verlässt. Der Server gibt danach für den Export nichts anderes heraus.',
    ),
  },
);
