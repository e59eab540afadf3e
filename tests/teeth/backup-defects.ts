import type { Defect } from './defects.ts';

const DESK = 'blind/server/src/backups/';
const JOURNEY = 'keyed/safe/src/backups/backups.journey.test.ts';

/** Defects of backups on demand and of the key of the director (docs/spec/backup.md). */
export const BACKUP_DEFECTS: readonly Defect[] = [
  {
    name: 'the sealed key of the director goes to whoever asks',
    file: `${DESK}backup-key-route.ts`,
    find: 'if (key?.holders.some((user) => equalBytes(user, caller.user)) !== true)',
    plant: 'if (key === undefined)',
    test: `${DESK}backup-key.test.ts`,
  },
  {
    name: 'the key of the director goes out long behind the password',
    file: `${DESK}backup-key-route.ts`,
    find: 'const code = freshnessFault(request);',
    plant: 'const code = freshnessFault(request) && undefined;',
    test: `${DESK}backup-key.test.ts`,
  },
  {
    name: 'the sealed key of the director comes with the parts of the house',
    file: 'blind/server/src/fetch/group-keys-route.ts',
    find: 'if (parts.length === 0 || isHeldBack(kind)) continue;',
    plant: 'if (parts.length === 0 || isHeldBack(-kind)) continue;',
    test: `${DESK}backup-key.test.ts`,
  },
  {
    name: 'a key of backups opens in another entry',
    file: 'keyed/seal/src/backup-key.ts',
    find: 'return { purpose: WRAP_PURPOSE.backupKeyToUser, tenant, subject: record };',
    plant: 'return { purpose: WRAP_PURPOSE.backupKeyToUser, tenant, subject: record && tenant };',
    test: JOURNEY,
  },
  {
    name: 'a key that opens nothing is revealed as the one to the recipient',
    file: 'keyed/safe/src/backups/reveal-key.ts',
    find: "return isPair ? ok({ recipient, identity }) : fail('OPEN_TAMPERED');",
    plant: 'return ok({ recipient, identity: String(isPair && identity) });',
    test: JOURNEY,
  },
  {
    name: 'an eighth backup is kept',
    file: `${DESK}backup-desk.ts`,
    find: '(await backupsIn(this.#set)).length < BACKUPS_MOST',
    plant: '(await backupsIn(this.#set)).length < 2 * BACKUPS_MOST',
    test: `${DESK}backups.test.ts`,
  },
  {
    name: 'a download that was cut off begins anew',
    file: 'keyed/safe/src/backups/download-backup.ts',
    find: 'const headers = this.#doneBytes === 0 ? {} : range;',
    plant: 'const headers = this.#doneBytes >= 0 ? {} : range;',
    test: JOURNEY,
  },
  {
    name: 'what came of another file stays in front of a download',
    file: 'keyed/safe/src/backups/download-backup.ts',
    find: 'if (this.#doneBytes > 0) await this.#target.clear();',
    plant: '',
    test: JOURNEY,
  },
  {
    name: 'what came before the line broke counts as the whole backup',
    file: 'keyed/safe/src/backups/download-backup.ts',
    find: "if (next === undefined || next.done === true) return fail('OFFLINE');",
    plant: 'if (next === undefined || next.done === true) return ok(this.#doneBytes);',
    test: JOURNEY,
  },
];
