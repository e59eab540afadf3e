import { WIRE_KINDS, type WireKindName } from '@siegel/wire';
import { bool, bytes, code, group, id, instantMs, integer, list, must, text } from '../field-type.ts';
import { type Field, open, sealed } from '../kind.ts';

/** A kind of the journal itself (wire codes under 64): membership, keys, Freigabe, log. Declared like record kinds, so that
 *  what the server may read of it stands in the same public list. Rights and keys depend on them: random ids only. */
export interface Form {
  readonly name: WireKindName;
  readonly code: number;
  readonly schemaVersion: number;
  readonly label: { readonly de: string; readonly en: string };
  readonly fields: Readonly<Record<string, Field>>;
}

function defineForm<const F extends Readonly<Record<string, Field>>>(
  name: WireKindName,
  label: { readonly de: string; readonly en: string },
  fields: F,
) {
  return { name, code: WIRE_KINDS[name], schemaVersion: 1, label, fields } as const;
}

const PUBLIC_KEY =
  'Öffentliche Schlüssel prüfen Unterschriften und nehmen versiegelte Schlüssel an; der Server prüft damit jeden Eintrag.';
const WHO = 'Zufällige Kennung ohne Namen; der Server prüft damit Rechte und Zugehörigkeit.';
const WHAT = 'Zufällige Kennung oder Prüfsumme ohne Inhalt; der Server ordnet damit Einträge einander zu.';
const STATE = 'Kodierter Zustand; der Server richtet den Zugang danach.';
const LOG = 'Das Zugriffsprotokoll schreibt der Server selbst; er kennt diese Angabe aus der Anfrage.';

const hash32 = must(bytes({ exactly: 32 }));
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

/** A named set of rights. Record id = role id. */
export const roleForm = defineForm(
  'role',
  { de: 'Rolle', en: 'Role' },
  {
    rights: open(userFields.rights, 'Kodierte Rechte; Server und Geräte prüfen sie.'),
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
    groupKind: open(must(code(['organisation', 'site', 'team', 'dpo', 'billing', 'service'])), STATE),
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

/** One version of a case key; its first version founds the Akte. Record id follows from the Akte. */
export const caseKeyForm = defineForm(
  'caseKey',
  { de: 'Fallschlüssel', en: 'Case key' },
  {
    version: open(must(integer({ min: 1 })), WHAT),
    keyId: open(hash32, WHAT),
    groups: open(must(list(id, { max: 64 })), WHO),
    person: open(
      must(id),
      'Zufällige Kennung der Stammakte ohne Namen; der Server löscht damit alle Akten einer Person.',
    ),
    stammakte: open(must(bool), WHAT),
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
  },
);

/** Erasure of the content of entries. The bodies stay, so that proofs go on holding. */
export const tombstoneForm = defineForm(
  'tombstone',
  { de: 'Löschung', en: 'Tombstone' },
  {
    entries: open(must(list(bytes({ exactly: 32 }), { max: 4000 })), WHAT),
    reason: open(
      must(code(['request', 'retention', 'mistake', 'licenceEnd'])),
      'Kodierter Grund der Löschung; er steht im Protokoll.',
    ),
  },
);

/** An import or seeding. Record id = run id; the closing version names count and hash. */
export const runForm = defineForm(
  'run',
  { de: 'Lauf', en: 'Run' },
  {
    state: open(must(code(['open', 'closed', 'dropped'])), STATE),
    purpose: open(must(code(['import', 'demo', 'move'])), STATE),
    count: open(integer(), WHAT),
    hash: open(bytes({ exactly: 32 }), WHAT),
  },
);

/** A whole run taken back. */
export const runWithdrawnForm = defineForm(
  'runWithdrawn',
  { de: 'Lauf zurückgenommen', en: 'Run withdrawn' },
  {
    run: open(must(id), WHAT),
  },
);

/** What a device verified: everything up to `logSize`. */
export const attestationForm = defineForm(
  'attestation',
  { de: 'Bestätigung', en: 'Attestation' },
  {
    logSize: open(must(integer()), WHAT),
    root: open(hash32, WHAT),
    siteScope: open(must(list(id, { max: 1000 })), WHO),
    akteRoot: open(hash32, WHAT),
    shardRoot: open(bytes({ exactly: 32 }), WHAT),
    houseRoot: open(bytes({ exactly: 32 }), WHAT),
  },
);

/** A restored copy starts a new epoch with a new log key. */
export const restoreEpochForm = defineForm(
  'restoreEpoch',
  { de: 'Wiederherstellung', en: 'Restore epoch' },
  {
    oldSize: open(must(integer()), WHAT),
    restoredSize: open(must(integer()), WHAT),
    restoredRoot: open(hash32, WHAT),
    logPublic: open(hash32, PUBLIC_KEY),
    instance: open(must(id), WHAT),
    reason: open(must(code(['loss', 'move', 'test'])), STATE),
  },
);

/** The doctor's release of one record version. */
export const freigabeForm = defineForm(
  'freigabe',
  { de: 'Freigabe', en: 'Freigabe' },
  {
    target: open(must(id), WHAT),
    entryHash: open(hash32, WHAT),
    partHashes: open(must(list(bytes({ exactly: 32 }), { max: 8 })), WHAT),
  },
);

const presentedFields = {
  target: open(must(id), WHAT),
  entryHash: open(hash32, WHAT),
  comment: sealed('clinical', text({ max: 4000 })),
};
/** A record version presented for Freigabe. */
export const freigabeVorgelegtForm = defineForm(
  'freigabeVorgelegt',
  { de: 'Zur Freigabe vorgelegt', en: 'Presented' },
  presentedFields,
);
/** A record version returned without Freigabe. */
export const freigabeZurueckgegebenForm = defineForm(
  'freigabeZurueckgegeben',
  { de: 'Zurückgegeben', en: 'Returned' },
  presentedFields,
);
/** When the person may see a released record. */
export const patientenFreigabeForm = defineForm(
  'patientenFreigabe',
  { de: 'Für die Person freigegeben', en: 'Released to the person' },
  {
    target: open(must(id), WHAT),
    when: open(must(code(['now', 'atDate', 'afterTalk', 'never'])), STATE),
    at: open(instantMs, STATE),
  },
);

/** Written by the server with every content it hands out. */
export const deliveryForm = defineForm(
  'delivery',
  { de: 'Auslieferung', en: 'Delivery' },
  {
    device: open(must(id), LOG),
    purpose: open(must(code(['open', 'preload', 'export', 'verify', 'index', 'mirror', 'blob', 'keys'])), LOG),
    akten: open(list(id, { max: 500 }), LOG),
    from: open(integer(), LOG),
    to: open(integer(), LOG),
    blob: open(bytes({ exactly: 32 }), LOG),
    site: open(id, LOG),
    shards: open(list(integer({ max: 63 }), { max: 64 }), LOG),
    address: open(must(text({ max: 64 })), LOG),
  },
);

/** Written by the unmodified client before it shows an Akte. */
export const openingForm = defineForm(
  'opening',
  { de: 'Öffnung', en: 'Opening' },
  {
    purpose: open(must(code(['open', 'print', 'export'])), LOG),
  },
);

/** Written by the server after a failed sign-in; the account as a hash only. */
export const failedLoginForm = defineForm(
  'failedLogin',
  { de: 'Fehlgeschlagene Anmeldung', en: 'Failed sign-in' },
  {
    account: open(bytes({ exactly: 32 }), LOG),
    address: open(must(text({ max: 64 })), LOG),
  },
);

/** All journal kinds of this version that carry open fields. */
export const FORMS = [
  genesisForm,
  userForm,
  roleForm,
  groupForm,
  groupKeyForm,
  caseKeyForm,
  deviceForm,
  policyForm,
  siteForm,
  tombstoneForm,
  runForm,
  runWithdrawnForm,
  attestationForm,
  restoreEpochForm,
  deliveryForm,
  openingForm,
  failedLoginForm,
  freigabeForm,
  freigabeVorgelegtForm,
  freigabeZurueckgegebenForm,
  patientenFreigabeForm,
] as const satisfies readonly Form[];
