import { z } from 'zod';

const hexId = z.string().regex(/^[0-9a-f]{32}$/);

/** One living session, as its owner or an administrator sees it. `id` names it and opens nothing. */
const sessionLine = z.strictObject({
  id: hexId,
  user: hexId,
  device: hexId.nullable(),
  createdAt: z.int(),
  seenAt: z.int(),
  expiresAt: z.int(),
});

/** Control messages about sessions and their ends (docs/spec/devices.md). Part of `controlMessages`. */
export const sessionMessages = {
  sessionList: z.strictObject({ sessions: z.array(sessionLine).max(5_000) }),
  sessionHalf: z.strictObject({ half: z.string().regex(/^[A-Za-z0-9_-]{43}$/) }),
  approvalsPush: z.strictObject({ type: z.literal('approvals') }),
} as const;
