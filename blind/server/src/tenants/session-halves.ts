import { createHmac } from 'node:crypto';
import type { TenantStore } from '@siegel/store';
import type { World } from '../platform/world.ts';

/** Name of the secret a tenant's store keeps (SERVER_SECRETS). */
const HALF_KEY_SECRET = 'session-half-key';
const KEY_BYTES = 32;
const LABEL = 'siegel/session-half';

/** The halves of session slots (DV12). A half follows from a key of this server and the token of the session: the server does
 *  not hold the token, the browser not the key, so that with the end of a session nobody can make its half again. */
export class SessionHalves {
  readonly #key: Uint8Array;

  private constructor(key: Uint8Array) {
    this.#key = key;
  }

  /** Takes the tenant's key, or makes it at the first start. */
  static async open(store: TenantStore, world: World): Promise<SessionHalves> {
    const kept = await store.secret(HALF_KEY_SECRET);
    if (kept !== undefined) return new SessionHalves(kept);
    const made = world.random(KEY_BYTES);
    await store.write((tx) => tx.putSecret(HALF_KEY_SECRET, made));
    return new SessionHalves(made);
  }

  /** 32 bytes for the session with this token. */
  of(token: string): Uint8Array {
    return createHmac('sha256', this.#key).update(LABEL).update(Buffer.from(token, 'base64url')).digest();
  }
}
