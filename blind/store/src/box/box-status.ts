import { ok } from '@siegel/wire';
import type { BoxResult } from './box-result.ts';
import { slotsOf } from './change-sticks.ts';
import { memoryOnDisk, type MemoryOnDisk, type ReadSystem } from './memory-on-disk.ts';
import { keyByStick, type Slots } from './slots.ts';
import { sticksAt } from './stick.ts';

/** What `siegel box status` is told. */
export interface StatusWish {
  readonly data: string;
  /** Stick files or folders to be tried. */
  readonly sticks: readonly string[];
}

/** A box as it stands, without any key. */
export interface BoxStatus {
  readonly slots: Slots;
  /** Per file: the sticks in it that open this box. */
  readonly tried: readonly { readonly file: string; readonly fitting: readonly Uint8Array[] }[];
  readonly memory: MemoryOnDisk;
}

/** Says how a box stands and which of the sticks named fit. Changes nothing (BX10). */
export async function boxStatus({ data, sticks: files }: StatusWish, read: ReadSystem): Promise<BoxResult<BoxStatus>> {
  const slots = await slotsOf(data);
  if (!slots.ok) return slots;
  const tried = await Promise.all(
    files.map(async (file) => {
      const found = (await sticksAt(file)) ?? [];
      return {
        file,
        fitting: found.filter((stick) => keyByStick(slots.value, stick) !== undefined).map(({ id }) => id),
      };
    }),
  );
  return ok({ slots: slots.value, tried, memory: memoryOnDisk(read) });
}
