import type { Defect } from './defects.ts';

const DESK = 'blind/server/src/backups/';
const JOURNEY = 'keyed/safe/src/backups/backups.journey.test.ts';

/** Defects of backups on demand and by plan, and of the key of the director (docs/spec/backup.md). */
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
    find: '.length >= DEMAND_MOST',
    plant: '.length >= 2 * DEMAND_MOST',
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
  {
    name: 'rolling counts copies that nobody has compared, or that are damaged, and deletes the newest whole one',
    file: `${DESK}rolling.ts`,
    find: 'isDamaged(backup) ? newer : newer.filter((other) => isWhole(other))',
    plant: 'isDamaged(backup) || isWhole(backup) ? newer : newer.filter((other) => isWhole(other))',
    test: `${DESK}rolling.test.ts`,
  },
  {
    name: 'rolling goes by the clock in the names',
    file: `${DESK}kept-backups.ts`,
    find: 'return kept.toSorted((a, b) => sizeOf(a) - sizeOf(b));',
    plant: 'return sizeOf === undefined ? [] : kept;',
    test: `${DESK}daily-plan.test.ts`,
  },
  {
    name: 'a missed daily backup is made again and again',
    file: `${DESK}daily-plan.ts`,
    find: 'const made = markOf(begun.now, this.#slotNow());',
    plant: 'const made = this.#nights.made ?? markOf(begun.now, this.#slotNow());',
    test: `${DESK}daily-plan.test.ts`,
  },
  {
    name: 'a clock that jumps ahead makes a backup each time',
    file: `${DESK}daily-plan.ts`,
    find: 'return isSetAhead ? Math.max(0, LEAST_APART_MS - passed) : 0;',
    plant: 'return isSetAhead ? Math.min(0, LEAST_APART_MS - passed) : 0;',
    test: `${DESK}daily-plan.test.ts`,
  },
  {
    name: 'a clock that was set back waits until it is where it was',
    file: `${DESK}night-mark.ts`,
    find: 'return { isDue: isOther && slot > behind, mark };',
    plant: 'return { isDue: isOther && slot < behind, mark };',
    test: `${DESK}daily-plan.test.ts`,
  },
  {
    name: 'what failed is forgotten when the server starts anew',
    file: `${DESK}backup-plan.ts`,
    find: 'begunAt, failure: failureIn(failure) };',
    plant: 'begunAt, failure: failureIn(failure && null) };',
    test: `${DESK}daily-plan.test.ts`,
  },
  {
    name: 'a backup is not compared when it was made',
    file: `${DESK}backup-desk.ts`,
    find: 'isThenCompared === true && !this.#isStopping',
    plant: 'isThenCompared === true && this.#isStopping',
    test: `${DESK}backup-planner.test.ts`,
  },
  {
    name: 'a good backup outranks one that was found damaged',
    file: `${DESK}backup-list.ts`,
    find: 'damaged === undefined ? daily.failure',
    plant: 'good !== undefined || damaged === undefined ? daily.failure',
    test: `${DESK}backup-planner.test.ts`,
  },
  {
    name: 'the plan does not wait for somebody at work in another tenant',
    file: `${DESK}backup-planner.ts`,
    find: 'if (this.#isSomebodyWaiting()) return false;',
    plant: '',
    test: `${DESK}backup-planner.test.ts`,
  },
];
