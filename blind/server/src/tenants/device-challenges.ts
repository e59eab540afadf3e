import { encodeCbor, equalBytes, type Id, hexOf } from '@siegel/wire';
import { ExpiringMap } from '../platform/expiring-map.ts';
import { verifySignature } from '../platform/verify.ts';
import { devicePublicKey } from './member-now.ts';
import type { Session } from './session-table.ts';
import type { TenantCore } from './tenant-core.ts';

const LIFE_MS = 60_000;
const MOST = 10_000;
const CHALLENGE_BYTES = 32;

/** What a device shows to be let in. */
export interface DeviceProof {
  readonly device: Id;
  readonly challenge: Uint8Array;
  readonly signature: Uint8Array;
}

/** Challenges for the device proof (SY3): 60 seconds, one at a time per session, used once. */
export class DeviceChallenges {
  readonly #core: TenantCore;
  readonly #challengeBySession: ExpiringMap<Uint8Array>;

  constructor(core: TenantCore) {
    this.#core = core;
    this.#challengeBySession = new ExpiringMap(LIFE_MS, MOST, core.world);
  }

  /** 32 random bytes for this session; an earlier challenge of it is void. */
  issue(session: Session): Uint8Array {
    const challenge = this.#core.world.random(CHALLENGE_BYTES);
    this.#challengeBySession.put(hexOf(session.tokenHash), challenge);
    return challenge;
  }

  /** Undefined when the proof holds, else its code: DEVICE_NOT_APPROVED for a device that is not the user's or not active. */
  async fault(session: Session, proof: DeviceProof): Promise<'DEVICE_NOT_APPROVED' | 'DEVICE_PROOF_WRONG' | undefined> {
    const issued = this.#challengeBySession.take(hexOf(session.tokenHash));
    if (issued === undefined || !equalBytes(issued, proof.challenge)) return 'DEVICE_PROOF_WRONG';
    const publicKey = devicePublicKey(this.#core.membership, session.user, proof.device);
    if (publicKey === undefined) return 'DEVICE_NOT_APPROVED';
    const { tenant, instance } = this.#core;
    const message = encodeCbor([
      'siegel/device-proof',
      tenant,
      instance,
      session.tokenHash,
      proof.challenge,
      proof.device,
    ]);
    return (await verifySignature(publicKey, message, proof.signature)) ? undefined : 'DEVICE_PROOF_WRONG';
  }
}
