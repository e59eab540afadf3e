import { Button, Kbd, TextInput } from '@mantine/core';
import { findBlocks } from '@siegel/akten';
import type { TextBlockView } from '@siegel/safe';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../shell/dialog.tsx';
import { blockDialog } from './block-keys.ts';
import { BlockBoard } from './block-board.tsx';
import { BlockMarks } from './block-marks.tsx';

/** How blocks are offered: one of a list, or several of a board of buttons. */
export type BlockOffer = 'list' | 'board';

const LIST = 'block-choices';
const optionId = (at: number) => `${LIST}-${at}`;

/** All blocks to choose from, with search: a list with a preview (TB9), or a board of buttons (TB20). */
export function BlockPicker({
  blocks,
  mayMake,
  offer,
  onOffer,
  onTake,
  onMake,
  onClose,
}: {
  blocks: readonly TextBlockView[];
  /** Something is selected that can become a block. */
  mayMake: boolean;
  offer: BlockOffer;
  onOffer: (offer: BlockOffer) => void;
  onTake: (blocks: readonly TextBlockView[]) => void;
  onMake: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [{ query, at }, setSought] = useState({ query: '', at: 0 });
  const setAt = (next: number) => setSought({ query, at: next });
  const found = findBlocks(blocks, query);
  const chosen = found[Math.min(at, found.length - 1)];
  function onKeyDown(event: KeyboardEvent): void {
    if (offer === 'board' && (event.key === 'ArrowDown' || event.key === 'Enter')) focusBoard();
    else if (event.key === 'ArrowDown') setAt(Math.min(at + 1, found.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
    else if (event.key === 'Enter' && chosen !== undefined) onTake([chosen]);
    else return;
    event.preventDefault();
  }
  return (
    <Dialog isOpen label={t('textBlocks.choose')} size={720} onClose={onClose}>
      <div
        className="block-picker"
        onKeyDownCapture={(event) => onOtherOffer(event, () => onOffer(offer === 'list' ? 'board' : 'list'))}
      >
        <TextInput
          // Before the layer's own effects: what is typed at once belongs here.
          autoFocus
          data-autofocus
          aria-label={t('textBlocks.search')}
          placeholder={t('textBlocks.search')}
          {...(offer === 'list' && comboboxOf(chosen === undefined ? undefined : optionId(found.indexOf(chosen))))}
          autoComplete="off"
          value={query}
          onChange={(event) => setSought({ query: event.currentTarget.value, at: 0 })}
          onKeyDown={onKeyDown}
        />
        {found.length === 0 && <NoBlocks isAny={blocks.length > 0} />}
        <OfferSwitch {...{ offer, onOffer }} />
        {offer === 'board' ? (
          <BlockBoard blocks={found} onTake={onTake} />
        ) : (
          <Choices {...{ found, chosen, mayMake, onMake }} onTake={(block) => onTake([block])} />
        )}
      </div>
    </Dialog>
  );
}

function NoBlocks({ isAny }: { isAny: boolean }) {
  const { t } = useTranslation();
  return <p className="m">{t(isAny ? 'textBlocks.noneFound' : 'textBlocks.empty')}</p>;
}

/** The key that opened the dialog shows the other form. */
function onOtherOffer(event: KeyboardEvent, act: () => void): void {
  if (blockDialog(event.nativeEvent) !== 'choose') return;
  event.preventDefault();
  event.stopPropagation();
  act();
}

function OfferSwitch({ offer, onOffer }: { offer: BlockOffer; onOffer: (offer: BlockOffer) => void }) {
  const { t } = useTranslation();
  return (
    <div className="seg" role="group" aria-label={t('textBlocks.offer')}>
      {(['list', 'board'] as const).map((one) => (
        <button key={one} type="button" aria-pressed={offer === one} onClick={() => onOffer(one)}>
          {t(`textBlocks.as.${one}`)}
        </button>
      ))}
    </div>
  );
}

/** The list is chosen from without leaving the search; the buttons of the board take the focus themselves. */
function comboboxOf(activeId: string | undefined) {
  return { role: 'combobox', 'aria-expanded': true, 'aria-controls': LIST, 'aria-activedescendant': activeId } as const;
}

/** From the search into the buttons. */
function focusBoard(): void {
  document.querySelector<HTMLElement>('.block-board [data-block]')?.focus();
}

function Choices({
  found,
  chosen,
  mayMake,
  onTake,
  onMake,
}: {
  found: readonly TextBlockView[];
  chosen: TextBlockView | undefined;
  mayMake: boolean;
  onTake: (block: TextBlockView) => void;
  onMake: () => void;
}) {
  const { t } = useTranslation();
  return (
    <>
      <div className="block-picker-body">
        <div id={LIST} role="listbox" aria-label={t('textBlocks.title')} tabIndex={-1} className="block-choices">
          {found.map((block, i) => (
            <Choice key={block.blockId} id={optionId(i)} {...{ block, isChosen: block === chosen, onTake }} />
          ))}
        </div>
        {chosen !== undefined && (
          <section className="block-preview" aria-label={t('textBlocks.preview')}>
            <b className="n">{chosen.name === '' ? chosen.kuerzel : chosen.name}</b>
            <p>
              <BlockMarks text={chosen.text} />
            </p>
          </section>
        )}
      </div>
      <Foot {...{ mayMake, onMake }} />
    </>
  );
}

function Choice({
  id,
  block,
  isChosen,
  onTake,
}: {
  id: string;
  block: TextBlockView;
  isChosen: boolean;
  onTake: (block: TextBlockView) => void;
}) {
  const { t } = useTranslation();
  return (
    <div
      id={id}
      role="option"
      aria-selected={isChosen}
      className={isChosen ? 'on' : ''}
      ref={isChosen ? (option) => option?.scrollIntoView({ block: 'nearest' }) : undefined}
      onClick={() => onTake(block)}
    >
      <b>{block.kuerzel}</b>
      <span className="el">{block.name}</span>
      {block.isOwn && <span className="chip">{t('textBlocks.own')}</span>}
    </div>
  );
}

function Foot({ mayMake, onMake }: { mayMake: boolean; onMake: () => void }) {
  const { t } = useTranslation();
  return (
    <p className="m t12 block-picker-keys">
      <span>
        <Kbd>↑ ↓</Kbd> <Kbd>Enter</Kbd> {t('textBlocks.take')}
      </span>
      {mayMake && (
        <Button variant="subtle" onClick={onMake}>
          {t('textBlocks.makeSelected')}
        </Button>
      )}
    </p>
  );
}
