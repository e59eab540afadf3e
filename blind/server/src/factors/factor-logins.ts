import { type ControlMessage, equalBytes, hexOf, type Id } from '@siegel/wire';
import { base64urlOf, bytesOfBase64url } from '../edge/control-message.ts';
import { ExpiringMap } from '../platform/expiring-map.ts';
import type { World } from '../platform/world.ts';
import { type Factor, hintOf } from './factor.ts';
import type { SmsCodes } from './sms-codes.ts';
import type { UserFactors } from './user-factors.ts';

const LIFE_MS = 5 * 60_000;
const MOST = 10_000;
const TRIES = 5;
const NAME_BYTES = 16;
const CHALLENGE_BYTES = 32;

/** Somebody whose password was right and whose factor is asked for. */
export interface WaitingLogin {
  readonly account: string;
  readonly user: Id;
  readonly challenge: Uint8Array;
  tries: number;
  isOver: boolean;
}

type Proof = ControlMessage<'loginFactor'>['proof'];

/** Log-ins between password and second factor (ZF1, ZF12): five minutes, five tries, one session. There is no session before. */
export class FactorLogins {
  readonly #factors: UserFactors;
  readonly #sms: SmsCodes;
  readonly #world: World;
  readonly #waiting: ExpiringMap<WaitingLogin>;

  constructor(factors: UserFactors, sms: SmsCodes, world: World) {
    this.#factors = factors;
    this.#sms = sms;
    this.#world = world;
    this.#waiting = new ExpiringMap(LIFE_MS, MOST, world);
  }

  /** Begins to wait. @returns what the client is asked. */
  begin(account: string, user: Id, factors: readonly Factor[]): ControlMessage<'loginOutcome'> {
    const factorLogin = hexOf(this.#world.random(NAME_BYTES));
    const challenge = this.#world.random(CHALLENGE_BYTES);
    this.#waiting.put(factorLogin, { account, user, challenge, tries: 0, isOver: false });
    return {
      factorLogin,
      factors: factors.map((factor) => ({
        factor: hexOf(factor.factor),
        kind: factor.kind,
        hint: hintOf(factor),
      })),
      challenge: base64urlOf(challenge),
      credentials: factors.flatMap((factor) => (factor.kind === 'passkey' ? [base64urlOf(factor.credential)] : [])),
    };
  }

  /** Who waits under this name; undefined: nobody any more. */
  of(factorLogin: string): WaitingLogin | undefined {
    return this.#waiting.get(factorLogin);
  }

  /** Sends a code to the phone of one of the user's factors. FACTOR_UNKNOWN, codes of `SmsCodes.send`. */
  async sendSms(factorLogin: string, { user }: WaitingLogin, factorHex: string) {
    const factor = (await this.#factors.of(user)).find((one) => hexOf(one.factor) === factorHex);
    if (factor?.kind !== 'sms') return 'FACTOR_UNKNOWN';
    return this.#sms.send(user, purposeOf(factorLogin, factorHex), factor.phone);
  }

  /** Checks what was shown. True once: whoever shows it a second time, or at the same time, is refused. */
  async finish(factorLogin: string, waiting: WaitingLogin, proof: Proof): Promise<boolean> {
    if (waiting.tries >= TRIES) return false;
    waiting.tries++;
    const isRight = await this.#isRight(factorLogin, waiting, proof);
    if (isRight || waiting.tries >= TRIES) this.#waiting.delete(factorLogin);
    if (!isRight || waiting.isOver) return false;
    waiting.isOver = true;
    return true;
  }

  async #isRight(factorLogin: string, { user, challenge }: WaitingLogin, proof: Proof): Promise<boolean> {
    switch (proof.kind) {
      case 'totp':
        return this.#factors.useCode(user, proof.code);
      case 'sms':
        return this.#isSmsRight(factorLogin, user, proof);
      case 'recovery':
        return this.#factors.isRecoveryProof(user, bytesOfBase64url(proof.proof));
      case 'passkey': {
        const { credential, clientData, authenticatorData, signature } = proof;
        const answer = {
          credential: bytesOfBase64url(credential),
          clientData: bytesOfBase64url(clientData),
          authenticatorData: bytesOfBase64url(authenticatorData),
          signature: bytesOfBase64url(signature),
        };
        return this.#factors.usePasskey(user, answer, challenge);
      }
    }
  }

  /** A factor that was removed while its code was on its way counts no more. */
  async #isSmsRight(factorLogin: string, user: Id, { factor, code }: Extract<Proof, { kind: 'sms' }>) {
    const phone = this.#sms.use(purposeOf(factorLogin, factor), code);
    if (phone === undefined) return false;
    const factors = await this.#factors.of(user);
    return factors.some((one) => one.kind === 'sms' && hexOf(one.factor) === factor && isSame(one.phone, phone));
  }
}

function isSame(one: string, other: string): boolean {
  return equalBytes(Buffer.from(one), Buffer.from(other));
}

function purposeOf(factorLogin: string, factor: string): string {
  return `login/${factorLogin}/${factor}`;
}
