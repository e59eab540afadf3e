import * as z from 'zod/mini';
import { backupMessages } from './backup-messages.ts';
import { factorAsked, factorMessages } from './factor-messages.ts';
import { peopleMessages } from './people-messages.ts';
import { sessionMessages } from './session-messages.ts';
import { snapshotMessages } from './snapshot-messages.ts';
import { supportMessages } from './support-messages.ts';

/** JSON control messages (docs/spec/sync.md). Strict: an unknown field is refused, so nothing unsealed slips in beside. */
const hexId = z.string().check(z.regex(/^[0-9a-f]{32}$/));
const hexHash = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const base64url = (most: number) => z.string().check(z.maxLength(most), z.regex(/^[A-Za-z0-9_-]*$/));
/** Sign-in name within a tenant; pseudonymous by advice, never a patient. */
const accountName = z.string().check(z.minLength(1), z.maxLength(64), z.regex(/^[a-z0-9][a-z0-9._@-]*$/));

const sessionAnswer = z.strictObject({ session: base64url(64), id: hexId, user: hexId, expiresAt: z.int() });

const approvalMessages = z
  .array(z.strictObject({ from: z.enum(['newcomer', 'approver']), message: base64url(8192) }))
  .check(z.maxLength(16));
const approval = z.strictObject({
  approval: z.string().check(z.maxLength(64)),
  user: hexId,
  expiresAt: z.int(),
  messages: approvalMessages,
});

export const controlMessages = {
  tenantInfo: z.strictObject({ tenant: hexId, instance: hexId, protocol: z.int(), logPublic: base64url(64) }),
  loginStart: z.strictObject({ account: accountName, startLoginRequest: base64url(512) }),
  loginStartAnswer: z.strictObject({ login: hexId, loginResponse: base64url(2048) }),
  loginFinish: z.strictObject({ login: hexId, finishLoginRequest: base64url(512) }),
  sessionAnswer,
  /** After the password: the session, or what else is to be shown first (ZF1). */
  loginOutcome: z.union([sessionAnswer, factorAsked]),
  registerStart: z.strictObject({ account: accountName, registrationRequest: base64url(512) }),
  registerStartAnswer: z.strictObject({ registrationResponse: base64url(2048) }),
  registerFinish: z.strictObject({ account: accountName, registrationRecord: base64url(2048), user: hexId }),
  sessionState: z.strictObject({
    sessionHash: hexHash,
    user: hexId,
    device: z.nullable(hexId),
    expiresAt: z.int(),
    passwordSetAt: z.int(),
  }),
  approvalState: approval,
  approvalList: z.strictObject({ approvals: z.array(approval).check(z.maxLength(256)) }),
  deviceChallengeAnswer: z.strictObject({ challenge: base64url(64) }),
  deviceProof: z.strictObject({ device: hexId, challenge: base64url(64), signature: base64url(128) }),
  slot: z.strictObject({
    slot: base64url(8192),
    slotId: hexId,
    kind: z.enum(['password', 'recovery', 'userKeyFile', 'passkey']),
    /** Of a recovery slot: what its code proves itself with where a factor was lost (ZF21); opens nothing. */
    proof: z.optional(base64url(43).check(z.minLength(43))),
  }),
  slotList: z.strictObject({
    slots: z
      .array(z.strictObject({ slotId: hexId, kind: z.string().check(z.maxLength(32)), slot: base64url(8192) }))
      .check(z.maxLength(64)),
  }),
  appendAnswer: z.strictObject({
    firstSeq: z.int(),
    receivedAt: z.int(),
    checkpoint: z.string().check(z.maxLength(4096)),
    left: z.array(base64url(64)).check(z.maxLength(64)),
    right: z.array(base64url(64)).check(z.maxLength(64)),
  }),
  errorAnswer: z.strictObject({
    code: z.string().check(z.maxLength(64)),
    de: z.string().check(z.maxLength(512)),
    en: z.string().check(z.maxLength(512)),
    facts: z.optional(
      z.record(z.string().check(z.maxLength(32)), z.union([z.string().check(z.maxLength(128)), z.number()])),
    ),
    stale: z.optional(z.array(hexHash).check(z.maxLength(1000))),
  }),
  fetchAkten: z.strictObject({
    akten: z.array(hexId).check(z.minLength(1), z.maxLength(500)),
    purpose: z.enum(['open', 'preload', 'export', 'verify', 'move', 'day', 'desk']),
    history: z.optional(z.boolean()),
    /** With the purpose `day` and never without: the appointments whose parts are wanted; of nothing else a part comes (SY28). */
    appointments: z.optional(z.array(hexId).check(z.maxLength(500))),
    /** With the purpose `desk` and never without: the tasks and messages whose parts are wanted; of nothing else a part comes (AU11). */
    records: z.optional(z.array(hexId).check(z.minLength(1), z.maxLength(500))),
  }),
  fetchIndex: z.strictObject({ purpose: z.literal('index'), sinceSeq: z.int().check(z.minimum(0)) }),
  fetchRange: z.strictObject({
    purpose: z.literal('mirror'),
    from: z.int().check(z.minimum(0)),
    to: z.int().check(z.minimum(0)),
  }),
  ...sessionMessages,
  headPush: z.strictObject({
    type: z.literal('head'),
    size: z.int().check(z.minimum(0)),
    checkpoint: z.string().check(z.maxLength(4096)),
  }),
  presence: z.strictObject({ akte: hexId, record: hexId, editing: z.boolean() }),
  presencePush: z.strictObject({
    type: z.literal('presence'),
    record: hexId,
    device: hexId,
    editing: z.boolean(),
  }),
  blobStart: z.strictObject({
    akte: hexId,
    hash: hexHash,
    sizeBytes: z.int().check(z.minimum(1), z.maximum(2 * 1024 ** 3)),
  }),
  blobState: z.strictObject({ hash: hexHash, offset: z.int().check(z.minimum(0)), complete: z.boolean() }),
  ...factorMessages,
  ...peopleMessages,
  ...snapshotMessages,
  ...supportMessages,
  ...backupMessages,
  health: z.strictObject({
    status: z.enum(['ok', 'degraded', 'starting', 'stopping']),
    protocol: z.int(),
    tenants: z.int(),
  }),
} as const;

export type ControlMessageName = keyof typeof controlMessages;
export type ControlMessage<N extends ControlMessageName> = z.infer<(typeof controlMessages)[N]>;

/** The JSON schemas of all control messages, in a fixed order: input of the schema hash. */
export function messageSchemas(): Record<string, unknown> {
  return Object.fromEntries(Object.entries(controlMessages).map(([name, schema]) => [name, z.toJSONSchema(schema)]));
}
