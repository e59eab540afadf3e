import { bytes, group, id, list, must, text } from '../field-type.ts';
import { open, sealed } from '../kind.ts';
import { defineForm, PUBLIC_KEY, WHO } from './form.ts';

/** How many may open backups at the same time. */
export const BACKUP_HOLDERS_MOST = 16;
/** A key id, a suite byte, an encapsulated X-Wing key, a key and a tag: the key of the part for one holder. */
const SEALED_KEY_BYTES = 32 + 1 + 1120 + 32 + 16;

/** Who opens backups (BK23): the recipient to whom the server seals them, and its age identity, sealed so that only the users named here open
 *  it. Never changed: a new key is a new record, and backups of the time before are opened with the one they were sealed to. */
export const backupKeyForm = defineForm(
  'backupKey',
  { de: 'Backup-Schlüssel', en: 'Backup key' },
  {
    recipient: open(must(text({ max: 62 })), PUBLIC_KEY),
    holders: open(
      must(
        list(group({ user: must(id), key: must(bytes({ exactly: SEALED_KEY_BYTES })) }), { max: BACKUP_HOLDERS_MOST }),
      ),
      WHO,
    ),
    identity: sealed('restricted', text({ max: 80 })),
  },
);
