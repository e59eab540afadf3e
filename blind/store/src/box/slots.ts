import { hkdfSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  bytesOfHex,
  concatBytes,
  equalBytes,
  fail,
  type Failure,
  hexOf,
  type Id,
  ID_BYTES,
  ok,
  type Result,
} from '@siegel/wire';
import { replaceFile } from '../durable.ts';
import { bytesAfter, checkedText, lineAfter, linesOfChecked } from './checked-text.ts';
import { openSealedKey, SEALED_BYTES, sealKey } from './sealed-key.ts';
import { isStickName, type Stick, STICK_ID_BYTES } from './stick.ts';

/** The box key, sealed for one stick. */
export interface Slot {
  readonly id: Uint8Array;
  readonly name: string;
  readonly addedMs: number;
  readonly sealed: Uint8Array;
}

/** What the data folder knows of its keys: nothing of it opens anything without a stick or the form (BX1). */
export interface Slots {
  readonly box: Id;
  /** Tells one box key from another; it follows from the key and gives nothing of it away. */
  readonly mark: Uint8Array;
  readonly keyMadeMs: number;
  readonly slots: readonly Slot[];
  /** While a change of the key is under way: the key before, sealed under the new one (BX7). */
  readonly previous: Uint8Array | undefined;
}

const FILE = 'box-slots';
const HEADER = 'siegel-box 1';
const LABEL_MARK = 'siegel/box/mark';
const LABEL_SLOT = 'siegel/box/slot/1';
const LABEL_PREVIOUS = 'siegel/box/previous/1';
const MARK_BYTES = 16;
const utf8 = new TextEncoder();

type Random = (length: number) => Uint8Array;

/** The mark of a box key. */
export function markOf(key: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, new Uint8Array(0), utf8.encode(LABEL_MARK), MARK_BYTES));
}

/** Seals the box key for a stick. Box and stick are bound: the slot opens in no other place. */
export function slotFor(stick: Stick, key: Uint8Array, addedMs: number, random: Random): Slot {
  const { id, name } = stick;
  return { id, name, addedMs, sealed: sealKey(key, slotPlace(stick), random) };
}

/** The box key as a stick opens it, or undefined when the stick is of another box, was revoked, or the slot was changed. */
export function keyByStick(slots: Slots, stick: Stick): Uint8Array | undefined {
  const slot = slots.slots.find(({ id }) => equalBytes(id, stick.id));
  if (slot === undefined || !equalBytes(slots.box, stick.box)) return undefined;
  const key = openSealedKey(slot.sealed, slotPlace(stick));
  return key !== undefined && equalBytes(markOf(key), slots.mark) ? key : undefined;
}

/** Seals the key before a change under the new one: stick or form of the new one open both, a revoked stick neither. */
export function sealPrevious(previous: Uint8Array, current: Uint8Array, box: Id, random: Random): Uint8Array {
  return sealKey(previous, { under: current, label: LABEL_PREVIOUS, about: box }, random);
}

/** The key before, while a change is under way. */
export function previousKey({ previous, box }: Slots, current: Uint8Array): Uint8Array | undefined {
  return previous && openSealedKey(previous, { under: current, label: LABEL_PREVIOUS, about: box });
}

/** The slots of a data folder; undefined when it is a box without sticks. BOX_DAMAGED: the file is torn. */
export async function readSlots(directory: string): Promise<Result<Slots | undefined, Failure<'BOX_DAMAGED'>>> {
  let text: string;
  try {
    text = await readFile(join(directory, FILE), 'utf8');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? ok(undefined) : fail('BOX_DAMAGED');
  }
  const slots = slotsOfText(text);
  return slots === undefined ? fail('BOX_DAMAGED') : ok(slots);
}

/** Puts the slots in place, whole or not at all. */
export async function writeSlots(directory: string, slots: Slots): Promise<void> {
  await replaceFile(join(directory, FILE), textOfSlots(slots));
}

function textOfSlots({ box, mark, keyMadeMs, slots, previous }: Slots): string {
  return checkedText(HEADER, [
    `box ${hexOf(box)}`,
    `mark ${hexOf(mark)}`,
    `made ${keyMadeMs}`,
    ...slots.map(({ id, name, addedMs, sealed }) => `stick ${hexOf(id)} ${addedMs} ${hexOf(sealed)} ${name}`),
    ...(previous === undefined ? [] : [`previous ${hexOf(previous)}`]),
  ]);
}

/** Slots from their text, or undefined when anything in it is not as it is written. */
export function slotsOfText(text: string): Slots | undefined {
  const lines = linesOfChecked(HEADER, text);
  if (lines === undefined) return undefined;
  const box = bytesAfter(lines, 'box', ID_BYTES);
  const mark = bytesAfter(lines, 'mark', MARK_BYTES);
  const previous = bytesAfter(lines, 'previous', SEALED_BYTES);
  const keyMadeMs = Number(lineAfter(lines, 'made'));
  const slots = lines.filter((line) => line.startsWith('stick ')).map(slotOfLine);
  const isUnderWay = lineAfter(lines, 'previous') !== undefined;
  if (box === undefined || mark === undefined || !Number.isSafeInteger(keyMadeMs)) return undefined;
  if (isUnderWay !== (previous !== undefined) || !slots.every((slot) => slot !== undefined)) return undefined;
  return { box, mark, keyMadeMs, slots, previous };
}

function slotOfLine(line: string): Slot | undefined {
  const [, idHex = '', added, sealedHex = '', ...words] = line.split(' ');
  const [id, sealed, addedMs, name] = [bytesOfHex(idHex), bytesOfHex(sealedHex), Number(added), words.join(' ')];
  if (id?.length !== STICK_ID_BYTES || sealed === undefined || !Number.isSafeInteger(addedMs)) return undefined;
  return isStickName(name) ? { id, name, addedMs, sealed } : undefined;
}

function slotPlace({ box, id, key }: Stick) {
  return { under: key, label: LABEL_SLOT, about: concatBytes(box, id) };
}
