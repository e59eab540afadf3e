import * as z from 'zod/mini';

const hexId = z.string().check(z.regex(/^[0-9a-f]{32}$/));
const opaque = (most: number) => z.string().check(z.maxLength(most), z.regex(/^[A-Za-z0-9_-]*$/));
const credential = opaque(1400).check(z.minLength(1));
/** As it is typed: six digits, nothing around them. */
const digits = z.string().check(z.regex(/^\d{6}$/));
const kind = z.enum(['totp', 'passkey', 'sms']);

/** One second factor, without what it proves. `hint`: the last two digits of a phone number, else empty. */
const factorLine = z.strictObject({ factor: hexId, kind, hint: z.string().check(z.maxLength(8)) });

/** What a browser signs with a passkey (WebAuthn §5.8.1, §6.1): bytes as they came from it. */
const assertion = z.strictObject({
  kind: z.literal('passkey'),
  credential,
  clientData: opaque(2800).check(z.minLength(1)),
  authenticatorData: opaque(2800).check(z.minLength(1)),
  signature: opaque(1400).check(z.minLength(1)),
});

const factorProof = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('totp'), code: digits }),
  z.strictObject({ kind: z.literal('sms'), factor: hexId, code: digits }),
  assertion,
  z.strictObject({ kind: z.literal('recovery'), proof: opaque(43).check(z.minLength(43)) }),
]);

/** Shows the password again: a log-in of the own account that was begun and not finished (SY1). */
const passwordProof = z.strictObject({ login: hexId, finishLoginRequest: opaque(512) });
/** Absent right after signing in (ZF11). */
const proof = z.optional(passwordProof);

/** The answer to a right password where a second factor is asked; there is no session before it. */
export const factorAsked = z.strictObject({
  factorLogin: hexId,
  factors: z.array(factorLine).check(z.minLength(1), z.maxLength(10)),
  /** For a passkey: what it is to sign, and the credentials that may. */
  challenge: opaque(64),
  credentials: z.array(credential).check(z.maxLength(10)),
});

/** Control messages about second factors (docs/spec/second-factor.md). Part of `controlMessages`. */
export const factorMessages = {
  loginFactor: z.strictObject({ factorLogin: hexId, proof: factorProof }),
  loginSms: z.strictObject({ factorLogin: hexId, factor: hexId }),
  /** The own factors, what is asked of the own account, and where the server sees this session come from. */
  factorList: z.strictObject({
    factors: z
      .array(z.strictObject({ factor: hexId, kind, hint: z.string().check(z.maxLength(8)), addedAt: z.int() }))
      .check(z.maxLength(10)),
    hasSms: z.boolean(),
    hasShownFactor: z.boolean(),
    address: z.string().check(z.maxLength(64)),
    isInside: z.boolean(),
  }),
  factorStart: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('totp'), proof }),
    z.strictObject({ kind: z.literal('passkey'), proof }),
    z.strictObject({ kind: z.literal('sms'), phone: z.string().check(z.maxLength(20)), proof }),
  ]),
  /** `secret` (base32) for a TOTP, `challenge` for a passkey; this once and never again. */
  factorStartAnswer: z.strictObject({
    setup: hexId,
    secret: z.string().check(z.maxLength(64)),
    challenge: opaque(64),
    credentials: z.array(credential).check(z.maxLength(10)),
  }),
  factorFinish: z.strictObject({
    setup: hexId,
    proof: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('code'), code: digits }),
      z.strictObject({
        kind: z.literal('passkey'),
        credential,
        /** SubjectPublicKeyInfo, as the browser gives it (WebAuthn §5.2.1). */
        publicKey: opaque(1400).check(z.minLength(1)),
        clientData: opaque(2800).check(z.minLength(1)),
        authenticatorData: opaque(2800).check(z.minLength(1)),
      }),
    ]),
  }),
  factorRemove: z.strictObject({ factor: hexId, proof }),
} as const;
