import { Button, Kbd, TextInput } from '@mantine/core';
import { findBlocks } from '@siegel/akten';
import type { TextBlockView } from '@siegel/safe';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../shell/dialog.tsx';
import { BlockMarks } from './block-marks.tsx';

const LIST = 'block-choices';
const optionId = (at: number) => `${LIST}-${at}`;

/** All blocks to choose from, with search and preview (TB9). */
export function BlockPicker({
  blocks,
  mayMake,
  onTake,
  onMake,
  onClose,
}: {
  blocks: readonly TextBlockView[];
  /** Something is selected that can become a block. */
  mayMake: boolean;
  onTake: (block: TextBlockView) => void;
  onMake: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const found = findBlocks(blocks, query);
  const chosen = found[Math.min(at, found.length - 1)];
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'ArrowDown') setAt(Math.min(at + 1, found.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
    else if (event.key === 'Enter' && chosen !== undefined) onTake(chosen);
    else return;
    event.preventDefault();
  }
  return (
    <Dialog isOpen label={t('textBlocks.choose')} size={720} onClose={onClose}>
      <div className="block-picker">
        <TextInput
          // Before the layer's own effects: what is typed at once belongs here.
          autoFocus
          data-autofocus
          aria-label={t('textBlocks.search')}
          placeholder={t('textBlocks.search')}
          role="combobox"
          aria-expanded
          aria-controls={LIST}
          aria-activedescendant={chosen === undefined ? undefined : optionId(found.indexOf(chosen))}
          autoComplete="off"
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
        {found.length === 0 && (
          <p className="m">{t(blocks.length === 0 ? 'textBlocks.empty' : 'textBlocks.noneFound')}</p>
        )}
        <Choices {...{ found, chosen, onTake }} />
        <Foot {...{ mayMake, onMake }} />
      </div>
    </Dialog>
  );
}

function Choices({
  found,
  chosen,
  onTake,
}: {
  found: readonly TextBlockView[];
  chosen: TextBlockView | undefined;
  onTake: (block: TextBlockView) => void;
}) {
  const { t } = useTranslation();
  return (
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
