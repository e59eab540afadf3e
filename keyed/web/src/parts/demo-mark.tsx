import { useTranslation } from 'react-i18next';

/** The word "Demo" on every screen of a demonstration: no real person is in it. */
export function DemoMark({ shown }: { shown: boolean }) {
  const { t } = useTranslation();
  if (!shown) return null;
  return (
    <span className="chip acc demo" title={t('demo.hint')}>
      {t('demo.mark')}
    </span>
  );
}
