import * as z from 'zod/mini';

const hexId = z.string().check(z.regex(/^[0-9a-f]{32}$/));
const code = z.string().check(z.maxLength(64));
const count = z.int().check(z.minimum(0));
/** Names a backup: its moment and random letters, as a folder is named. */
const backupId = z.string().check(z.regex(/^[0-9a-z-]{1,40}$/));
const work = z.enum(['make', 'check']);
/** Local moment of every day, and in which time zone. */
const plan = z.strictObject({
  isOn: z.boolean(),
  /** Minutes behind midnight. */
  minute: z.int().check(z.minimum(0), z.maximum(1439)),
  /** Name of the time zone, as `Europe/Berlin`. */
  zone: z.string().check(z.minLength(1), z.maxLength(64)),
});

/** Control messages about backups on demand and by plan (docs/spec/backup.md). Part of `controlMessages`. Nothing of what a backup holds is
 *  among it. */
export const backupMessages = {
  backupPlan: plan,
  /** For everybody who is signed in; names nobody and no backup. */
  backupState: z.strictObject({
    /** When the newest one was made whose comparison found it whole; null: there is none. */
    lastGoodBackupAt: z.nullable(z.int()),
    /** When something was last seen to be wrong, and what; null: nothing is. */
    failedAt: z.nullable(z.int()),
    code: z.nullable(code),
  }),
  backupStarted: z.strictObject({ id: backupId }),
  backupList: z.strictObject({
    /** Oldest first. */
    backups: z
      .array(
        z.strictObject({
          id: backupId,
          madeAt: z.int(),
          /** Why it was made: because somebody asked, or by plan. */
          cause: z.enum(['demand', 'daily']),
          /** Null: made by plan, or before this tenant was restored, or the server ended right behind it. */
          by: z.nullable(hexId),
          /** Of all its files, those it shares with others counted in full. */
          bytes: count,
          /** Size of the journal it holds; null as with `by`. */
          journalSize: z.nullable(count),
          /** When it was last compared with its list, and how many files were damaged or missing. */
          checked: z.nullable(
            z.strictObject({
              at: z.int(),
              damaged: count,
              /** The first of them, by their names in the list. */
              names: z.array(z.string().check(z.maxLength(200))).check(z.maxLength(20)),
            }),
          ),
        }),
      )
      .check(z.maxLength(1000)),
    /** What is under way. */
    running: z.nullable(z.strictObject({ work, id: backupId, done: count, of: count })),
    /** What ended last without success, since the server started. */
    failed: z.nullable(z.strictObject({ work, id: backupId, code, at: z.int() })),
    /** Whether somebody could open what is made now. */
    hasKey: z.boolean(),
    /** The newest one whose comparison found it whole. */
    newestWhole: z.nullable(backupId),
    daily: z.strictObject({
      plan,
      /** When the next one is due; null while none is. */
      nextAt: z.nullable(z.int()),
      /** The newest daily one whose comparison found it whole. */
      lastGood: z.nullable(z.strictObject({ id: backupId, at: z.int() })),
      /** Why none could be made, until one was. */
      failure: z.nullable(z.strictObject({ code, at: z.int(), tries: count })),
    }),
  }),
} as const;
