import { createHash } from 'node:crypto';
import type { Place } from '@siegel/wire';
import { type CompartmentKey, compartmentKey, makeCaseKey } from '../src/case-key.ts';
import { makeGroupKey } from '../src/group-key.ts';

/** Random-looking bytes that follow from a seed: tests and vectors repeat to the byte. */
export function seeded(seed: string): (length: number) => Uint8Array<ArrayBuffer> {
  let counter = 0;
  return (length) => {
    const blocks = Array.from({ length: Math.ceil(length / 32) }, () =>
      createHash('sha256').update(`${seed}/${counter++}`).digest(),
    );
    return new Uint8Array(Buffer.concat(blocks).subarray(0, length));
  };
}

/** Bytes for tests. */
export const random = seeded('seal tests');

/** A copy of `bytes` in which one bit is another. */
export function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = bytes.slice();
  copy[bit >> 3] = (copy[bit >> 3] as number) ^ (1 << (bit & 7));
  return copy;
}

/** A group key of version 1, or another. */
export function aGroupKey(given: { readonly version?: number; readonly tenant?: Uint8Array; group?: Uint8Array } = {}) {
  const { version = 1, tenant = random(16), group = random(16) } = given;
  return makeGroupKey({ tenant, group, version }, random);
}

/** A case key in a tenant of its own. */
export function aCaseKey(version = 1) {
  return makeCaseKey({ tenant: random(16), akte: random(16), version }, random);
}

/** A compartment key and a place that names it. */
export async function aPlace(): Promise<{ readonly key: CompartmentKey; readonly place: Place }> {
  const above = await aCaseKey();
  const key = await compartmentKey(above, 'clinical');
  const ids = { originTenant: above.tenant, record: random(16), akte: above.akte, sealingDevice: random(16) };
  return { key, place: { ...ids, kind: 66, compartment: 1, schemaVersion: 1, partVersion: 1, keyId: key.keyId } };
}

/** Every place that differs from `place` in one item. */
export function placesBeside(place: Place): readonly (readonly [keyof Place, Place])[] {
  const items = Object.keys(place) as (keyof Place)[];
  return items.map((item) => {
    const value = place[item];
    return [item, { ...place, [item]: typeof value === 'number' ? value + 1 : flipped(value, 0) }];
  });
}
