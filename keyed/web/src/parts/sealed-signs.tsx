import { useTranslation } from 'react-i18next';
import { Icon } from './icon.tsx';

/** The quiet sign that content is sealed; once per region. */
export function SealedSign({ text }: { text: string }) {
  return (
    <span className="sealed">
      <Icon name="seal" small />
      {text}
    </span>
  );
}

/** Content for which this viewer has no key. */
export function SealedValue({ text }: { text: string }) {
  return (
    <span className="hatch">
      <Icon name="seal" small />
      {text}
    </span>
  );
}

/** Marks a field that the server can read. */
export function OpenMark() {
  const { t } = useTranslation();
  return (
    <span className="open" title={t('sealing.openHint')}>
      {t('sealing.open')}
    </span>
  );
}
