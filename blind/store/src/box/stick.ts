import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { hexOf, type Id, ID_BYTES } from '@siegel/wire';
import { writeNewFile } from '../durable.ts';
import { bytesAfter, checkedText, lineAfter, linesOfChecked } from './checked-text.ts';
import { KEY_BYTES } from './sealed-key.ts';

/** A key stick: half of what opens a box. The other half is its slot in the data folder (BX1). */
export interface Stick {
  readonly box: Id;
  readonly id: Uint8Array;
  readonly name: string;
  readonly key: Uint8Array;
}

/** A stick as it was found in a file. */
export interface FoundStick extends Stick {
  readonly file: string;
  /** True when others than the owner may read the file (a FAT stick has no owners): worth a warning, not a refusal. */
  readonly readableByOthers: boolean;
}

export const STICK_ID_BYTES = 8;
const HEADER = 'siegel-stick 1';
const MOST_BYTES = 4096;
const OTHERS = 0o077;
const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,39}$/u;

/** Whether a stick may be called so: it stands in a line of its own and is shown on pages. */
export function isStickName(name: string): boolean {
  return NAME.test(name);
}

/** Writes a stick file that was not there; durable on return. Rejects with EEXIST. */
export async function writeStickFile(path: string, { box, id, name, key }: Stick): Promise<void> {
  const lines = [`box ${hexOf(box)}`, `stick ${hexOf(id)}`, `name ${name}`, `key ${hexOf(key)}`];
  await writeNewFile(path, checkedText(HEADER, lines));
}

/** The stick in the text of a file, or undefined when it is none, torn or mistyped. */
function stickOfText(text: string): Stick | undefined {
  const lines = linesOfChecked(HEADER, text);
  if (lines === undefined) return undefined;
  const box = bytesAfter(lines, 'box', ID_BYTES);
  const id = bytesAfter(lines, 'stick', STICK_ID_BYTES);
  const key = bytesAfter(lines, 'key', KEY_BYTES);
  const name = lineAfter(lines, 'name') ?? '';
  return box === undefined || id === undefined || key === undefined || !isStickName(name)
    ? undefined
    : { box, id, name, key };
}

/** The sticks at a path: a stick file, or a folder (a mount) with stick files in it. Undefined: there is nothing to read. */
export async function sticksAt(path: string): Promise<readonly FoundStick[] | undefined> {
  const names = await readdir(path).catch(() => undefined);
  if (names === undefined) return readStickFile(path);
  const found = await Promise.all(names.toSorted().map((name) => readStickFile(join(path, name))));
  const sticks = found.flatMap((inFile) => inFile ?? []);
  return sticks.length === 0 ? undefined : sticks;
}

async function readStickFile(file: string): Promise<readonly FoundStick[] | undefined> {
  try {
    const { mode, size } = await stat(file);
    // Whatever else lies on a stick is not read: a film takes a while.
    if (size > MOST_BYTES) return [];
    const stick = stickOfText(await readFile(file, 'utf8'));
    return stick === undefined ? [] : [{ ...stick, file, readableByOthers: (mode & OTHERS) !== 0 }];
  } catch {
    return undefined;
  }
}
