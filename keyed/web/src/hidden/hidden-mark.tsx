import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import { hiddenSalt, switchHidden } from './hidden-mode.ts';

/** On top of every screen while names are hidden (EV30); a click shows them again. */
export function HiddenMark() {
  const { t } = useTranslation();
  if (hiddenSalt() === undefined) return null;
  return (
    <button
      type="button"
      className="chip hidden-mark"
      title={`${t('hidden.show')} (Alt U)`}
      onClick={() => switchHidden(false)}
    >
      <Icon name="eye" small /> {t('hidden.on')}
    </button>
  );
}
