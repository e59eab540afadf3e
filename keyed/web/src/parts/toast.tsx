import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from './icon.tsx';

/** A short message with a way back. It covers no row that is being worked on and stays until it is answered or replaced. */
export function Toast({
  text,
  icon = 'check',
  action,
  onAction,
  onClose,
}: {
  text: string;
  icon?: IconName;
  action?: string | undefined;
  onAction?: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <div className="toast" role="status">
      <Icon name={icon} small />
      <span>{text}</span>
      {action !== undefined && (
        <button type="button" className="toast-action" onClick={onAction}>
          {action}
        </button>
      )}
      <button type="button" aria-label={t('move.close')} onClick={onClose}>
        <Icon name="close" small />
      </button>
    </div>
  );
}
