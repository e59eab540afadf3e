import type { CompartmentKey } from '@siegel/seal';
import type { Place } from '@siegel/wire';
import type { SealDoor } from '../../tools/testing/src/vector-runners/seal.ts';

type Attempt = readonly [name: string, envelope: Uint8Array, place: Place, key: CompartmentKey];

/** What came of opening a part that is not the one that was sealed here. */
export interface MutationOutcome {
  /** The untouched parts opened to what was sealed. */
  readonly opened: number;
  /** Attempts refused with OPEN_TAMPERED, by what was done. */
  readonly refused: Readonly<Record<string, number>>;
  /** Attempts that were not refused so; empty when all is well. */
  readonly wrong: readonly string[];
}

/** Seals `parts` parts in one Akte, then flips every bit, cuts at every length, extends, moves each to every place beside its
 *  own, replays an older version, and exchanges parts and keys (SL12). */
export async function mutateParts(seal: SealDoor, parts: number): Promise<MutationOutcome> {
  const sealed = await sealedParts(seal, parts);
  const refused: Record<string, number> = {};
  const wrong: string[] = [];
  let opened = 0;
  for (const { envelope, place, key } of sealed) {
    if ((await seal.openPart(envelope, place, key)).ok) opened++;
    const attempts = [
      ...flips(envelope).map((changed): Attempt => ['flipped', changed, place, key]),
      ...cuts(envelope).map((changed): Attempt => ['cut', changed, place, key]),
      ...extensions(envelope).map((changed): Attempt => ['extended', changed, place, key]),
      ...placesBeside(place).flatMap((beside): Attempt[] => [
        ['moved', envelope, beside, key],
        // With the key's id changed alike, only the authenticated place is left to refuse.
        ['moved', envelope, beside, { ...key, keyId: beside.keyId }],
      ]),
      ...sealed
        .filter((other) => other.envelope !== envelope)
        .flatMap((other): Attempt[] => [
          ['exchanged', other.envelope, place, key],
          ['exchanged', envelope, place, { ...other.key, keyId: key.keyId }],
        ]),
    ];
    const older = { ...place, partVersion: place.partVersion - 1 };
    const before = await seal.sealPart({ text: 'Fassung davor' }, older, key);
    attempts.push(['replayed', before, place, key]);
    for (const [name, changed, at, under] of attempts) {
      const answer = await seal.openPart(changed, at, under);
      if (!answer.ok && answer.error.code === 'OPEN_TAMPERED') refused[name] = (refused[name] ?? 0) + 1;
      else wrong.push(name);
    }
  }
  return { opened, refused, wrong };
}

async function sealedParts(seal: SealDoor, parts: number) {
  const [tenant, akte, device] = [16, 16, 16].map((length) => seal.platformRandom(length));
  if (tenant === undefined || akte === undefined || device === undefined) throw new Error('three ids were drawn');
  const compartments = ['identity', 'clinical', 'restricted', 'admin'] as const;
  const above = await seal.makeCaseKey({ tenant, akte, version: 1 });
  return Promise.all(
    compartments.slice(0, parts).map(async (name, compartment) => {
      const key = await seal.compartmentKey(above, name);
      const ids = { originTenant: tenant, record: seal.platformRandom(16), akte, sealingDevice: device };
      const place = { ...ids, kind: 66, compartment, schemaVersion: 1, partVersion: 2, keyId: key.keyId };
      return { key, place, envelope: await seal.sealPart({ text: `Teil ${compartment}` }, place, key) };
    }),
  );
}

function flips(envelope: Uint8Array): Uint8Array[] {
  return Array.from({ length: 8 * envelope.length }, (_, bit) => flipped(envelope, bit));
}

function cuts(envelope: Uint8Array): Uint8Array[] {
  return Array.from(envelope, (_, length) => [
    envelope.slice(0, length),
    envelope.slice(envelope.length - length),
  ]).flat();
}

function extensions(envelope: Uint8Array): Uint8Array[] {
  return [1, 16, envelope.length].flatMap((more) => [
    Uint8Array.of(...envelope, ...new Uint8Array(more)),
    Uint8Array.of(...envelope, ...envelope.subarray(0, more)),
  ]);
}

function placesBeside(place: Place): Place[] {
  return Object.entries(place).map(([item, value]: [string, number | Uint8Array]) => ({
    ...place,
    [item]: typeof value === 'number' ? value + 1 : flipped(value, 0),
  }));
}

function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  return bytes.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
}
