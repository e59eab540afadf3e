import { Button } from '@mantine/core';
import type { TransferState } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import { useFailureText } from '../text/failure-text.ts';
import { formatBytes } from '../text/format-bytes.ts';
import { useLanguage } from '../text/language.ts';
import type { Upload } from './upload-queue.ts';
import { useTransfers } from './use-transfers.ts';

/** What can be done about a file on its way. */
export interface UploadActions {
  readonly onCancel: (id: string) => void;
  readonly onAgain: (id: string) => void;
  readonly onDismiss: (id: string) => void;
}

/** The files on their way into the Akte: how far each is, and a way to stop it. Nothing covers the rows. */
export function UploadList({ uploads, ...actions }: { uploads: readonly Upload[] } & UploadActions) {
  const { t } = useTranslation();
  const transfers = useTransfers();
  if (uploads.length === 0) return null;
  return (
    <ul className="uploads" aria-label={t('file.uploads')}>
      {uploads.map((upload) => (
        <UploadLine key={upload.id} upload={upload} transfer={transfers.get(upload.id)} {...actions} />
      ))}
    </ul>
  );
}

function UploadLine({
  upload,
  transfer,
  onCancel,
  onAgain,
  onDismiss,
}: { upload: Upload; transfer: TransferState | undefined } & UploadActions) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { id, file, state } = upload;
  const { name } = file;
  const isRunning = state.is === 'running';
  const stop = () => (isRunning ? onCancel(id) : onDismiss(id));
  return (
    <li className="upload">
      <Icon name="clip" small />
      <span className="upload-name el">
        <bdi>{name}</bdi>
      </span>
      <span className="m t12 nw">{formatBytes(file.size, language)}</span>
      {isRunning && <Progress name={name} transfer={transfer} />}
      <span className="t12 upload-state" role="status">
        <StateWords state={state} isWaiting={transfer?.state === 'waiting'} />
      </span>
      {state.is === 'failed' && (
        <Button size="xs" onClick={() => onAgain(id)}>
          {t('file.again')}
        </Button>
      )}
      <button
        type="button"
        className="row-action"
        aria-label={t(isRunning || state.is === 'queued' ? 'file.cancel' : 'file.dismiss', { name })}
        onClick={stop}
      >
        <Icon name="close" small />
      </button>
    </li>
  );
}

function Progress({ name, transfer }: { name: string; transfer: TransferState | undefined }) {
  const { t } = useTranslation();
  const { doneBytes = 0, totalBytes = 0 } = transfer ?? {};
  const percent = totalBytes === 0 ? 0 : Math.floor((100 * doneBytes) / totalBytes);
  return <progress max={100} value={percent} aria-label={t('file.progress', { name, percent })} />;
}

function StateWords({ state, isWaiting }: { state: Upload['state']; isWaiting: boolean }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  if (state.is === 'failed') return <span className="bad">{failureText(state.failure)}</span>;
  if (state.is === 'attached') return <span className="warn">{t('file.keptMetadata')}</span>;
  if (state.is === 'queued') return <span className="m">{t('file.queued')}</span>;
  return <span className={isWaiting ? 'warn' : 'm'}>{t(isWaiting ? 'file.waiting' : 'file.sealing')}</span>;
}
