import { encodeCbor, hexOf, type Id } from '@siegel/wire';
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
    this.#challenges = new ExpiringMap(LIFE_MS, MOST, core.world.now);
  }

  /** 32 random bytes to be signed. */
  challenge(): Uint8Array {
    const challenge = this.#core.world.random(BYTES);
    this.#challenges.put(hexOf(challenge), true);
    return challenge;
  }

  /** True when the active person `user` has signed a challenge of this server that was not used before. */
  async isProven(
    user: Id,
    { challenge, signature }: { readonly challenge: Uint8Array; readonly signature: Uint8Array },
  ): Promise<boolean> {
    const { tenant, instance, membership } = this.#core;
    const member = activeUser(membership, user);
    if (this.#challenges.take(hexOf(challenge)) === undefined || member?.userKind !== 'person') return false;
    const message = encodeCbor(['siegel/forgotten-proof', tenant, instance, user, challenge]);
    return verifySignature(member.ed25519Public, message, signature);
  }
}
