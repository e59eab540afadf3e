import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import { formatDay, formatTime, localDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';

/** Above an Akte that is read without a line: when the server was last asked for it (OF3). */
export function CopyNote({ atMs }: { atMs: number | undefined }) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (atMs === undefined) return null;
  const time = `${formatDay(localDay(atMs), language)}, ${formatTime(atMs, language)}`;
  return (
    <div className="copy-note" role="status">
      <Icon name="info" small />
      <b className="n">{t('device.copyFrom', { time })}</b>
      <span className="d">{t('device.copyHint')}</span>
    </div>
  );
}
