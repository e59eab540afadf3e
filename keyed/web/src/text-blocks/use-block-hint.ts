import { beginsWith } from '@siegel/akten';
import type { TextBlockView } from '@siegel/safe';
import { useEffect, useState } from 'react';
import { selectedIn } from './field-text.ts';
import { proseField, type TextField } from './prose.ts';

/** What is offered quietly beside a field, or beside a selected text that is only shown. */
export interface BlockHint {
  /** Where the offer stands beside. */
  readonly at: { readonly left: number; readonly top: number; readonly bottom: number };
  /** Undefined beside a text that is only shown. */
  readonly field: TextField | undefined;
  /** Blocks whose Kuerzel begins with the word before the caret; the first is put in by Tab when it is that word. */
  readonly blocks: readonly TextBlockView[];
  /** The word before the caret. */
  readonly typed: string;
  /** What is selected. */
  readonly selected: string;
}

const WORD_BEFORE = /[\p{L}\p{N}.-]+$/u;
const MOST = 3;
/** Fewer letters begin too many words. */
const FROM_LETTERS = 2;
/** A shorter selection is a word being replaced, or a mark. */
const SELECTED_FROM = 12;

/** Looks at the field in focus after every key and every selection. */
export function useBlockHint(blocks: readonly TextBlockView[]): BlockHint | undefined {
  const [hint, setHint] = useState<BlockHint>();
  useEffect(() => {
    const look = () => setHint((before) => changed(before, hintNow(blocks)));
    // A selection in a field is no event of the document everywhere.
    const events = ['input', 'selectionchange', 'focusin', 'keyup', 'pointerup'] as const;
    for (const event of events) document.addEventListener(event, look);
    look();
    return () => {
      for (const event of events) document.removeEventListener(event, look);
    };
  }, [blocks]);
  return hint;
}

function hintNow(blocks: readonly TextBlockView[]): BlockHint | undefined {
  const field = proseField(document.activeElement);
  return field === undefined ? shownHint() : fieldHint(field, blocks);
}

function fieldHint(field: TextField, blocks: readonly TextBlockView[]): BlockHint | undefined {
  const { text, from, to } = selectedIn(field);
  const selected = text.slice(from, to);
  const typed = from === to ? (WORD_BEFORE.exec(text.slice(0, from))?.[0] ?? '') : '';
  const found = blocksFor(typed, blocks);
  const isOffered = found.length > 0 || selected.trim().length >= SELECTED_FROM;
  return isOffered ? { at: placeOf(field.getBoundingClientRect()), field, blocks: found, typed, selected } : undefined;
}

/** All that begin so from two letters on; of one letter only the block that is called by it. */
function blocksFor(typed: string, blocks: readonly TextBlockView[]): readonly TextBlockView[] {
  if (typed === '') return [];
  const found = beginsWith(blocks, typed);
  const isCalled = found[0]?.kuerzel.toLowerCase() === typed.toLowerCase();
  return typed.length >= FROM_LETTERS || isCalled ? found.slice(0, MOST) : [];
}

/** Something selected in the shown text of an Eintrag. */
function shownHint(): BlockHint | undefined {
  const selection = document.getSelection();
  if (selection === null || selection.isCollapsed) return undefined;
  const selected = selection.toString();
  const isOfEintrag = selection.anchorNode?.parentElement?.closest('.eintrag-text') !== null;
  if (!isOfEintrag || selected.trim().length < SELECTED_FROM) return undefined;
  const at = placeOf(selection.getRangeAt(0).getBoundingClientRect());
  return { at, field: undefined, blocks: [], typed: '', selected };
}

function placeOf({ left, top, bottom }: DOMRect): BlockHint['at'] {
  return { left, top, bottom };
}

/** The same object while nothing differs: keys are pressed all day. */
function changed(before: BlockHint | undefined, now: BlockHint | undefined): BlockHint | undefined {
  return before !== undefined && now !== undefined && isSame(before, now) ? before : now;
}

function isSame(a: BlockHint, b: BlockHint): boolean {
  const isThere = a.field === b.field && a.at.left === b.at.left && a.at.top === b.at.top;
  const isAlike = a.typed === b.typed && a.selected === b.selected && a.blocks.length === b.blocks.length;
  return isThere && isAlike && a.blocks.every((block, i) => block === b.blocks[i]);
}
