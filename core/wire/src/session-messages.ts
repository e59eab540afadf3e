import * as z from 'zod/mini';

const hexId = z.string().check(z.regex(/^[0-9a-f]{32}$/));

/** One living session, as its owner or an administrator sees it. `id` names it and opens nothing. */
const sessionLine = z.strictObject({
  id: hexId,
  user: hexId,
  device: z.nullable(hexId),
  createdAt: z.int(),
  seenAt: z.int(),
  expiresAt: z.int(),
});

/** Control messages about sessions and their ends (docs/spec/devices.md). Part of `controlMessages`. */
export const sessionMessages = {
  sessionList: z.strictObject({ sessions: z.array(sessionLine).check(z.maxLength(5_000)) }),
  sessionHalf: z.strictObject({ half: z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/)) }),
  /** The password shown again: a log-in of the own account that was begun and not finished (SY1). */
  sessionConfirm: z.strictObject({
    login: hexId,
    finishLoginRequest: z.string().check(z.regex(/^[A-Za-z0-9_-]{0,512}$/)),
  }),
  approvalsPush: z.strictObject({ type: z.literal('approvals') }),
} as const;
