import type { EintragView } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import { isUnreadable } from './eintrag-text.ts';

/** The sign at the end of a row: how far the Eintrag is saved and proven, or what is wrong with it. */
export function EintragSign({ eintrag }: { eintrag: EintragView }) {
  const { t } = useTranslation();
  if (isUnreadable(eintrag.value)) {
    const isSealed = eintrag.value.unreadable === 'KEY_UNKNOWN';
    return (
      <span className={isSealed ? 'm' : 'warn'}>
        <Icon name={isSealed ? 'seal' : 'broken'} small title={t(isSealed ? 'sealing.sealed' : 'eintrag.unreadable')} />
      </span>
    );
  }
  if (eintrag.state === 'conflict') return <Sign tone="warn" icon="alert" title={t('eintrag.conflict')} />;
  if (eintrag.state === 'queued') return <Sign tone="warn" icon="clock" title={t('eintrag.queued')} />;
  const isProven = eintrag.level === 'attributed';
  return <Sign tone="m" icon={isProven ? 'done' : 'draft'} title={t(`eintrag.level.${eintrag.level}`)} />;
}

function Sign({
  tone,
  icon,
  title,
}: {
  tone: 'm' | 'warn';
  icon: 'alert' | 'clock' | 'done' | 'draft';
  title: string;
}) {
  return (
    <span className={tone}>
      <Icon name={icon} small title={title} />
    </span>
  );
}
