import { buildEntry, platformRandom, userCoSigner } from '@siegel/seal';
import { type ControlMessage, fail, type Id, ok, type Result, WIRE_KINDS } from '@siegel/wire';
import type { FactorProofOfSetup, FactorStart, FactorState, FactorWish } from '../channel/factor-api.ts';
import { askJson, type RequestFailure, tellJson } from '../server/server-request.ts';
import { beginSignIn } from '../server/sign-in.ts';
import type { Safe } from './safe.ts';
import type { SafeGiven } from './safe-given.ts';

const ID_BYTES = 16;

type Owner = Pick<SafeGiven, 'address'> & { readonly account: string };

/** The own factors as the server lists them, and the address it sees. */
export async function factorState({ address }: Owner): Promise<Result<FactorState, RequestFailure>> {
  const answer = await askJson(address, 'factors', { answer: 'factorList' });
  if (!answer.ok) return answer;
  const { factors, hasSms, isInside } = answer.value;
  return ok({
    factors: factors.map(({ addedAt, ...factor }) => ({ ...factor, addedAtMs: addedAt })),
    hasSms,
    address: answer.value.address,
    isInside,
  });
}

/** Begins to set a factor up (ZF11). PASSWORD_NEEDED, LOGIN_FAILED, PHONE_MALFORMED, SMS_NOT_SET_UP, SMS_NOT_SENT. */
export async function startFactor(
  owner: Owner,
  { kind, phone = '', password }: FactorWish,
): Promise<Result<FactorStart, RequestFailure>> {
  const proof = await passwordProof(owner, password);
  if (!proof.ok) return proof;
  const body = { kind, ...(kind === 'sms' && { phone }), ...proof.value };
  const answer = await askJson(owner.address, 'factors/start', { body, answer: 'factorStartAnswer' });
  return answer.ok ? ok({ ...answer.value, account: owner.account }) : answer;
}

/** Shows that it works. */
export function finishFactor(
  { address }: Owner,
  setup: string,
  proof: FactorProofOfSetup,
): Promise<Result<true, RequestFailure>> {
  return tellJson(address, 'factors/finish', { body: { setup, proof } });
}

/** Removes one. FACTOR_UNKNOWN, PASSWORD_NEEDED, LOGIN_FAILED. */
export async function removeFactor(
  owner: Owner,
  factor: string,
  password: string | undefined,
): Promise<Result<true, RequestFailure>> {
  const proof = await passwordProof(owner, password);
  return proof.ok ? tellJson(owner.address, 'factors/remove', { body: { factor, ...proof.value } }) : proof;
}

/** Takes all factors of a colleague off, by an entry of the journal that every device reads (ZF20). RIGHT_MISSING, OFFLINE. */
export async function takeFactorsOff(safe: Safe, user: Id): Promise<Result<true>> {
  const record = platformRandom(ID_BYTES);
  const written = await safe.write([await factorsOff(safe, user, record)]);
  if (!written.ok) return written;
  if (written.value.saved) return ok(true);
  await safe.outbox.drop(record);
  return fail('OFFLINE');
}

/** The entry by which all second factors of `user` go (ZF20). */
export function factorsOff({ author }: Pick<Safe, 'author'>, user: Id, record = platformRandom(ID_BYTES)) {
  const coSigners = [userCoSigner(author)];
  return buildEntry({ kind: WIRE_KINDS.factorsRemoved, schemaVersion: 1, record, open: { user }, coSigners }, author);
}

type Proven = Pick<ControlMessage<'factorRemove'>, 'proof'>;

async function passwordProof(
  { address, account }: Owner,
  password: string | undefined,
): Promise<Result<Proven | Record<string, never>, RequestFailure>> {
  if (password === undefined) return ok({});
  const begun = await beginSignIn(address, account, password);
  if (!begun.ok) return begun;
  const { login, finishLoginRequest } = begun.value;
  return ok({ proof: { login, finishLoginRequest } });
}
