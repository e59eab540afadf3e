import { readFile } from 'node:fs/promises';
import { text as streamText } from 'node:stream/consumers';
import { equalBytes, fail, ID_BYTES, ok } from '@siegel/wire';
import { holdTenants } from '../sqlite/rekey.ts';
import type { BoxResult, BoxWorld } from './box-result.ts';
import { keyOfForm } from './form.ts';
import { newStick, onSameDisk, withSlotsHeld, writeAll } from './make-box.ts';
import { openByStick } from './open-box.ts';
import { markOf, readSlots, slotFor, type Slots, writeSlots } from './slots.ts';
import { type FoundStick, isStickName, sticksAt, writeStickFile } from './stick.ts';

/** What `siegel box add-stick` and `restore-stick` are told. */
export interface NewStickWish {
  readonly data: string;
  /** Stick file to be made. */
  readonly stick: string;
  readonly name?: string;
}

/** The stick that was made. */
export interface MadeStick {
  readonly slots: Slots;
  readonly id: Uint8Array;
  readonly name: string;
  readonly sameDisk: readonly string[];
}

/** Makes another stick with the help of one that fits (BX8). The server may run: its key stays. */
export function addStick(wish: NewStickWish & { readonly by: string }, world: BoxWorld): Promise<BoxResult<MadeStick>> {
  return withSlotsHeld(wish.data, async () => {
    const slots = await slotsOf(wish.data);
    if (!slots.ok) return slots;
    const sticks = await sticksOfFile(wish.by);
    if (!sticks.ok) return sticks;
    const opened = openByStick(slots.value, sticks.value);
    if (opened === undefined) return fail('BOX_STICK_FOREIGN', { file: wish.by });
    return makeStick(wish, { slots: slots.value, key: opened.bytes }, world);
  });
}

/** Makes a stick from the printed form, for a box whose sticks are gone, and its slots when those are gone, too (BX9). */
export async function restoreStick(
  wish: NewStickWish & { readonly form: string },
  world: BoxWorld,
): Promise<BoxResult<MadeStick>> {
  const reading = wish.form === '-' ? streamText(process.stdin) : readFile(wish.form, 'utf8');
  const text = await reading.catch((error: NodeJS.ErrnoException) => error);
  if (typeof text !== 'string') return fail('FILE_UNREADABLE', { file: wish.form, reason: text.code ?? '?' });
  const key = keyOfForm(text);
  if (!key.ok) return key;
  return withSlotsHeld(wish.data, async () => {
    const present = await readSlots(wish.data);
    const slots =
      present.ok && present.value !== undefined ? ok(present.value) : await slotsAnew(wish.data, key.value, world);
    if (!slots.ok) return slots;
    if (!equalBytes(markOf(key.value), slots.value.mark)) return fail('BOX_FORM_OTHER');
    return makeStick(wish, { slots: slots.value, key: key.value }, world);
  });
}

/** Slots for a data folder that has lost them: the databases say whether the key is theirs. */
async function slotsAnew(data: string, key: Uint8Array, world: BoxWorld): Promise<BoxResult<Slots>> {
  const tenants = await holdTenants(data);
  if (!tenants.ok) return tenants;
  const { isEmpty } = tenants.value;
  const fits = tenants.value.areOf([{ bytes: key }]);
  tenants.value.release();
  if (isEmpty) return fail('BOX_MISSING');
  if (!fits) return fail('BOX_FORM_OTHER');
  return ok({ box: world.random(ID_BYTES), mark: markOf(key), keyMadeMs: world.now(), slots: [], previous: undefined });
}

/** The slots of a box with sticks. BOX_MISSING, BOX_DAMAGED. */
export async function slotsOf(data: string): Promise<BoxResult<Slots>> {
  const slots = await readSlots(data);
  if (!slots.ok) return slots;
  return slots.value === undefined ? fail('BOX_MISSING') : ok(slots.value);
}

/** The sticks of a file or folder somebody named. */
export async function sticksOfFile(file: string): Promise<BoxResult<readonly FoundStick[]>> {
  const sticks = await sticksAt(file);
  return sticks === undefined ? fail('FILE_UNREADABLE', { file, reason: 'ENOENT' }) : ok(sticks);
}

/** Stick file first, then its slot: cut off between both, there is a stick that opens nothing, and no key is lost. */
async function makeStick(
  { data, stick: file, name }: NewStickWish,
  opened: { readonly slots: Slots; readonly key: Uint8Array },
  world: BoxWorld,
): Promise<BoxResult<MadeStick>> {
  const { slots, key } = opened;
  const given = name ?? freeName(slots);
  if (!isStickName(given)) return fail('BOX_STICK_NAME', { name: given });
  const stick = newStick(slots.box, given, world);
  const failed = await writeAll(data, [{ file, write: () => writeStickFile(file, stick) }], []);
  if (failed !== undefined) return { ok: false, error: failed };
  const after = { ...slots, slots: [...slots.slots, slotFor(stick, key, world.now(), world.random)] };
  await writeSlots(data, after);
  return ok({ slots: after, id: stick.id, name: given, sameDisk: await onSameDisk(data, [file]) });
}

/** "Stick 3": the first number no stick has. */
function freeName({ slots }: Slots): string {
  const taken = new Set(slots.map(({ name }) => name));
  for (let number = 1; ; number++) if (!taken.has(`Stick ${number}`)) return `Stick ${number}`;
}
