import { equalBytes, hexOf, ok, type Result } from '@siegel/wire';
import type { AccessView, DeviceView, SlotViewKind } from '../channel/access-api.ts';
import { type LivingSession, livingSessions, ownSlots } from '../safe/own-access.ts';
import { deviceNames } from '../safe/name-device.ts';
import { isOfflineSlotAllowed } from '../safe/offline-rule.ts';
import type { Safe } from '../safe/safe.ts';
import type { HouseNames } from './staff-names.ts';

const DEVICE_FREE: ReadonlySet<string> = new Set<SlotViewKind>(['recovery', 'userKeyFile', 'passkey']);

/** Slots and sessions as the server lists them, devices as the verified journal names them: no device stands here, or is missing,
 *  on the server's word. */
export async function accessView(safe: Safe, names: HouseNames): Promise<Result<AccessView>> {
  const { address, user } = safe.given;
  const slots = await ownSlots(address);
  if (!slots.ok) return slots;
  const sessions = await livingSessions(address);
  if (!sessions.ok) return sessions;
  const { membership, head } = safe.follower;
  const isAdministrator = membership.rightsAt(user, head.size).has('administer');
  const withPassword = new Set(slots.value.filter(({ kind }) => kind === 'password').map(({ slotId }) => slotId));
  const devicesNamed = await deviceNames(safe);
  const devices = membership
    .devicesAt(head.size)
    .filter((device) => device.active && (isAdministrator || equalBytes(device.user, user)))
    .map((device) => deviceView(safe, names, { device, devicesNamed, withPassword, sessions: sessions.value }));
  return ok({
    slots: slots.value.flatMap(({ slotId, kind }) =>
      DEVICE_FREE.has(kind) ? [{ slotId, kind: kind as SlotViewKind }] : [],
    ),
    devices: devices.toSorted(byNearness),
    isAdministrator,
    isOfflineSlotAllowed: isOfflineSlotAllowed(safe),
  });
}

interface Known {
  readonly device: { readonly device: Uint8Array; readonly user: Uint8Array };
  readonly devicesNamed: ReadonlyMap<string, string>;
  readonly withPassword: ReadonlySet<string>;
  readonly sessions: readonly LivingSession[];
}

function deviceView(safe: Safe, names: HouseNames, known: Known): DeviceView {
  const { device, devicesNamed, withPassword, sessions } = known;
  const { given, follower } = safe;
  const deviceId = hexOf(device.device);
  const [entered] = follower.columns.seqsOfRecord(device.device);
  return {
    deviceId,
    name: devicesNamed.get(deviceId) ?? '',
    userName: names.byUser.get(hexOf(device.user)) ?? '',
    isOwn: equalBytes(device.user, given.user),
    isThis: equalBytes(device.device, given.device.device),
    // The first device of all stands in the genesis.
    enteredAtMs: follower.columns.receivedAt(entered ?? 0),
    hasPassword: withPassword.has(deviceId),
    sessions: sessions
      .filter((session) => session.device === deviceId)
      .map(({ id, createdAt, seenAt }) => ({
        id,
        isThis: id === given.address.sessionId,
        createdAtMs: createdAt,
        seenAtMs: seenAt,
      })),
  };
}

function byNearness(a: DeviceView, b: DeviceView): number {
  if (a.isThis !== b.isThis) return a.isThis ? -1 : 1;
  if (a.isOwn !== b.isOwn) return a.isOwn ? -1 : 1;
  return a.userName.localeCompare(b.userName, 'de') || b.enteredAtMs - a.enteredAtMs;
}
