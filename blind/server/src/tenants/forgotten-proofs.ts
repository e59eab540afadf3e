import { encodeCbor, hexOf, type Id, ZERO_ID } from '@siegel/wire';
import { ExpiringMap } from '../platform/expiring-map.ts';
import { verifySignature } from '../platform/verify.ts';
import { activeUser } from './member-now.ts';
import type { TenantCore } from './tenant-core.ts';

/** Somebody types a recovery code between asking and showing. */
const LIFE_MS = 10 * 60_000;
const MOST = 10_000;
const BYTES = 32;

/** Who holds a user key without a password: a challenge signed with the key the journal names (WH3). Used once, in memory. */
export class ForgottenProofs {
  readonly #core: TenantCore;
  readonly #challenges: ExpiringMap<true>;

  constructor(core: TenantCore) {
    this.#core = core;
    this.#challenges = new ExpiringMap(LIFE_MS, MOST, core.world);
  }

  /** 32 random bytes to be signed. */
  challenge(): Uint8Array {
    const challenge = this.#core.world.random(BYTES);
    this.#challenges.put(hexOf(challenge), true);
    return challenge;
  }

  /** True when the active person `user` has signed a challenge of this server that was not used before. Of nobody a signature is
   *  checked, too: the time says no more than the answer (T25). */
  async isProven(
    user: Id | undefined,
    { challenge, signature }: { readonly challenge: Uint8Array; readonly signature: Uint8Array },
  ): Promise<boolean> {
    const { tenant, instance, membership, logKey } = this.#core;
    const member = user === undefined ? undefined : activeUser(membership, user);
    const isIssued = this.#challenges.take(hexOf(challenge)) !== undefined;
    const isPerson = member?.userKind === 'person';
    const message = encodeCbor(['siegel/forgotten-proof', tenant, instance, user ?? ZERO_ID, challenge]);
    const publicKey = isPerson ? member.ed25519Public : logKey.publicKey;
    const isSigned = await verifySignature(publicKey, message, signature);
    return isSigned && isIssued && isPerson;
  }
}
