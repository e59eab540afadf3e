import { statfs } from 'node:fs/promises';
import { equalBytes, fail, hexOf, ok } from '@siegel/wire';
import { writeNewFile } from '../durable.ts';
import { holdTenants } from '../sqlite/rekey.ts';
import type { BoxResult, BoxWorld } from './box-result.ts';
import { slotsOf, sticksOfFile } from './change-sticks.ts';
import { formPage } from './form-page.ts';
import { heldAlone, isBesideData, writeAll } from './make-box.ts';
import { rekeyTenants } from './open-box.ts';
import { KEY_BYTES } from './sealed-key.ts';
import { keyByStick, markOf, sealPrevious, slotFor, type Slots, writeSlots } from './slots.ts';
import type { FoundStick } from './stick.ts';

const RESERVE_BYTES = 64 * 1024 * 1024;

/** What `siegel box rekey` and `revoke-stick` are told. */
export interface ChangeKeyWish {
  readonly data: string;
  /** Files of every stick that stays. */
  readonly sticks: readonly string[];
  /** Ids of sticks that open nothing afterwards. */
  readonly revoke: readonly string[];
  /** Form of the new key to be made. */
  readonly form?: string;
}

/** The box under its new key. `left`: databases that could not be changed; the key of before is kept for them. */
export interface ChangedKey {
  readonly slots: Slots;
  readonly left: number;
  readonly formBesideData: boolean;
}

/** Makes a new box key, seals it for the sticks that stay, and gives every database its new key (BX6). Cut off anywhere, the next start of
 *  the server or the next call goes on (BX7). */
export function changeKey(wish: ChangeKeyWish, world: BoxWorld): Promise<BoxResult<ChangedKey>> {
  return heldAlone(wish.data, async () => {
    const before = await slotsOf(wish.data);
    if (!before.ok) return before;
    const staying = await stayingSticks(before.value, wish);
    if (!staying.ok) return staying;
    const { sticks, key } = staying.value;
    const unfinished = await rekeyTenants(wish.data, before.value, key);
    if (!unfinished.ok) return unfinished;
    if (unfinished.value > 0) return fail('DATABASE_DAMAGED', { count: unfinished.value });
    const ready = await tenantsAreReady(wish.data, key);
    if (!ready.ok) return ready;
    return exchange({ wish, before: before.value, sticks, key }, world);
  });
}

interface Exchange {
  readonly wish: ChangeKeyWish;
  readonly before: Slots;
  readonly sticks: readonly FoundStick[];
  readonly key: Uint8Array;
}

async function exchange({ wish, before, sticks, key }: Exchange, world: BoxWorld): Promise<BoxResult<ChangedKey>> {
  const { data, form } = wish;
  const next = world.random(KEY_BYTES);
  const facts = { box: before.box, mark: markOf(next), keyMadeMs: world.now() };
  // Before the first database has the new key: if every stick were lost meanwhile, the form would still open all of them.
  const failed =
    form === undefined
      ? undefined
      : await writeAll(data, [{ file: form, write: () => writeNewFile(form, formPage(next, facts)) }], []);
  if (failed !== undefined) return { ok: false, error: failed };
  const addedMs = (stick: FoundStick) => before.slots.find(({ id }) => equalBytes(id, stick.id))?.addedMs ?? 0;
  const slots: Slots = {
    ...facts,
    slots: sticks.map((stick) => slotFor(stick, next, addedMs(stick), world.random)),
    previous: sealPrevious(key, next, before.box, world.random),
  };
  await writeSlots(data, slots);
  const done = await rekeyTenants(data, slots, next);
  if (!done.ok) return done;
  const after = done.value === 0 ? { ...slots, previous: undefined } : slots;
  return ok({ slots: after, left: done.value, formBesideData: await isBesideData(data, form) });
}

/** The sticks that are to stay, each from a file that was named, and the key they open. Every stick of the box is either named or revoked:
 *  none is lost by being forgotten (BX6). */
async function stayingSticks(
  slots: Slots,
  { sticks: files, revoke }: ChangeKeyWish,
): Promise<BoxResult<{ readonly sticks: readonly FoundStick[]; readonly key: Uint8Array }>> {
  const unknown = revoke.find((id) => !slots.slots.some((slot) => hexOf(slot.id) === id));
  if (unknown !== undefined) return fail('BOX_STICK_UNKNOWN', { id: unknown });
  const staying = slots.slots.filter(({ id }) => !revoke.includes(hexOf(id)));
  if (staying.length === 0) return fail('BOX_STICK_LAST');
  const named: FoundStick[] = [];
  for (const file of files) {
    const found = await sticksOfFile(file);
    if (!found.ok) return found;
    const fitting = found.value.filter(
      (stick) => keyByStick(slots, stick) !== undefined && !revoke.includes(hexOf(stick.id)),
    );
    if (fitting.length === 0) return fail('BOX_STICK_FOREIGN', { file });
    named.push(...fitting);
  }
  const sticks: FoundStick[] = [];
  for (const { id, name } of staying) {
    const stick = named.find((each) => equalBytes(each.id, id));
    if (stick === undefined) return fail('BOX_STICK_MISSING', { name, id: hexOf(id) });
    sticks.push(stick);
  }
  const key = sticks[0] && keyByStick(slots, sticks[0]);
  return key === undefined ? fail('BOX_STICK_LAST') : ok({ sticks, key });
}

/** Whether every database is free, of this box, and has room for a copy beside it: asked before anything is changed. */
async function tenantsAreReady(data: string, key: Uint8Array): Promise<BoxResult<true>> {
  const tenants = await holdTenants(data);
  if (!tenants.ok) return tenants;
  const { largestBytes } = tenants.value;
  const isOurs = tenants.value.areOf([{ bytes: key }]);
  tenants.value.release();
  if (!isOurs) return fail('DATABASE_KEY_WRONG');
  const { bavail, bsize } = await statfs(data);
  return bavail * bsize < largestBytes + RESERVE_BYTES ? fail('DISK_FULL') : ok(true);
}
