import type { SafeStatus } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from '../parts/icon.tsx';
import { Mark } from '../parts/mark.tsx';
import type { Place } from '../place/place.ts';
import { useBranding } from '../settings/branding.ts';
import { areasOf } from './areas.ts';

/** What the rail leads to. Areas that are not there are not shown. */
export interface RailProps {
  readonly current: Place['page'];
  readonly status: SafeStatus;
  readonly go: (place: Place) => void;
  readonly onFind: () => void;
  readonly onCommands: () => void;
  readonly onHelp: () => void;
}

/** The slim rail on the left. */
export function Rail({ current, status, go, onFind, onCommands, onHelp }: RailProps) {
  const { t } = useTranslation();
  const areas = (at: 'top' | 'foot') =>
    areasOf(status).map(
      ({ place, text, keys, rail }) =>
        rail?.at === at && (
          <RailButton
            key={place.page}
            icon={rail.icon}
            label={t(text)}
            {...(keys !== undefined && { keys })}
            isCurrent={place.page === current}
            onClick={() => go(place)}
          />
        ),
    );
  return (
    <nav className="rail" aria-label={t('shell.areas')}>
      <div className="brand">
        <HouseMark />
      </div>
      <div className="nav">
        {areas('top')}
        <RailButton icon="find" label={t('shell.find')} keys="F2" onClick={onFind} />
      </div>
      <div className="nav rail-foot">
        {areas('foot')}
        <RailButton icon="list" label={t('shell.commands')} keys="Strg K" onClick={onCommands} />
        <RailButton icon="help" label={t('shell.help')} keys="F1" onClick={onHelp} />
      </div>
    </nav>
  );
}

/** The logo of the house where it has one, else the sign of the product. */
function HouseMark() {
  const branding = useBranding();
  if (branding?.logoUrl === undefined) return <Mark />;
  return <img className="house-logo" src={branding.logoUrl} alt={branding.name} />;
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
