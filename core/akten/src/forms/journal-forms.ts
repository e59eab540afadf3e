import { bytes, code, id, integer, list, must } from '../field-type.ts';
import { open } from '../kind.ts';
import { defineForm, hash32, PUBLIC_KEY, STATE, WHAT, WHO } from './form.ts';

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
