import { Button, Kbd } from '@mantine/core';
import type { ImportProgress } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { useFailureText } from '../text/failure-text.ts';
import { formatCount } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { useKeys } from '../shell/use-keys.ts';
import { formatBytes } from '../text/format-bytes.ts';

/** How far looking or writing is, and the way out. */
export function ImportProgressPanel({
  progress,
  onStop,
}: {
  progress: Exclude<ImportProgress, { state: 'idle' }>;
  onStop: () => void;
}) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const language = useLanguage();
  useKeys({ Escape: onStop });
  const isLooking = progress.state === 'looking';
  const [done, total] = isLooking ? [progress.doneBytes, progress.totalBytes] : [progress.done, progress.total];
  const title = isLooking
    ? t(progress.phase === 'checking' ? 'import.checking' : 'import.looking', { name: progress.file })
    : t('import.writing');
  return (
    <div className="transfer-list">
      <section className="panel transfer-done" aria-label={title}>
        <h2 className="el">{title}</h2>
        <progress value={total === 0 ? undefined : done} max={Math.max(1, total)} aria-label={title} />
        {isLooking && (
          <p className="d">
            {t('import.read', { done: formatBytes(done, language), total: formatBytes(total, language) })}
          </p>
        )}
        {!isLooking && (
          <>
            <p role="status">{t('import.written', { done: formatCount(done), total: formatCount(total) })}</p>
            <p className="d">
              {progress.waits === undefined
                ? t('import.invisible')
                : t('import.waits', { reason: failureText({ code: progress.waits }) })}
            </p>
          </>
        )}
        <div className="row">
          <Button onClick={onStop} rightSection={<Kbd>Esc</Kbd>}>
            {t('import.stop')}
          </Button>
        </div>
      </section>
    </div>
  );
}
