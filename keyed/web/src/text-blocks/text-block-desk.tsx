import { type BlockWords, insertBlock, joinBlocks, momentWords, type Selected } from '@siegel/akten';
import type { PersonRow, TextBlockDraft, TextBlockView } from '@siegel/safe';
import { useEffect, useRef, useState } from 'react';
import '../design/text-blocks.css';
import { useSafe } from '../safe/safe-context.ts';
import { localDay } from '../text/format.ts';
import { type BlockAct, blockAct, blockDialog } from './block-keys.ts';
import { BlockForm } from './block-form.tsx';
import { BlockHintLine } from './block-hint-line.tsx';
import { type BlockOffer, BlockPicker } from './block-picker.tsx';
import { DraftNote } from './draft-note.tsx';
import { putInto, select, selectedIn } from './field-text.ts';
import { proseField, type TextField } from './prose.ts';
import { useBlockHint } from './use-block-hint.ts';
import { useSpellCheck } from './use-spell-check.ts';
import { useTextBlocks } from './use-text-blocks.ts';

/** Of whom and by whom is written. */
export interface TextBlockDeskProps {
  readonly author: string;
  /** The person whose Akte is open. */
  readonly person: PersonRow | undefined;
}

/** Where the caret was when a dialog opened. */
interface Place {
  readonly field: TextField | undefined;
  readonly at: Selected;
}

type Asked = { readonly does: 'choose' | 'make'; readonly place: Place; readonly selected: string };

/** Text blocks in every field marked as prose, wherever it stands in the page; spell check of those fields; and word of texts that have
 *  come back (TB7, TB15, TB17). */
export function TextBlockDesk({ author, person }: TextBlockDeskProps) {
  const safe = useSafe();
  const { blocks, mayWrite, failure, change, clear } = useTextBlocks();
  const [asked, setAsked] = useState<Asked>();
  const [offer, setOffer] = useState<BlockOffer>('list');
  const wordsNow = () => momentWords({ today: localDay(Date.now()), author, person });
  useSpellCheck();
  useBlockKeys({ blocks, wordsNow, onAsk: (does) => ask(does) });

  function ask(does: 'choose' | 'make'): boolean {
    const place = placeNow();
    const selected = selectedText(place);
    const isPossible = does === 'choose' ? place.field !== undefined : mayWrite && selected !== '';
    if (isPossible) setAsked({ does, place, selected });
    return isPossible;
  }
  function close(): void {
    const place = asked?.place;
    setAsked(undefined);
    clear();
    if (place?.field !== undefined) afterDialog(() => place.field !== undefined && select(place.field, place.at));
  }
  function take(chosen: readonly TextBlockView[], { field, at }: Place): void {
    setAsked(undefined);
    if (field !== undefined) afterDialog(() => putInto(field, insertBlock(at, joinBlocks(chosen), wordsNow())));
  }
  async function save(draft: TextBlockDraft): Promise<void> {
    if (await change(() => safe.saveTextBlocks([draft]))) close();
  }

  return (
    <>
      {asked === undefined && <Hint {...{ blocks, mayWrite, wordsNow }} onMake={() => ask('make')} />}
      {asked?.does === 'choose' && (
        <BlockPicker
          blocks={blocks}
          mayMake={mayWrite && asked.selected !== ''}
          {...{ offer }}
          onOffer={setOffer}
          onTake={(chosen) => take(chosen, asked.place)}
          onMake={() => setAsked({ ...asked, does: 'make' })}
          onClose={close}
        />
      )}
      {asked?.does === 'make' && (
        <BlockForm
          draft={{ kuerzel: '', name: '', text: asked.selected, groups: [], isOwn: false }}
          {...{ failure, person }}
          onSave={save}
          onClose={close}
        />
      )}
      <DraftNote />
    </>
  );
}

/** What fits the word before the caret, put in by a click. */
function Hint({
  blocks,
  mayWrite,
  wordsNow,
  onMake,
}: {
  blocks: readonly TextBlockView[];
  mayWrite: boolean;
  wordsNow: () => BlockWords;
  onMake: () => void;
}) {
  const hint = useBlockHint(blocks);
  if (hint === undefined) return null;
  const { field, typed } = hint;
  const take = (block: TextBlockView) =>
    field !== undefined && putInto(field, insertBlock(overTyped(field, typed), block, wordsNow()));
  return <BlockHintLine {...{ hint, mayWrite, onMake }} onTake={take} />;
}

/** Keys are heard before the field's own screen hears them; what they do not take is left to it. */
function useBlockKeys(by: {
  readonly blocks: readonly TextBlockView[];
  readonly wordsNow: () => BlockWords;
  readonly onAsk: (does: 'choose' | 'make') => boolean;
}): void {
  const newest = useRef(by);
  newest.current = by;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { blocks, wordsNow, onAsk } = newest.current;
      const field = proseField(event.target);
      const act: BlockAct | undefined =
        field === undefined ? shownAct(event) : blockAct(event, selectedIn(field), { blocks, words: wordsNow() });
      if (act === undefined) return;
      if ((act.does === 'choose' || act.does === 'make') && !onAsk(act.does)) return;
      event.preventDefault();
      event.stopPropagation();
      if (field !== undefined && act.does === 'put') putInto(field, act.after);
      if (field !== undefined && act.does === 'select') select(field, act.mark);
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, []);
}

/** Outside of fields only what is selected can be made a block. */
function shownAct(event: KeyboardEvent): BlockAct | undefined {
  return blockDialog(event) === 'make' ? { does: 'make' } : undefined;
}

function placeNow(): Place {
  const field = proseField(document.activeElement);
  return { field, at: field === undefined ? { text: '', from: 0, to: 0 } : selectedIn(field) };
}

function selectedText({ field, at }: Place): string {
  const selected = field === undefined ? (document.getSelection()?.toString() ?? '') : at.text.slice(at.from, at.to);
  return selected.trim();
}

/** The word before the caret, to be replaced. */
function overTyped(field: TextField, typed: string): Selected {
  const at = selectedIn(field);
  return { ...at, from: at.to - typed.length };
}

/** The layer gives the focus back before the field takes it. */
function afterDialog(act: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(act));
}
