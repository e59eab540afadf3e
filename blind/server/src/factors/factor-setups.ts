import { type ControlMessage, equalBytes, fail, hexOf, type Id, ok, type Result } from '@siegel/wire';
import { base64urlOf, bytesOfBase64url } from '../edge/control-message.ts';
import { ExpiringMap } from '../platform/expiring-map.ts';
import type { World } from '../platform/world.ts';
import type { NewFactor } from './factor.ts';
import { checkMadePasskey, type PasskeyPlace } from './passkey.ts';
import type { SmsCodes } from './sms-codes.ts';
import { base32Of, matchingStep, TOTP_SECRET_BYTES } from './totp.ts';

const LIFE_MS = 10 * 60_000;
const MOST = 1_000;
const TRIES = 5;
const NAME_BYTES = 16;
const CHALLENGE_BYTES = 32;
/** E.164: a country code and at most fifteen digits. */
const PHONE = /^\+[1-9]\d{6,14}$/;

type Wish = ControlMessage<'factorStart'>;
type Proof = ControlMessage<'factorFinish'>['proof'];

interface Setup {
  readonly user: Id;
  readonly kind: Wish['kind'];
  readonly secret: Uint8Array;
  readonly challenge: Uint8Array;
  tries: number;
}

/** Factors that are being set up: shown to work once before they count (ZF11). Ten minutes, five tries, in memory. */
export class FactorSetups {
  readonly #sms: SmsCodes;
  readonly #world: World;
  readonly #setups: ExpiringMap<Setup>;

  constructor(sms: SmsCodes, world: World) {
    this.#sms = sms;
    this.#world = world;
    this.#setups = new ExpiringMap(LIFE_MS, MOST, world);
  }

  /** Begins; for a phone, a code is on its way. PHONE_MALFORMED, codes of `SmsCodes.send`. */
  async start(user: Id, wish: Wish): Promise<Result<{ setup: string; secret: string; challenge: string }>> {
    const setup = hexOf(this.#world.random(NAME_BYTES));
    if (wish.kind === 'sms') {
      const phone = wish.phone.replaceAll(/[\s()/-]/g, '');
      if (!PHONE.test(phone)) return fail('PHONE_MALFORMED');
      const code = await this.#sms.send(user, purposeOf(setup), phone);
      if (code !== undefined) return fail(code);
    }
    const secret = this.#world.random(TOTP_SECRET_BYTES);
    const challenge = this.#world.random(CHALLENGE_BYTES);
    this.#setups.put(setup, { user, kind: wish.kind, secret, challenge, tries: 0 });
    return ok({
      setup,
      secret: wish.kind === 'totp' ? base32Of(secret) : '',
      challenge: wish.kind === 'passkey' ? base64urlOf(challenge) : '',
    });
  }

  /** The factor, once it was shown to work. FACTOR_UNKNOWN, FACTOR_WRONG. */
  finish(user: Id, name: string, proof: Proof, place: PasskeyPlace): Result<NewFactor> {
    const setup = this.#setups.get(name);
    if (setup === undefined || !equalBytes(setup.user, user)) return fail('FACTOR_UNKNOWN');
    const made = this.#made(name, setup, proof, place);
    if (made !== undefined || ++setup.tries >= TRIES) this.#setups.delete(name);
    return made === undefined ? fail('FACTOR_WRONG') : ok(made);
  }

  #made(name: string, { kind, secret, challenge }: Setup, proof: Proof, place: PasskeyPlace): NewFactor | undefined {
    if (kind === 'passkey') return proof.kind === 'passkey' ? passkeyOf(proof, challenge, place) : undefined;
    if (proof.kind !== 'code') return undefined;
    if (kind === 'sms') {
      const phone = this.#sms.use(purposeOf(name), proof.code);
      return phone === undefined ? undefined : { kind, phone };
    }
    const usedStep = matchingStep(secret, proof.code, this.#world.now(), -1);
    return usedStep === undefined ? undefined : { kind, secret, usedStep };
  }
}

function passkeyOf(
  proof: Extract<Proof, { kind: 'passkey' }>,
  challenge: Uint8Array,
  place: PasskeyPlace,
): NewFactor | undefined {
  const made = {
    credential: bytesOfBase64url(proof.credential),
    publicKey: bytesOfBase64url(proof.publicKey),
    clientData: bytesOfBase64url(proof.clientData),
    authenticatorData: bytesOfBase64url(proof.authenticatorData),
  };
  const kept = checkMadePasskey(made, challenge, place);
  return kept === undefined ? undefined : { kind: 'passkey', ...kept };
}

function purposeOf(setup: string): string {
  return `setup/${setup}`;
}
