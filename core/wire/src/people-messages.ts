import { z } from 'zod';

const hexId = z.string().regex(/^[0-9a-f]{32}$/);
const opaque = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[A-Za-z0-9_-]*$/);
const message = opaque(8192).min(1);
/** A sign-in name. */
const account = z
  .string()
  .max(64)
  .regex(/^[a-z0-9][a-z0-9._@-]*$/);

/** Control messages about inviting and admitting people (docs/spec/people.md). Part of `controlMessages`. */
export const peopleMessages = {
  /** Without a note nobody can be admitted by it: for programs that enter their own user. */
  invite: z.strictObject({ user: hexId, note: opaque(5500).optional() }),
  inviteAnswer: z.strictObject({ invitation: opaque(64), expiresAt: z.int() }),
  invitationList: z.strictObject({
    invitations: z
      .array(
        z.strictObject({
          user: hexId,
          by: hexId,
          note: opaque(5500),
          expiresAt: z.int(),
          request: message.nullable(),
          isAnswered: z.boolean(),
          restores: z.boolean(),
        }),
      )
      .max(200),
  }),
  invitationMessage: z.strictObject({ message }),
  /** What the invited is told: null as long as nobody has answered. */
  ownInvitation: z.strictObject({ answer: message.nullable(), expiresAt: z.int() }),
  /** What somebody is told who is to be restored; the sign-in name is empty before the answer. */
  ownRestoration: z.strictObject({ answer: message.nullable(), expiresAt: z.int(), account: z.string().max(64) }),
  /** A forgotten password: the sealed ways of a name, and who holds the user key (WH3). */
  forgotten: z.strictObject({ account }),
  forgottenSlots: z.strictObject({
    user: hexId,
    challenge: opaque(64),
    slots: z.array(z.strictObject({ slotId: hexId, kind: z.string().max(32), slot: opaque(8192) })).max(64),
  }),
  forgottenProof: z.strictObject({ account, challenge: opaque(64), signature: opaque(128) }),
  /** The proof of the old password, the record of the new one, and the password slots of all own devices under it (DV16). */
  passwordChange: z.strictObject({
    login: hexId,
    finishLoginRequest: opaque(512),
    registrationRecord: opaque(2048),
    slots: z.array(z.strictObject({ device: hexId, slot: opaque(4096) })).max(20),
    /** The sealed list of former passwords, where a rule asks for it (PW9). */
    history: z.strictObject({ slotId: hexId, slot: opaque(4096) }).optional(),
  }),
} as const;
