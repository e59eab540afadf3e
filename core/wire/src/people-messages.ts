import * as z from 'zod/mini';

const hexId = z.string().check(z.regex(/^[0-9a-f]{32}$/));
const opaque = (most: number) => z.string().check(z.maxLength(most), z.regex(/^[A-Za-z0-9_-]*$/));
const message = opaque(8192).check(z.minLength(1));
/** A sign-in name. */
const account = z.string().check(z.maxLength(64), z.regex(/^[a-z0-9][a-z0-9._@-]*$/));

/** Control messages about inviting and admitting people (docs/spec/people.md). Part of `controlMessages`. */
export const peopleMessages = {
  /** Without a note nobody can be admitted by it: for programs that enter their own user. */
  invite: z.strictObject({ user: hexId, note: z.optional(opaque(5500)) }),
  inviteAnswer: z.strictObject({ invitation: opaque(64), expiresAt: z.int() }),
  invitationList: z.strictObject({
    invitations: z
      .array(
        z.strictObject({
          user: hexId,
          by: hexId,
          note: opaque(5500),
          expiresAt: z.int(),
          request: z.nullable(message),
          isAnswered: z.boolean(),
          restores: z.boolean(),
        }),
      )
      .check(z.maxLength(200)),
  }),
  invitationMessage: z.strictObject({ message }),
  /** What the invited is told: null as long as nobody has answered. */
  ownInvitation: z.strictObject({ answer: z.nullable(message), expiresAt: z.int() }),
  /** What somebody is told who is to be restored; the sign-in name is empty before the answer. */
  ownRestoration: z.strictObject({
    answer: z.nullable(message),
    expiresAt: z.int(),
    account: z.string().check(z.maxLength(64)),
  }),
  /** A forgotten password: the sealed ways of a name, newest first, three of each kind to a page (WH3, WH6), and who holds the user key. */
  forgotten: z.strictObject({ account, page: z.optional(z.int().check(z.minimum(0), z.maximum(3))) }),
  forgottenSlots: z.strictObject({
    user: hexId,
    challenge: opaque(64),
    slots: z
      .array(z.strictObject({ slotId: hexId, kind: z.string().check(z.maxLength(32)), slot: opaque(8192) }))
      .check(z.maxLength(64)),
  }),
  forgottenProof: z.strictObject({ account, challenge: opaque(64), signature: opaque(128) }),
  /** The proof of the old password, the record of the new one, and the password slots of all own devices under it (DV16). */
  passwordChange: z.strictObject({
    login: hexId,
    finishLoginRequest: opaque(512),
    registrationRecord: opaque(2048),
    slots: z.array(z.strictObject({ device: hexId, slot: opaque(4096) })).check(z.maxLength(20)),
    /** The sealed list of former passwords, where a rule asks for it (PW9). */
    history: z.optional(z.strictObject({ slotId: hexId, slot: opaque(4096) })),
  }),
} as const;
