import {
  openPasswordSlot,
  openSlot,
  sealPasswordSlot,
  sealSlot,
  type SlotContent,
  type SlotPlace,
  type DeviceKeys,
  type UserKeyFile,
  makeUserKeyFile,
  platformRandom,
  recoveryProof,
} from '@siegel/seal';
import { bytesOfHex, fail, hexOf, type Id, ok, type Result } from '@siegel/wire';
import { base64urlOf, bytesOfBase64url } from '../server/base64url.ts';
import { askJson, type RequestFailure, type ServerAddress, tellJson } from '../server/server-request.ts';
import type { SafeGiven } from './safe-given.ts';

type SlotOwner = Pick<SafeGiven, 'address' | 'tenant' | 'user' | 'userKey' | 'device' | 'orgPublic'>;

const ID_BYTES = 16;

/** Seals UK for this device and password and leaves it with the server (SL30). The slot id is the device's id: one each. */
export async function storePasswordSlot(
  owner: SlotOwner,
  exportKey: Uint8Array,
): Promise<Result<true, RequestFailure>> {
  const { device } = owner;
  const place = placeOf(owner, device.device, 'password');
  const slot = await sealPasswordSlot(contentOf(owner), place, {
    exportKey,
    deviceXwingPublic: device.xwing.publicKey,
  });
  return putSlot(owner.address, place, slot);
}

/** Leaves a recovery slot for a code's 16 bytes (SL31), and what the code proves itself with (ZF21). */
export async function storeRecoverySlot(owner: SlotOwner, code: Uint8Array): Promise<Result<true, RequestFailure>> {
  const place = placeOf(owner, platformRandom(ID_BYTES), 'recovery');
  const slot = await sealSlot(contentOf(owner), place, { secret: code });
  return putSlot(owner.address, place, slot, await recoveryProof(code));
}

/** Makes a user key file and leaves its slot (SL32). */
export async function storeUserKeyFile(owner: SlotOwner): Promise<Result<UserKeyFile, RequestFailure>> {
  const place = placeOf(owner, platformRandom(ID_BYTES), 'userKeyFile');
  const file = makeUserKeyFile(place);
  const put = await putSlot(owner.address, place, await sealSlot(contentOf(owner), place, { secret: file.secret }));
  return put.ok ? ok(file) : put;
}

/** Whose slots are asked for. */
export interface SlotAsk {
  readonly address: ServerAddress;
  readonly tenant: Id;
  readonly user: Id;
}

/** Opens the password slot of this device. SLOT_UNKNOWN: the server has none for it; LOGIN_FAILED: it does not open. */
export async function openOwnPasswordSlot(
  ask: SlotAsk,
  exportKey: Uint8Array,
  device: DeviceKeys,
): Promise<Result<SlotContent, RequestFailure>> {
  const slots = await slotsOf(ask, 'password');
  if (!slots.ok) return slots;
  const own = slots.value.find(({ slotId }) => hexOf(slotId) === hexOf(device.device));
  if (own === undefined) return fail('SLOT_UNKNOWN');
  const opened = await openPasswordSlot(
    own.slot,
    { ...ask, slotId: own.slotId, kind: 'password' },
    { exportKey, deviceXwing: device.xwing },
  );
  return opened === undefined ? fail('LOGIN_FAILED') : ok(opened);
}

/** Tries a recovery code on all recovery slots. RECOVERY_CODE_WRONG when it opens none. */
export async function openRecoverySlot(ask: SlotAsk, code: Uint8Array): Promise<Result<SlotContent, RequestFailure>> {
  const opened = await openAny(ask, 'recovery', code);
  return opened.ok && opened.value === undefined
    ? fail('RECOVERY_CODE_WRONG')
    : (opened as Result<SlotContent, RequestFailure>);
}

/** Opens the slot of a user key file. KEY_FILE_WRONG when it opens none. */
export async function openUserKeyFileSlot(
  ask: SlotAsk,
  secret: Uint8Array,
): Promise<Result<SlotContent, RequestFailure>> {
  const opened = await openAny(ask, 'userKeyFile', secret);
  return opened.ok && opened.value === undefined
    ? fail('KEY_FILE_WRONG')
    : (opened as Result<SlotContent, RequestFailure>);
}

/** Opens the slot of a passkey by what its PRF gave. PASSKEY_MISSING when it opens none. */
export async function openPasskeySlot(ask: SlotAsk, secret: Uint8Array): Promise<Result<SlotContent, RequestFailure>> {
  const opened = await openAny(ask, 'passkey', secret);
  return opened.ok && opened.value === undefined
    ? fail('PASSKEY_MISSING')
    : (opened as Result<SlotContent, RequestFailure>);
}

/** Leaves a slot for a passkey, by what its PRF gave (DV10). */
export async function storePasskeySlot(owner: SlotOwner, secret: Uint8Array): Promise<Result<true, RequestFailure>> {
  const place = placeOf(owner, platformRandom(ID_BYTES), 'passkey');
  return putSlot(owner.address, place, await sealSlot(contentOf(owner), place, { secret }));
}

async function openAny(
  ask: SlotAsk,
  kind: 'recovery' | 'userKeyFile' | 'passkey',
  secret: Uint8Array,
): Promise<Result<SlotContent | undefined, RequestFailure>> {
  const slots = await slotsOf(ask, kind);
  if (!slots.ok) return slots;
  for (const { slot, slotId } of slots.value) {
    const content = await openSlot(slot, { tenant: ask.tenant, user: ask.user, slotId, kind }, secret);
    if (content !== undefined) return ok(content);
  }
  return ok(undefined);
}

async function slotsOf(
  { address }: SlotAsk,
  kind: string,
): Promise<Result<readonly { readonly slot: Uint8Array; readonly slotId: Id }[], RequestFailure>> {
  const answer = await askJson(address, 'slots', { answer: 'slotList' });
  if (!answer.ok) return answer;
  return ok(
    answer.value.slots
      .filter((slot) => slot.kind === kind)
      .map(({ slot, slotId }) => ({
        slot: bytesOfBase64url(slot) ?? new Uint8Array(0),
        slotId: bytesOfHex(slotId) ?? new Uint8Array(0),
      })),
  );
}

function contentOf({ userKey, orgPublic }: SlotOwner): SlotContent {
  return { userKey: userKey.secret, orgPublic };
}

function placeOf({ tenant, user }: SlotOwner, slotId: Id, kind: SlotPlace['kind']): SlotPlace {
  return { tenant, user, slotId, kind };
}

function putSlot(
  address: ServerAddress,
  { slotId, kind }: SlotPlace,
  slot: Uint8Array,
  proof?: Uint8Array,
): Promise<Result<true, RequestFailure>> {
  const proven = proof === undefined ? {} : { proof: base64urlOf(proof) };
  const body = { slotId: hexOf(slotId), kind, slot: base64urlOf(slot), ...proven };
  return tellJson(address, 'slots', { method: 'PUT', body });
}
