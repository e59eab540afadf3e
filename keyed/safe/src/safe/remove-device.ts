import { buildEntry, userCoSigner } from '@siegel/seal';
import { fail, hexOf, type Id, ok, type Result, WIRE_KINDS } from '@siegel/wire';
import { newestVersion } from './newest-version.ts';
import { endSession, livingSessions, ownSlots, removeSlot } from './own-access.ts';
import type { Safe } from './safe.ts';

/** Takes a device out (DV23): its entry says so, to server and everybody; with it its sessions end and its password slot opens
 *  nothing. What it has read it has read: the user key it held stays the same. RIGHT_MISSING for a device of somebody else
 *  without the right to administer. */
export async function removeDevice(safe: Safe, device: Id): Promise<Result<true>> {
  const { follower, author } = safe;
  const known = follower.membership.deviceAt(device, follower.head.size);
  if (known === undefined) return fail('SLOT_UNKNOWN');
  const { user, ed25519Public, xwingPublic } = known;
  const draft = {
    kind: WIRE_KINDS.device,
    schemaVersion: 1,
    record: device,
    parent: newestVersion(safe, device),
    open: { user, ed25519Public, xwingPublic, state: 'removed' },
    coSigners: [userCoSigner(author)],
  };
  const written = await safe.write([await buildEntry(draft, author)]);
  if (!written.ok) return written;
  if (!written.value.saved) {
    await safe.outbox.drop(device);
    return fail('OFFLINE');
  }
  await forgetSlot(safe, hexOf(device));
  await endSessions(safe, hexOf(device));
  return ok(true);
}

/** The password slot of an own device; nobody else's can be seen or removed. It opens nothing without the device. */
async function forgetSlot({ given }: Safe, device: string): Promise<void> {
  const slots = await ownSlots(given.address);
  if (slots.ok && slots.value.some(({ slotId }) => slotId === device)) await removeSlot(given.address, device);
}

/** The server ends them with the entry; asking again costs nothing and does not rest on it. */
async function endSessions({ given }: Safe, device: string): Promise<void> {
  const living = await livingSessions(given.address);
  const ofDevice = living.ok ? living.value.filter((session) => session.device === device) : [];
  for (const { id } of ofDevice) await endSession(given.address, id);
}
