import * as z from 'zod/mini';

const hexId = z.string().check(z.regex(/^[0-9a-f]{32}$/));
const code = z.string().check(z.maxLength(64));
const count = z.int().check(z.minimum(0));
/** Names a backup: its moment and random letters, as a folder is named. */
const backupId = z.string().check(z.regex(/^[0-9a-z-]{1,40}$/));
const work = z.enum(['make', 'check']);

/** Control messages about backups on demand (docs/spec/backup.md). Part of `controlMessages`. Nothing of what a backup holds is among it. */
export const backupMessages = {
  backupStarted: z.strictObject({ id: backupId }),
  backupList: z.strictObject({
    /** Oldest first. */
    backups: z
      .array(
        z.strictObject({
          id: backupId,
          madeAt: z.int(),
          /** Null: made before this tenant was restored, or the server ended right behind it. */
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
  }),
} as const;
