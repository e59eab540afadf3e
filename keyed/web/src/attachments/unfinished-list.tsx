import { Button } from '@mantine/core';
import type { UnfinishedUpload } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import { formatBytes } from '../text/format-bytes.ts';
import { useLanguage } from '../text/language.ts';

/** Files that were on their way when the page went: a browser keeps no hold of a chosen file, so it has to be chosen once more. */
export function UnfinishedList({
  unfinished,
  onChoose,
  onGiveUp,
}: {
  unfinished: readonly UnfinishedUpload[];
  onChoose: () => void;
  onGiveUp: (uploadId: string) => void;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (unfinished.length === 0) return null;
  return (
    <ul className="uploads" aria-label={t('file.unfinishedList')}>
      {unfinished.map(({ uploadId, name, sizeBytes }) => (
        <li key={uploadId} className="upload">
          <Icon name="clip" small />
          <span className="upload-name el">
            <bdi>{name}</bdi>
          </span>
          <span className="m t12 nw">{formatBytes(sizeBytes, language)}</span>
          <span className="t12 upload-state warn">{t('file.unfinished')}</span>
          <Button size="xs" onClick={onChoose}>
            {t('file.goOn')}
          </Button>
          <button
            type="button"
            className="row-action"
            aria-label={t('file.giveUp', { name })}
            onClick={() => onGiveUp(uploadId)}
          >
            <Icon name="close" small />
          </button>
        </li>
      ))}
    </ul>
  );
}
