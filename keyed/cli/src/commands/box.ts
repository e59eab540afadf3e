import { ok } from '@siegel/wire';
import { askBox, type ShownBox } from '../box/box-program.ts';
import { BOX_TEXT, boxLines } from '../box/box-text.ts';
import type { CommandGiven, CommandOutcome } from '../command.ts';
import type { Console } from '../terminal/console.ts';
import { EXIT } from '../terminal/exit-code.ts';

/** Options of all of `siegel box`. */
interface BoxWish {
  readonly data: string;
}

interface NewFiles {
  readonly sameDisk: readonly string[];
}

interface NewForm {
  readonly formBesideData: boolean;
}

/** `siegel box init` (BX1). */
export async function initBox(
  { console }: CommandGiven,
  {
    data,
    stick,
    form,
    boxKey,
  }: BoxWish & { readonly stick: readonly string[]; readonly form?: string; readonly boxKey?: string },
): Promise<CommandOutcome> {
  const made = await askBox<ShownBox & NewFiles & NewForm>({ command: 'init', data, sticks: stick, form, boxKey });
  if (!made.ok) return made;
  const { box, sameDisk, formBesideData } = made.value;
  const said = boxKey === undefined ? BOX_TEXT.made : BOX_TEXT.adopted;
  const lines = [
    console.text(said, { box, file: boxKey ?? '' }),
    ...boxLines(console, made.value),
    ...formLines(console, form, formBesideData),
    ...sameDiskLines(console, sameDisk),
  ];
  const isWell = sameDisk.length === 0 && !formBesideData;
  return ok({ json: made.value, lines, exit: isWell ? EXIT.ok : EXIT.findings });
}

interface Status extends ShownBox {
  readonly tried: readonly { readonly file: string; readonly fitting: readonly string[] }[];
  readonly memory: { readonly swap: keyof typeof BOX_TEXT.swap; readonly core: keyof typeof BOX_TEXT.core };
}

/** `siegel box status` (BX10); exit code 6 when a stick named does not fit or a change of the key is not finished. */
export async function showBox(
  { console }: CommandGiven,
  { data, stick = [] }: BoxWish & { readonly stick?: readonly string[] },
): Promise<CommandOutcome> {
  const status = await askBox<Status>({ command: 'status', data, sticks: stick });
  if (!status.ok) return status;
  const { tried, memory, sticks, isUnderWay } = status.value;
  const namesOf = (ids: readonly string[]) =>
    sticks
      .filter(({ id }) => ids.includes(id))
      .map(({ name }) => name)
      .join(', ');
  const lines = [
    ...boxLines(console, status.value),
    ...tried.map(({ file, fitting }) =>
      console.text(fitting.length === 0 ? BOX_TEXT.fitsNot : BOX_TEXT.fits, { file, names: namesOf(fitting) }),
    ),
    console.text(BOX_TEXT.swap[memory.swap]),
    console.text(BOX_TEXT.core[memory.core]),
  ];
  const isWell = !isUnderWay && tried.every(({ fitting }) => fitting.length > 0);
  return ok({ json: status.value, lines, exit: isWell ? EXIT.ok : EXIT.findings });
}

interface NewStickOptions extends BoxWish {
  readonly stick: string;
  readonly name?: string;
}

/** `siegel box add-stick` (BX8). */
export function addStick(
  given: CommandGiven,
  wish: NewStickOptions & { readonly by: string },
): Promise<CommandOutcome> {
  return newStick(given, wish, { command: 'add-stick', ...wish });
}

/** `siegel box restore-stick` (BX9). */
export function restoreStick(
  given: CommandGiven,
  wish: NewStickOptions & { readonly form: string },
): Promise<CommandOutcome> {
  return newStick(given, wish, { command: 'restore-stick', ...wish });
}

async function newStick({ console }: CommandGiven, { stick }: NewStickOptions, order: object): Promise<CommandOutcome> {
  const made = await askBox<ShownBox & NewFiles & { readonly id: string; readonly name: string }>(order);
  if (!made.ok) return made;
  const { id, name, sameDisk } = made.value;
  const lines = [
    console.text(BOX_TEXT.stickMade, { id, name, file: stick }),
    ...boxLines(console, made.value),
    ...sameDiskLines(console, sameDisk),
  ];
  return ok({ json: made.value, lines, exit: sameDisk.length > 0 ? EXIT.findings : EXIT.ok });
}

interface RekeyOptions extends BoxWish {
  readonly stick: readonly string[];
  readonly form?: string;
}

/** `siegel box rekey`, and with ids `revoke-stick` (BX6). Exit code 6 when a database stayed behind, or the form lies beside the data. */
export async function rekeyBox(
  { console }: CommandGiven,
  { data, stick, form }: RekeyOptions,
  revoke: readonly string[],
): Promise<CommandOutcome> {
  const done = await askBox<ShownBox & NewForm & { readonly left: number }>({
    command: 'rekey',
    data,
    sticks: stick,
    revoke,
    form,
  });
  if (!done.ok) return done;
  const { left, mark, formBesideData } = done.value;
  const lines = [
    console.text(BOX_TEXT.rekeyed, { mark }),
    ...boxLines(console, done.value),
    ...formLines(console, form, formBesideData),
    ...(left > 0 ? [console.text(BOX_TEXT.left, { count: left })] : []),
  ];
  return ok({ json: done.value, lines, exit: left > 0 || formBesideData ? EXIT.findings : EXIT.ok });
}

function formLines(console: Console, file: string | undefined, isBesideData: boolean): readonly string[] {
  if (file === undefined) return [console.text(BOX_TEXT.noForm)];
  const beside = isBesideData ? [console.text(BOX_TEXT.formBesideData, { file })] : [];
  return [console.text(BOX_TEXT.form, { file }), ...beside];
}

function sameDiskLines(console: Console, files: readonly string[]): readonly string[] {
  return files.map((file) => console.text(BOX_TEXT.sameDisk, { file }));
}
