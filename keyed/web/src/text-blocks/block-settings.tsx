import { Button, TextInput } from '@mantine/core';
import { findBlocks } from '@siegel/akten';
import type { TextBlockDraft, TextBlockView } from '@siegel/safe';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import '../design/text-blocks.css';
import { FailureNote } from '../parts/failure-note.tsx';
import { Icon } from '../parts/icon.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { BlockForm } from './block-form.tsx';
import { BlockMarks } from './block-marks.tsx';
import { BlockTransfer } from './block-transfer.tsx';
import { useTextBlocks } from './use-text-blocks.ts';

const NEW: TextBlockDraft = { kuerzel: '', name: '', text: '', groups: [], isOwn: false };

/** All text blocks, for whoever writes: found, made, changed, taken away and brought back (TB12). */
export function BlockSettings() {
  const { t } = useTranslation();
  const safe = useSafe();
  const { view, blocks, mayWrite, failure, change, clear } = useTextBlocks();
  const [edited, setEdited] = useState<TextBlockDraft>();
  const [gone, setGone] = useState<TextBlockView>();
  const edit = (draft: TextBlockDraft | undefined) => {
    clear();
    setEdited(draft);
  };
  async function remove(block: TextBlockView): Promise<void> {
    if (await change(() => safe.setTextBlockUse(block.blockId, false))) setGone(block);
  }
  async function bringBack({ blockId }: TextBlockView): Promise<void> {
    if (await change(() => safe.setTextBlockUse(blockId, true))) setGone(undefined);
  }
  return (
    <section className="settings-part text-blocks" aria-labelledby="text-blocks">
      <div className="row">
        <h3 id="text-blocks">{t('textBlocks.title')}</h3>
        <span className="sp" />
        <BlockTransfer
          blocks={blocks}
          {...{ mayWrite }}
          onTake={(drafts) => change(() => safe.saveTextBlocks(drafts))}
        />
        {mayWrite && (
          <Button variant="subtle" leftSection={<Icon name="plus" small />} onClick={() => edit(NEW)}>
            {t('textBlocks.new')}
          </Button>
        )}
      </div>
      <p className="d">{t('textBlocks.lead')}</p>
      {edited === undefined && <FailureNote failure={failure} title={t('textBlocks.notSaved')} />}
      {view === undefined && failure === undefined && <Skeleton label={t('textBlocks.loading')} />}
      <Unreadable count={view?.unreadable ?? 0} />
      {gone !== undefined && <Gone block={gone} onUndo={() => void bringBack(gone)} />}
      {view !== undefined && <BlockList {...{ blocks, mayWrite }} onEdit={edit} onRemove={(one) => void remove(one)} />}
      {edited !== undefined && (
        <BlockForm
          draft={edited}
          failure={failure}
          onSave={async (draft) => {
            if (await change(() => safe.saveTextBlocks([draft]))) edit(undefined);
          }}
          onClose={() => edit(undefined)}
        />
      )}
    </section>
  );
}

function BlockList({
  blocks,
  mayWrite,
  onEdit,
  onRemove,
}: {
  blocks: readonly TextBlockView[];
  mayWrite: boolean;
  onEdit: (block: TextBlockView) => void;
  onRemove: (block: TextBlockView) => void;
}) {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  const found = findBlocks(blocks, query);
  if (blocks.length === 0) return <p className="m">{t('textBlocks.empty')}</p>;
  return (
    <>
      <TextInput
        aria-label={t('textBlocks.search')}
        placeholder={t('textBlocks.search')}
        value={query}
        autoComplete="off"
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      {found.length === 0 && <p className="m">{t('textBlocks.noneFound')}</p>}
      <ul className="block-list" aria-label={t('textBlocks.title')}>
        {found.map((block) => (
          <BlockRow key={block.blockId} {...{ block, mayWrite, onEdit, onRemove }} />
        ))}
      </ul>
    </>
  );
}

function BlockRow({
  block,
  mayWrite,
  onEdit,
  onRemove,
}: {
  block: TextBlockView;
  mayWrite: boolean;
  onEdit: (block: TextBlockView) => void;
  onRemove: (block: TextBlockView) => void;
}) {
  const { t } = useTranslation();
  return (
    <li>
      <b className="block-kuerzel">{block.kuerzel}</b>
      <span className="block-said">
        <span className="n">{block.name}</span> {block.isOwn && <span className="chip">{t('textBlocks.own')}</span>}{' '}
        {block.groups.map((group) => (
          <span key={group} className="chip">
            {group}
          </span>
        ))}
        <span className="block-text">
          <BlockMarks text={block.text} />
        </span>
      </span>
      {mayWrite && (
        <span className="row">
          <Button
            variant="subtle"
            onClick={() => onEdit(block)}
            aria-label={`${t('textBlocks.edit')}: ${block.kuerzel}`}
          >
            {t('textBlocks.edit')}
          </Button>
          <Button
            variant="subtle"
            onClick={() => onRemove(block)}
            aria-label={`${t('textBlocks.remove')}: ${block.kuerzel}`}
          >
            {t('textBlocks.remove')}
          </Button>
        </span>
      )}
    </li>
  );
}

function Gone({ block, onUndo }: { block: TextBlockView; onUndo: () => void }) {
  const { t } = useTranslation();
  return (
    <p className="row" role="status">
      {t('textBlocks.removed', { kuerzel: block.kuerzel })}
      <Button variant="subtle" onClick={onUndo}>
        {t('textBlocks.undo')}
      </Button>
    </p>
  );
}

function Unreadable({ count }: { count: number }) {
  const { t } = useTranslation();
  return count > 0 && <p className="warn">{t('textBlocks.unreadable', { count })}</p>;
}
