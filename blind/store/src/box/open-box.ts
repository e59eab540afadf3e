import { join } from 'node:path';
import { equalBytes, fail, type Failure, ok, type Result } from '@siegel/wire';
import { type BoxKey, readBoxKeyFile } from '../box-key.ts';
import { giveToOwnerOf } from '../durable.ts';
import { failureOf, holdTenants } from '../sqlite/rekey.ts';
import { type TenantLock, takeLock } from '../sqlite/lock.ts';
import type { StoreCode } from '../store-error.ts';
import { keyByStick, markOf, previousKey, readSlots, type Slots, writeSlots } from './slots.ts';
import { type FoundStick, sticksAt } from './stick.ts';

const BOX_LOCK = 'box.lock';
const SLOTS_LOCK = 'box-slots.lock';
const SLOTS_WAIT_MS = 3000;

/** A box that was opened: its key, and for a box with sticks what lies beside it. */
export interface OpenedBox extends BoxKey {
  readonly slots: Slots | undefined;
}

/** Reads the key of a box at `path`: a stick file, a folder with sticks, or, for a box without sticks, its key file. After that neither is
 *  read again. DATABASE_KEY_MISSING: nothing there; DATABASE_KEY_WRONG: not this box's, revoked, torn (BX3, BX4). */
export async function openBox(
  directory: string,
  path: string,
): Promise<Result<OpenedBox, Failure<'DATABASE_KEY_MISSING' | 'DATABASE_KEY_WRONG'>>> {
  const slots = await readSlots(directory);
  if (!slots.ok) return fail('DATABASE_KEY_WRONG', { reason: 'box-slots' });
  if (slots.value === undefined) {
    const plain = await readBoxKeyFile(path);
    return plain.ok ? ok({ ...plain.value, slots: undefined }) : plain;
  }
  const sticks = await sticksAt(path);
  if (sticks === undefined) return fail('DATABASE_KEY_MISSING');
  const opened = openByStick(slots.value, sticks);
  return opened === undefined ? openByKeyFile(slots.value, path) : ok(opened);
}

/** By the first stick that fits. */
export function openByStick(slots: Slots, sticks: readonly FoundStick[]): OpenedBox | undefined {
  for (const stick of sticks) {
    const bytes = keyByStick(slots, stick);
    if (bytes !== undefined) return { bytes, readableByOthers: stick.readableByOthers, slots };
  }
  return undefined;
}

/** The key file of before the sticks goes on opening until the key changes: who has it has the key. */
async function openByKeyFile(
  slots: Slots,
  path: string,
): Promise<Result<OpenedBox, Failure<'DATABASE_KEY_MISSING' | 'DATABASE_KEY_WRONG'>>> {
  const plain = await readBoxKeyFile(path);
  if (!plain.ok) return fail('DATABASE_KEY_WRONG', { reason: 'stick' });
  return equalBytes(markOf(plain.value.bytes), slots.mark)
    ? ok({ ...plain.value, slots })
    : fail('DATABASE_KEY_WRONG', { reason: 'key-file' });
}

/** Goes on with a change of the key that was cut off, for whoever holds the box. @returns how many databases could not be changed: while
 *  there are any, the key of before is kept for them (BX7). */
export async function finishRekey(
  directory: string,
  { bytes }: OpenedBox,
): Promise<Result<number, Failure<StoreCode>>> {
  const hold = await holdSlots(directory, SLOTS_WAIT_MS);
  if (!hold.ok) return hold;
  try {
    // Read anew: a stick may have been added since.
    const slots = await readSlots(directory);
    return slots.ok && slots.value !== undefined ? await rekeyTenants(directory, slots.value, bytes) : ok(0);
  } finally {
    hold.value.release();
  }
}

/** Brings every database under the key of `slots`, then forgets the key of before. Box and slots are held by the caller. */
export async function rekeyTenants(
  directory: string,
  slots: Slots,
  key: Uint8Array,
): Promise<Result<number, Failure<StoreCode>>> {
  const previous = previousKey(slots, key);
  if (previous === undefined) return ok(0);
  const held = await holdTenants(directory);
  if (!held.ok) return held;
  try {
    const left = held.value.rekey({ bytes: previous }, { bytes: key });
    if (left === 0) await writeSlots(directory, { ...slots, previous: undefined });
    return ok(left);
  } catch (error) {
    return failureOf(error);
  } finally {
    held.value.release();
  }
}

/** Holds the data folder for this process: one server, or one command that changes the key (BX5). DATABASE_IN_USE. */
export function holdBox(directory: string, waitMs = 0): Promise<Result<TenantLock, Failure<StoreCode>>> {
  return hold(directory, BOX_LOCK, waitMs);
}

/** Holds the slots for this process, so that no change of them is lost. DATABASE_IN_USE. */
export function holdSlots(directory: string, waitMs: number): Promise<Result<TenantLock, Failure<StoreCode>>> {
  return hold(directory, SLOTS_LOCK, waitMs);
}

async function hold(directory: string, name: string, waitMs: number): Promise<Result<TenantLock, Failure<StoreCode>>> {
  const path = join(directory, name);
  try {
    const lock = takeLock(path, waitMs);
    await giveToOwnerOf(directory, path);
    return ok(lock);
  } catch (error) {
    return failureOf(error);
  }
}
