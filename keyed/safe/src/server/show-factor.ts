import { bytesOfRecoveryCode, recoveryProof } from '@siegel/seal';
import { type ControlMessage, fail, ok, type Result } from '@siegel/wire';
import type { FactorAnswer, FactorAsked } from '../channel/factor-api.ts';
import { base64urlOf } from './base64url.ts';
import { askJson, type RequestFailure, type ServerAddress, tellJson } from './server-request.ts';

/** Who asks the person before the screen. */
export interface FactorAsker {
  /** Undefined: they gave up. */
  ask(asked: FactorAsked): Promise<FactorAnswer | undefined>;
  /** Nothing is asked any more. */
  end(): void;
}

type Asked = Extract<ControlMessage<'loginOutcome'>, { readonly factorLogin: string }>;
type Proof = ControlMessage<'loginFactor'>['proof'];
type Session = ControlMessage<'sessionAnswer'>;

/** After these the same sign-in goes on with another try. */
const AGAIN: ReadonlySet<string> = new Set([
  'FACTOR_WRONG',
  'RECOVERY_CODE_WRONG',
  'RATE_LIMITED',
  'SMS_NOT_SENT',
  'SMS_NOT_SET_UP',
  'FACTOR_UNKNOWN',
  'OFFLINE',
]);

/** Shows a second factor until the server takes one (ZF1). FACTOR_NEEDED: nobody can be asked, or they gave up; FACTOR_ENDED. */
export async function showFactor(
  address: ServerAddress,
  asked: Asked,
  asker: FactorAsker | undefined,
): Promise<Result<Session, RequestFailure>> {
  if (asker === undefined) return fail('FACTOR_NEEDED');
  try {
    return await askUntilTaken(address, asked, asker);
  } finally {
    asker.end();
  }
}

async function askUntilTaken(
  address: ServerAddress,
  { factorLogin, ...asked }: Asked,
  asker: FactorAsker,
): Promise<Result<Session, RequestFailure>> {
  let said: Said = { failure: undefined, sentTo: undefined };
  for (;;) {
    const answer = await asker.ask({ ...asked, ...said });
    if (answer === undefined) return fail('FACTOR_NEEDED');
    if (answer.kind === 'send-sms') said = await sendSms(address, factorLogin, { answer, said });
    else {
      const shown = await show(address, factorLogin, answer);
      if (shown.ok) return shown;
      said = { ...said, failure: shown.error };
    }
    if (said.failure !== undefined && !AGAIN.has(said.failure.code)) return { ok: false, error: said.failure };
  }
}

/** What the person is told beside the question. */
type Said = Pick<FactorAsked, 'failure' | 'sentTo'>;

async function sendSms(
  address: ServerAddress,
  factorLogin: string,
  { answer: { factor }, said }: { readonly answer: Extract<FactorAnswer, { kind: 'send-sms' }>; readonly said: Said },
): Promise<Said> {
  const sent = await tellJson(address, 'login/sms', { body: { factorLogin, factor } });
  return sent.ok ? { failure: undefined, sentTo: factor } : { ...said, failure: sent.error };
}

async function show(
  address: ServerAddress,
  factorLogin: string,
  answer: ShownAnswer,
): Promise<Result<Session, RequestFailure>> {
  const proof = await proofOf(answer);
  if (!proof.ok) return proof;
  return askJson(address, 'login/factor', { body: { factorLogin, proof: proof.value }, answer: 'sessionAnswer' });
}

type ShownAnswer = Exclude<FactorAnswer, { kind: 'send-sms' }>;

async function proofOf(answer: ShownAnswer): Promise<Result<Proof, RequestFailure>> {
  if (answer.kind !== 'recovery') return ok(answer);
  const code = bytesOfRecoveryCode(answer.code);
  return code.ok ? ok({ kind: 'recovery', proof: base64urlOf(await recoveryProof(code.value)) }) : code;
}
