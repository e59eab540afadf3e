import type { ReadView, TenantStore, WriteTx } from '@siegel/store';
import { assert, equalBytes, hexOf, type Id, ID_BYTES } from '@siegel/wire';
import { sha256 } from '../platform/hashes.ts';
import type { World } from '../platform/world.ts';
import { decodeFactors, encodeFactors, type Factor, type NewFactor, type PasskeyFactor } from './factor.ts';
import { checkPasskeyAnswer, type PasskeyAnswer } from './passkey.ts';
import { matchingStep } from './totp.ts';

const MOST = 10;

/** Second factors of the users of one tenant, in its database (ZF10 to ZF15). */
export class UserFactors {
  readonly #store: TenantStore;
  readonly #world: World;
  /** Who has any, by user in hex; asked at every request while a rule asks for one. */
  readonly #hasByUser = new Map<string, boolean>();

  constructor(store: TenantStore, world: World) {
    this.#store = store;
    this.#world = world;
  }

  /** All factors of a user, oldest first. */
  of(user: Id): Promise<readonly Factor[]> {
    return read(this.#store, user);
  }

  async has(user: Id): Promise<boolean> {
    const known = this.#hasByUser.get(hexOf(user));
    if (known !== undefined) return known;
    const has = (await this.of(user)).length > 0;
    this.#hasByUser.set(hexOf(user), has);
    return has;
  }

  /** True for a user who has as many as there may be. */
  async isFull(reads: Pick<ReadView, 'secret'>, user: Id): Promise<boolean> {
    return (await read(reads, user)).length >= MOST;
  }

  /** True while `user` has this factor. */
  async owns(reads: Pick<ReadView, 'secret'>, user: Id, factor: Id): Promise<boolean> {
    return (await read(reads, user)).some((one) => equalBytes(one.factor, factor));
  }

  /** Keeps a factor, in an open transaction; call `forget` behind its commit. The tenth stays the last, whoever asks at the same time. */
  async add(tx: WriteTx, user: Id, factor: NewFactor): Promise<void> {
    const before = await read(tx, user);
    assert(before.length < MOST, 'ZF11: at most ten factors');
    const kept = { ...factor, factor: this.#world.random(ID_BYTES), addedAt: this.#world.now() } as Factor;
    await tx.putSecret(keyOf(user), encodeFactors([...before, kept]));
  }

  /** Takes one off, in an open transaction; call `forget` behind its commit. */
  async remove(tx: WriteTx, user: Id, factor: Id): Promise<void> {
    const left = (await read(tx, user)).filter((one) => !equalBytes(one.factor, factor));
    if (left.length === 0) await tx.removeSecret(keyOf(user));
    else await tx.putSecret(keyOf(user), encodeFactors(left));
  }

  /** Takes all factors of a user off, in an open transaction; call `forget` behind its commit. */
  static removeAll(tx: WriteTx, user: Id): Promise<void> {
    return tx.removeSecret(keyOf(user));
  }

  /** What was changed is read anew. */
  forget(user: Id): void {
    this.#hasByUser.delete(hexOf(user));
  }

  /** Uses a code up: true once per step, however many ask at the same time (ZF10). */
  useCode(user: Id, code: string): Promise<boolean> {
    return this.#change(user, (factor) => {
      if (factor.kind !== 'totp') return undefined;
      const usedStep = matchingStep(factor.secret, code, this.#world.now(), factor.usedStep);
      return usedStep === undefined ? undefined : { ...factor, usedStep };
    });
  }

  /** True when one of the user's passkeys signed the challenge; its counter goes on (ZF13). */
  usePasskey(user: Id, answer: PasskeyAnswer, challenge: Uint8Array): Promise<boolean> {
    return this.#change(user, (factor) => {
      if (factor.kind !== 'passkey') return undefined;
      const counter = checkPasskeyAnswer(factor, answer, challenge);
      return counter === undefined ? undefined : ({ ...factor, counter } satisfies PasskeyFactor);
    });
  }

  /** True when `proof` belongs to a recovery code of this user (ZF21). */
  async isRecoveryProof(user: Id, proof: Uint8Array): Promise<boolean> {
    const hash = sha256(proof);
    for (const { slotId, kind } of await this.#store.slotsOfUser(user)) {
      const kept = kind === 'recovery' ? await this.#store.secret(proofKey(slotId)) : undefined;
      if (kept !== undefined && equalBytes(kept, hash)) return true;
    }
    return false;
  }

  /** Replaces the first factor that `change` takes, in one transaction. False: it takes none. */
  #change(user: Id, change: (factor: Factor) => Factor | undefined): Promise<boolean> {
    return this.#store.write(async (tx) => {
      const factors = await read(tx, user);
      const changed = factors.map(change);
      const at = changed.findIndex((factor) => factor !== undefined);
      const used = changed[at];
      if (used === undefined) return false;
      await tx.putSecret(keyOf(user), encodeFactors(factors.with(at, used)));
      return true;
    });
  }
}

/** Keeps the hash of what a recovery code proves itself with; undefined takes it away. */
export function keepRecoveryProof(tx: WriteTx, slotId: Id, proof: Uint8Array | undefined): Promise<void> {
  return proof === undefined ? tx.removeSecret(proofKey(slotId)) : tx.putSecret(proofKey(slotId), sha256(proof));
}

async function read(view: Pick<ReadView, 'secret'>, user: Id): Promise<readonly Factor[]> {
  const kept = await view.secret(keyOf(user));
  // What a store hands out may be a view into its own memory.
  return kept === undefined ? [] : decodeFactors(kept.slice());
}

function keyOf(user: Id): string {
  return `factors/${hexOf(user)}`;
}

function proofKey(slotId: Id): string {
  return `slot-proof/${hexOf(slotId)}`;
}
