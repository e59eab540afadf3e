import { Button } from '@mantine/core';
import { type BlocksOfTable, tableOfBlocks } from '@siegel/akten';
import type { TextBlockDraft, TextBlockView } from '@siegel/safe';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { csvOf } from '../parts/csv.ts';
import { saveFile } from '../parts/save-file.ts';
import { Dialog } from '../shell/dialog.tsx';
import { blocksOfFile } from './block-file.ts';

/** Blocks to a file and from one; what a file would change is said before (TB13). */
export function BlockTransfer({
  blocks,
  mayWrite,
  onTake,
}: {
  blocks: readonly TextBlockView[];
  mayWrite: boolean;
  onTake: (drafts: readonly TextBlockDraft[]) => Promise<boolean>;
}) {
  const { t } = useTranslation();
  const chooser = useRef<HTMLInputElement>(null);
  const [read, setRead] = useState<BlocksOfTable>();
  async function choose(file: File | undefined): Promise<void> {
    if (file !== undefined) setRead(blocksOfFile(await file.arrayBuffer()));
    if (chooser.current !== null) chooser.current.value = '';
  }
  return (
    <>
      <Button
        variant="subtle"
        aria-disabled={blocks.length === 0}
        onClick={() =>
          blocks.length > 0 && saveFile(t('textBlocks.fileName'), new Blob([csvOf(tableOfBlocks(blocks))]))
        }
      >
        {t('textBlocks.export')}
      </Button>
      {mayWrite && (
        <Button variant="subtle" onClick={() => chooser.current?.click()}>
          {t('textBlocks.import')}
        </Button>
      )}
      <input
        ref={chooser}
        type="file"
        accept=".csv,text/csv"
        hidden
        aria-label={t('textBlocks.import')}
        onChange={(event) => void choose(event.currentTarget.files?.[0])}
      />
      {read !== undefined && <Before {...{ read, blocks, onTake }} onClose={() => setRead(undefined)} />}
    </>
  );
}

/** What reading the file in would do. */
function Before({
  read,
  blocks,
  onTake,
  onClose,
}: {
  read: BlocksOfTable;
  blocks: readonly TextBlockView[];
  onTake: (drafts: readonly TextBlockDraft[]) => Promise<boolean>;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const drafts = draftsOf(read, blocks);
  const changed = drafts.filter(({ blockId }) => blockId !== undefined).length;
  return (
    <Dialog isOpen label={t('textBlocks.import')} size={480} onClose={onClose}>
      <div className="approve">
        <h2>{t('textBlocks.import')}</h2>
        <p>{t('textBlocks.importFound', { added: drafts.length - changed, changed })}</p>
        {read.wrongRows.length > 0 && (
          <p className="warn">{t('textBlocks.importWrong', { rows: read.wrongRows.slice(0, 20).join(', ') })}</p>
        )}
        <div className="row">
          <Button
            variant="filled"
            data-autofocus
            aria-disabled={drafts.length === 0}
            onClick={() => drafts.length > 0 && void onTake(drafts).then(onClose)}
          >
            {t('textBlocks.importDo')}
          </Button>
          <Button onClick={onClose}>{t('textBlocks.cancel')}</Button>
        </div>
      </div>
    </Dialog>
  );
}

/** One whose Kuerzel is there changes it; of the house or own, as the file says. */
function draftsOf({ blocks: read }: BlocksOfTable, blocks: readonly TextBlockView[]): readonly TextBlockDraft[] {
  return read.map((block) => {
    const isSame = ({ isOwn, kuerzel }: TextBlockView) =>
      isOwn === block.isOwn && kuerzel.toLowerCase() === block.kuerzel.toLowerCase();
    const known = blocks.find(isSame);
    return { ...block, ...(known !== undefined && { blockId: known.blockId }) };
  });
}
