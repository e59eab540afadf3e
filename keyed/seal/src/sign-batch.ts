import { batchRoot, createTreeHasher, type EntryHasher, type TreeHead } from '@siegel/journal';
import { type AppendRequest, encodeStatement, type EntryPacket, type Id } from '@siegel/wire';
import { engine } from '#engine';
import type { DeviceKeys } from './device-keys.ts';

/** Tree hashes and SHA-256 of this platform; what core/journal asks for (A10). */
export const platformHasher: EntryHasher = { ...createTreeHasher(engine.sha256), sha256: engine.sha256 };

/** Under whose name, for which log, and with which head seen a batch is signed. */
export interface BatchSigner {
  readonly tenant: Id;
  readonly instance: Id;
  readonly device: DeviceKeys;
  readonly seen: TreeHead;
}

/** Puts 1..1,000 packets under one signature of the device (WR14). */
export async function signBatch(packets: readonly EntryPacket[], signer: BatchSigner): Promise<AppendRequest> {
  const { tenant, instance, device, seen } = signer;
  const root = batchRoot(
    packets.map((packet) => engine.sha256(packet.body)),
    platformHasher,
  );
  const statement = {
    tenant,
    instance,
    device: device.device,
    seenSize: seen.size,
    seenRoot: seen.root,
    count: packets.length,
    root,
  };
  const bytes = encodeStatement(statement);
  return { statement: { bytes, signature: await device.signing.sign(bytes) }, packets };
}
