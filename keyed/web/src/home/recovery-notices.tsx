import type { RecoveryView } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { Note } from '../parts/note.tsx';
import { formatDay, formatTime, localDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';

/** Whoever comes in by the kit is seen by everybody, for thirty days, at the first place they look (FR23). */
export function RecoveryNotices({ recoveries }: { recoveries: readonly RecoveryView[] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return recoveries.map(({ name, atMs }) => (
    <Note key={atMs} icon="key" tone="warn">
      <b className="n">
        {t('recovery.notice', { name, day: formatDay(localDay(atMs), language), time: formatTime(atMs, language) })}
      </b>{' '}
      {t('recovery.noticeHint')}
    </Note>
  ));
}
