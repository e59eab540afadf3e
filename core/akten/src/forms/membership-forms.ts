import { bytes, code, group, id, integer, list, must, text } from '../field-type.ts';
import { open, sealed } from '../kind.ts';
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
    userKind: open(userFields.userKind, STATE),
    ed25519Public: open(hash32, PUBLIC_KEY),
    xwingPublic: open(xwingPublic, PUBLIC_KEY),
    state: open(state, STATE),
    roles: open(userFields.roles, WHO),
    rights: open(userFields.rights, 'Kodierte Einzelrechte; Server und Geräte prüfen sie.'),
    sites: open(userFields.sites, WHO),
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
  },
);

/** A group of users that shares a key. Record id = group id. */
export const groupForm = defineForm(
  'group',
  { de: 'Gruppe', en: 'Group' },
  {
    groupKind: open(must(code(['organisation', 'site', 'records', 'team', 'dpo', 'billing', 'service'])), STATE),
    site: open(id, WHO),
    state: open(state, STATE),
    name: sealed('admin', text({ max: 200 })),
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
    freigabeResponsible: open(
      code(['one', 'two']),
      'Regel ohne Inhalt: wie viele Verantwortliche freigeben. Server und Geräte prüfen danach jede Freigabe.',
    ),
    freigabeOwn: open(
      code(['allowed', 'forbidden']),
      'Regel ohne Inhalt: ob jemand eigene Einträge freigeben darf. Server und Geräte prüfen danach jede Freigabe.',
    ),
    freigabeForced: open(
      code(['off', 'on']),
      'Regel ohne Inhalt: ob nur Freigegebenes das Haus verlässt. Der Server gibt danach für den Export nichts anderes heraus.',
    ),
  },
);
