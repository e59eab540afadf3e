import { type BlockWords, expandBlock, markBefore, nextMark, type Selected, type TextBlock } from '@siegel/akten';

/** What a key does in a field: another text, another selection, a dialog. Undefined: what it always does. */
export type BlockAct =
  | { readonly does: 'put'; readonly after: Selected }
  | { readonly does: 'select'; readonly mark: Selected }
  | { readonly does: 'choose' | 'make' };

type Pressed = Pick<KeyboardEvent, 'code' | 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing'>;

/** Tab behind a Kuerzel puts its block in, else goes to the next mark, else leaves the field; Umschalt Tab goes back. Strg Leertaste
 *  chooses from all blocks, Strg Umschalt Leertaste makes one of what is selected (TB7 to TB10). */
export function blockAct(
  pressed: Pressed,
  field: Selected,
  { blocks, words }: { readonly blocks: readonly TextBlock[]; readonly words: BlockWords },
): BlockAct | undefined {
  if (pressed.isComposing) return undefined;
  const dialog = blockDialog(pressed);
  if (dialog !== undefined) return { does: dialog };
  if (pressed.key !== 'Tab' || pressed.ctrlKey || pressed.metaKey || pressed.altKey) return undefined;
  const after = pressed.shiftKey ? undefined : expandBlock(field, blocks, words);
  if (after !== undefined) return { does: 'put', after };
  const mark = pressed.shiftKey ? markBefore(field) : nextMark(field);
  return mark === undefined ? undefined : { does: 'select', mark };
}

/** The keys that open a dialog; the second of them anywhere in the page, where something is selected. */
export function blockDialog({ code, ctrlKey, altKey, metaKey, shiftKey }: Pressed): 'choose' | 'make' | undefined {
  if (code !== 'Space' || !ctrlKey || altKey || metaKey) return undefined;
  return shiftKey ? 'make' : 'choose';
}
