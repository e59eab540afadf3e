import { later } from '../shell/later.ts';
import { Button } from '@mantine/core';
import type { OpenedFile } from '@siegel/safe';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import { SealedSign } from '../parts/sealed-signs.tsx';
import { SidePane } from '../parts/side-pane.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { StateBlock } from '../parts/state-block.tsx';
import { useFailureText } from '../text/failure-text.ts';
import { formatBytes } from '../text/format-bytes.ts';
import { useLanguage } from '../text/language.ts';
import { useFile } from './use-file.ts';
import { useTransfers } from './use-transfers.ts';

// The reader of PDF is as large as the rest of the page; it is fetched with the first PDF.
const PdfPages = later(async () => (await import('./pdf-pages.tsx')).PdfPages);

/** A file of the Akte, opened beside the rows: a picture, the pages of a PDF, or a way to download it (AT15). */
export function FilePane({ recordId, name, onClose }: { recordId: string; name: string; onClose: () => void }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const language = useLanguage();
  const { answer, again, cancel } = useFile(recordId);
  return (
    <SidePane
      title={name}
      hint={answer.state === 'open' ? formatBytes(answer.opened.file.size, language) : undefined}
      tools={answer.state === 'open' && <Download url={answer.url} name={answer.opened.name} />}
      onClose={onClose}
    >
      {answer.state === 'loading' && <Opening transferId={answer.transferId} onCancel={cancel} />}
      {answer.state === 'failed' && (
        <StateBlock
          icon="alert"
          tone="bad"
          title={t(answer.failure.code === 'TRANSFER_CANCELLED' ? 'file.cancelled' : 'file.failed')}
          action={<Button onClick={again}>{t('akte.again')}</Button>}
        >
          {answer.failure.code === 'TRANSFER_CANCELLED' ? undefined : failureText(answer.failure)}
        </StateBlock>
      )}
      {answer.state === 'open' && <Opened opened={answer.opened} url={answer.url} name={name} />}
    </SidePane>
  );
}

function Opening({ transferId, onCancel }: { transferId: string; onCancel: () => void }) {
  const { t } = useTranslation();
  const transfer = useTransfers().get(transferId);
  const percent =
    transfer === undefined || transfer.totalBytes === 0 ? 0 : (100 * transfer.doneBytes) / transfer.totalBytes;
  return (
    <div className="opening">
      <p role="status">{t('file.opening')}</p>
      <progress max={100} value={percent} aria-label={t('file.opening')} />
      <Button onClick={onCancel}>{t('file.cancelOpen')}</Button>
    </div>
  );
}

function Opened({ opened, url, name }: { opened: OpenedFile; url: string; name: string }) {
  const { t } = useTranslation();
  return (
    <>
      {opened.shownAs === 'picture' && <Picture url={url} name={name} />}
      {opened.shownAs === 'pages' && (
        <Suspense fallback={<Skeleton label={t('file.opening')} lines={8} />}>
          <PdfPages file={opened.file} />
        </Suspense>
      )}
      {opened.shownAs === 'nothing' && (
        <StateBlock icon="clip" title={t('file.notShown')} action={<Download url={url} name={opened.name} />}>
          {t('file.notShownHint')}
        </StateBlock>
      )}
      <p className="t12 file-foot">
        <SealedSign text={t('file.sealed')} />
      </p>
    </>
  );
}

/** The picture in the width of the pane; a click or Enter shows it in its own size. */
function Picture({ url, name }: { url: string; name: string }) {
  const [isLarge, setIsLarge] = useState(false);
  return (
    <button
      type="button"
      className={isLarge ? 'picture large' : 'picture'}
      aria-pressed={isLarge}
      onClick={() => setIsLarge(!isLarge)}
    >
      <img src={url} alt={name} />
    </button>
  );
}

function Download({ url, name }: { url: string; name: string }) {
  const { t } = useTranslation();
  return (
    <a className="download" href={url} download={name}>
      <Icon name="down" small />
      {t('file.download')}
    </a>
  );
}
