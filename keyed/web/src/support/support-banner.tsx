import { Button } from '@mantine/core';
import type { SupportPresent } from '@siegel/safe';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { formatMoment } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';

/** Over every place, for everybody who works here, as long as somebody of support is in (SU8). */
export function SupportBanner() {
  const { t } = useTranslation();
  const language = useLanguage();
  const safe = useSafe();
  const [present, setPresent] = useState<readonly SupportPresent[]>([]);
  useEffect(() => safe.watchSupport(setPresent), [safe]);
  if (present.length === 0) return null;
  return (
    <div className="support-banner" role="status" aria-label={t('support.title')}>
      {present.map(({ userId, name, organisation, untilMs, mayEnd }) => (
        <p key={userId}>
          <Icon name="eye" small />
          <b className="n">
            {t('support.banner', {
              name: organisation === '' ? name : `${name}, ${organisation}`,
              time: formatMoment(untilMs, language),
            })}
          </b>
          <span className="d support-banner-hint">{t('support.bannerHint')}</span>
          {mayEnd && <Button onClick={() => void safe.removePerson(userId)}>{t('support.end')}</Button>}
        </p>
      ))}
    </div>
  );
}
