import type { RecoveryView } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { Note } from '../parts/note.tsx';
import { formatDay, formatTime, localDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';

/** Whose access was restored, by the kit or an administrator, is seen by everybody for thirty days, at the first place they look
 *  (FR23, WH20). */
export function RecoveryNotices({ recoveries }: { recoveries: readonly RecoveryView[] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return recoveries.map(({ name, by, atMs }) => {
    const when = { day: formatDay(localDay(atMs), language), time: formatTime(atMs, language) };
    return (
      <Note key={`${atMs}${name}`} icon="key" tone="warn">
        <b className="n">
          {by === undefined ? t('recovery.notice', { name, ...when }) : t('recovery.noticeBy', { name, by, ...when })}
        </b>{' '}
        {t(by === undefined ? 'recovery.noticeHint' : 'recovery.noticeByHint')}
      </Note>
    );
  });
}
