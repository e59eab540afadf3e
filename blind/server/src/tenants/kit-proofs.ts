import { encodeCbor, equalBytes } from '@siegel/wire';
import { ExpiringMap } from '../platform/expiring-map.ts';
import { verifySignature } from '../platform/verify.ts';
import type { TenantCore } from './tenant-core.ts';

const CHALLENGE_MS = 60_000;
const TOKEN_MS = 10 * 60_000;
const MOST = 1_000;
const BYTES = 32;
const HEADER = /^Recovery ([A-Za-z0-9_-]{43})$/;

/** Who holds the organisation's kit (SV40): a challenge signed with the key that genesis names. What it gives lives ten minutes,
 *  in memory, and is good for one thing: entering a device that the kit has signed. */
export class KitProofs {
  readonly #core: TenantCore;
  readonly #challenges: ExpiringMap<Uint8Array>;
  readonly #tokens: ExpiringMap<true>;

  constructor(core: TenantCore) {
    this.#core = core;
    this.#challenges = new ExpiringMap(CHALLENGE_MS, MOST, core.world);
    this.#tokens = new ExpiringMap(TOKEN_MS, MOST, core.world);
  }

  /** 32 random bytes to be signed within a minute. */
  challenge(): Uint8Array {
    const challenge = this.#core.world.random(BYTES);
    this.#challenges.put(keyOf(challenge), challenge);
    return challenge;
  }

  /** A token for whoever signed the challenge with the organisation's key. KIT_PROOF_WRONG: no such challenge; KIT_FOREIGN: another
   *  kit signed it. */
  async prove(
    challenge: Uint8Array,
    signature: Uint8Array,
  ): Promise<{ readonly token: string } | { readonly code: 'KIT_PROOF_WRONG' | 'KIT_FOREIGN' }> {
    const issued = this.#challenges.take(keyOf(challenge));
    if (issued === undefined || !equalBytes(issued, challenge)) return { code: 'KIT_PROOF_WRONG' };
    const { tenant, instance, membership, world } = this.#core;
    const publicKey = membership.genesis?.orgPublic;
    const message = encodeCbor(['siegel/kit-proof', tenant, instance, challenge]);
    if (publicKey === undefined || !(await verifySignature(publicKey, message, signature)))
      return { code: 'KIT_FOREIGN' };
    const token = Buffer.from(world.random(BYTES)).toString('base64url');
    this.#tokens.put(token, true);
    return { token };
  }

  /** True for an `authorization: Recovery ...` header with a living token. */
  isIn(authorization: string | undefined): boolean {
    const token = HEADER.exec(authorization ?? '')?.[1];
    return token !== undefined && this.#tokens.get(token) === true;
  }
}

function keyOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}
