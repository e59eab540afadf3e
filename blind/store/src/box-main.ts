// The program behind `siegel box`: a process of its own, because the keyed command line never loads a file of blind/. One wish as JSON in the
// argument (paths and names, never a secret), one answer as JSON on the output.
import { randomBytes } from 'node:crypto';
import { hexOf } from '@siegel/wire';
import type { BoxResult, BoxWorld } from './box/box-result.ts';
import { boxStatus, type StatusWish } from './box/box-status.ts';
import { changeKey, type ChangeKeyWish } from './box/change-key.ts';
import { addStick, type NewStickWish, restoreStick } from './box/change-sticks.ts';
import { makeBox, type MakeBoxWish } from './box/make-box.ts';
import { readSystem } from './box/read-system.ts';
import { shortMark } from './box/form-page.ts';
import type { Slots } from './box/slots.ts';

type Order =
  | ({ readonly command: 'init' } & MakeBoxWish)
  | ({ readonly command: 'status' } & StatusWish)
  | ({ readonly command: 'add-stick'; readonly by: string } & NewStickWish)
  | ({ readonly command: 'restore-stick'; readonly form: string } & NewStickWish)
  | ({ readonly command: 'rekey' } & ChangeKeyWish);

const MACHINE: BoxWorld = { now: Date.now, random: (length) => new Uint8Array(randomBytes(length)) };

async function answer(order: Order): Promise<BoxResult<object>> {
  switch (order.command) {
    case 'init':
      return shown(await makeBox(order, MACHINE));
    case 'status':
      return shown(await boxStatus(order, readSystem));
    case 'add-stick':
      return shown(await addStick(order, MACHINE));
    case 'restore-stick':
      return shown(await restoreStick(order, MACHINE));
    case 'rekey':
      return shown(await changeKey(order, MACHINE));
  }
}

/** Slots without what is sealed in them; ids as people type them. */
function shown<T extends { readonly slots: Slots }>(result: BoxResult<T>): BoxResult<object> {
  if (!result.ok) return result;
  const { slots, ...rest } = result.value;
  const sticks = slots.slots.map(({ id, name, addedMs }) => ({ id: hexOf(id), name, addedMs }));
  const box = { box: shortMark(slots.box), mark: shortMark(slots.mark), keyMadeMs: slots.keyMadeMs, sticks };
  return { ok: true, value: { ...box, isUnderWay: slots.previous !== undefined, ...rest } };
}

const ids = (_: string, value: unknown) => (value instanceof Uint8Array ? hexOf(value) : value);
const order = JSON.parse(process.argv[2] ?? '') as Order;
process.stdout.write(`${JSON.stringify(await answer(order), ids)}\n`);
