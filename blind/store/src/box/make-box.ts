import { existsSync } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fail, type Failure, ID_BYTES, ok } from '@siegel/wire';
import { readBoxKeyFile } from '../box-key.ts';
import { giveToOwnerOf, writeNewFile } from '../durable.ts';
import { holdTenants } from '../sqlite/rekey.ts';
import type { BoxResult, BoxWorld } from './box-result.ts';
import { formPage } from './form-page.ts';
import { holdBox, holdSlots } from './open-box.ts';
import { KEY_BYTES } from './sealed-key.ts';
import { markOf, readSlots, slotFor, type Slots, writeSlots } from './slots.ts';
import { type Stick, STICK_ID_BYTES, writeStickFile } from './stick.ts';

/** How long a command waits: a server that looks for its key holds the box for a moment every two seconds. */
const HOLD_WAIT_MS = 3000;

/** What `siegel box init` is told. */
export interface MakeBoxWish {
  readonly data: string;
  /** Stick files to be made. */
  readonly sticks: readonly string[];
  /** Form to be made. */
  readonly form?: string;
  /** Key file of a box without sticks whose key is taken over. */
  readonly boxKey?: string;
}

/** What was made. `sameDisk`: stick files that lie on one disk with the data or with each other. `formBesideData`: the form lies on the disk
 *  of the data, where it can be read even when it was deleted. */
export interface MadeBox {
  readonly slots: Slots;
  readonly sameDisk: readonly string[];
  readonly formBesideData: boolean;
  readonly isAdopted: boolean;
}

/** Makes a box with sticks: stick files, form, and last the slots, with which it begins to be one. Nothing that is there is overwritten; a
 *  key that opens databases already is taken over, never replaced (BX1, BX5). */
export async function makeBox(wish: MakeBoxWish, world: BoxWorld): Promise<BoxResult<MadeBox>> {
  const paths = [...new Set(wish.sticks.map((path) => resolve(path)))];
  if (paths.length < 2) return fail('BOX_STICKS_FEW');
  await mkdir(wish.data, { recursive: true, mode: 0o700 });
  return heldAlone(wish.data, async () => {
    const present = await readSlots(wish.data);
    if (!present.ok) return present;
    if (present.value !== undefined) return fail('BOX_EXISTS');
    const key = await keyToSeal(wish, world);
    if (!key.ok) return key;
    return makeFiles({ ...wish, sticks: paths }, key.value, world);
  });
}

/** Runs `work` while no server and no other command has the box. BOX_MISSING: no such folder; DATABASE_IN_USE. */
export async function heldAlone<T>(data: string, work: () => Promise<BoxResult<T>>): Promise<BoxResult<T>> {
  if (!existsSync(data)) return fail('BOX_MISSING');
  const hold = await holdBox(data, HOLD_WAIT_MS);
  if (!hold.ok) return hold;
  try {
    return await withSlotsHeld(data, work);
  } finally {
    hold.value.release();
  }
}

/** Runs `work` while no other command changes the slots; a server may run. BOX_MISSING: no such folder; DATABASE_IN_USE. */
export async function withSlotsHeld<T>(data: string, work: () => Promise<BoxResult<T>>): Promise<BoxResult<T>> {
  if (!existsSync(data)) return fail('BOX_MISSING');
  const hold = await holdSlots(data, HOLD_WAIT_MS);
  if (!hold.ok) return hold;
  try {
    return await work();
  } finally {
    hold.value.release();
  }
}

/** A new key, or the one that opens the databases which are there. */
async function keyToSeal({ data, boxKey }: MakeBoxWish, world: BoxWorld): Promise<BoxResult<Uint8Array>> {
  const given = boxKey === undefined ? undefined : await readBoxKeyFile(boxKey);
  if (given !== undefined && !given.ok) return given;
  const key = given === undefined ? world.random(KEY_BYTES) : given.value.bytes;
  const tenants = await holdTenants(data);
  if (!tenants.ok) return tenants;
  const fits = tenants.value.areOf([{ bytes: key }]);
  tenants.value.release();
  if (fits) return ok(key);
  return given === undefined ? fail('BOX_NEEDS_KEY') : fail('DATABASE_KEY_WRONG');
}

async function makeFiles(
  { data, sticks: paths, form, boxKey }: MakeBoxWish,
  key: Uint8Array,
  world: BoxWorld,
): Promise<BoxResult<MadeBox>> {
  const box = world.random(ID_BYTES);
  const keyMadeMs = world.now();
  const sticks = paths.map((file, at) => ({ file, stick: newStick(box, `Stick ${at + 1}`, world) }));
  const facts = { box, mark: markOf(key), keyMadeMs };
  const made: string[] = [];
  const failed = await writeAll(
    data,
    [
      ...sticks.map(({ file, stick }) => ({ file, write: () => writeStickFile(file, stick) })),
      ...(form === undefined ? [] : [{ file: form, write: () => writeNewFile(form, formPage(key, facts)) }]),
    ],
    made,
  );
  if (failed !== undefined) {
    // Sticks without a box open nothing, and would be in the way of the next try.
    for (const file of made) await rm(file, { force: true });
    return { ok: false, error: failed };
  }
  const slots: Slots = {
    ...facts,
    slots: sticks.map(({ stick }) => slotFor(stick, key, keyMadeMs, world.random)),
    previous: undefined,
  };
  await writeSlots(data, slots);
  const [sameDisk, formBesideData] = [await onSameDisk(data, paths), await isBesideData(data, form)];
  return ok({ slots, sameDisk, formBesideData, isAdopted: boxKey !== undefined });
}

/** A stick with a key of its own. */
export function newStick(box: Uint8Array, name: string, { random }: BoxWorld): Stick {
  return { box, id: random(STICK_ID_BYTES), name, key: random(KEY_BYTES) };
}

interface NewFile {
  readonly file: string;
  readonly write: () => Promise<void>;
}

/** Writes new files for the owner of `data`, one after the other, and notes in `made` which are there. @returns why one is not. */
export async function writeAll(
  data: string,
  files: readonly NewFile[],
  made: string[],
): Promise<Failure<'FILE_EXISTS' | 'FILE_UNWRITABLE'> | undefined> {
  for (const { file, write } of files) {
    try {
      await write();
      made.push(file);
      await giveToOwnerOf(data, file);
    } catch (error) {
      const { code = '?' } = error as NodeJS.ErrnoException;
      return code === 'EEXIST'
        ? { code: 'FILE_EXISTS', facts: { file } }
        : { code: 'FILE_UNWRITABLE', facts: { file, reason: code } };
    }
  }
  return undefined;
}

/** Files that lie on one disk with the data, or with a file before them: whoever takes the disk takes both halves. */
export async function onSameDisk(data: string, files: readonly string[]): Promise<readonly string[]> {
  const disks = new Set([(await stat(data)).dev]);
  const same: string[] = [];
  for (const file of files) {
    const { dev } = await stat(dirname(file));
    if (disks.has(dev)) same.push(file);
    disks.add(dev);
  }
  return same;
}

/** Whether a form was made on the disk of the data. */
export async function isBesideData(data: string, form: string | undefined): Promise<boolean> {
  return form !== undefined && (await onSameDisk(data, [form])).length > 0;
}
