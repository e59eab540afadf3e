import type { Place } from '../place/place.ts';
import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from '../parts/icon.tsx';
import { Mark } from '../parts/mark.tsx';

/** What the rail leads to. Areas that are not there are not shown. */
export interface RailProps {
  readonly page: Place['page'];
  readonly onAccess: () => void;
  readonly onHome: () => void;
  readonly onFind: () => void;
  readonly onCommands: () => void;
  readonly onHelp: () => void;
}

/** The slim rail on the left. */
export function Rail({ page, onAccess, onHome, onFind, onCommands, onHelp }: RailProps) {
  const { t } = useTranslation();
  return (
    <nav className="rail" aria-label={t('shell.areas')}>
      <div className="brand">
        <Mark />
      </div>
      <div className="nav">
        <RailButton icon="folder" label={t('shell.akten')} keys="F4" isCurrent={page === 'home'} onClick={onHome} />
        <RailButton icon="find" label={t('shell.find')} keys="F2" onClick={onFind} />
      </div>
      <div className="nav rail-foot">
        <RailButton icon="user" label={t('access.title')} isCurrent={page === 'access'} onClick={onAccess} />
        <RailButton icon="list" label={t('shell.commands')} keys="Strg K" onClick={onCommands} />
        <RailButton icon="help" label={t('shell.help')} keys="F1" onClick={onHelp} />
      </div>
    </nav>
  );
}

function RailButton({
  icon,
  label,
  keys,
  isCurrent = false,
  onClick,
}: {
  icon: IconName;
  label: string;
  keys?: string;
  isCurrent?: boolean;
  onClick: () => void;
}) {
  return (
    <button
      type="button"
      className={isCurrent ? 'on' : ''}
      aria-current={isCurrent ? 'page' : undefined}
      title={keys === undefined ? label : `${label} (${keys})`}
      aria-label={label}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}
