import type { LocalDate } from '@siegel/akten';
import type { CalendarView, ResourceView } from '@siegel/safe';
import { type CSSProperties, memo } from 'react';
import { useTranslation } from 'react-i18next';
import { ResourceToken } from '../day-list/type-chip.tsx';
import { MiniMonth } from './mini-month.tsx';

/** Beside the grid: the month, whose columns are shown, site by site, and what the colours mean. */
export const WeekSide = memo(function WeekSide({
  calendar,
  chosen,
  day,
  today,
  mode,
  onChoose,
  onDay,
}: {
  calendar: CalendarView;
  chosen: readonly ResourceView[];
  day: LocalDate;
  today: LocalDate;
  mode: 'day' | 'week';
  onChoose: (resources: readonly string[]) => void;
  onDay: (day: LocalDate) => void;
}) {
  const { t } = useTranslation();
  const types = calendar.types.filter(({ isUsed }) => isUsed);
  return (
    <aside className="week-side" aria-label={t('week.side')}>
      <MiniMonth {...{ day, today, mode, onDay }} />
      <div className="week-part">
        <h2>{t('week.resources')}</h2>
        {groupsOf(calendar).map(({ name, resources }) => (
          <ResourceTicks key={name} {...{ name, resources, chosen, onChoose }} />
        ))}
      </div>
      {types.length > 0 && (
        <div className="week-part">
          <h2>{t('week.types')}</h2>
          <ul className="week-types">
            {types.map(({ typeId, name, hue }) => (
              <li key={typeId} className="el">
                <i style={{ '--h': `var(--sg-${hue}-line)`, '--b': `var(--sg-${hue}-bg)` } as CSSProperties} />
                {name}
              </li>
            ))}
          </ul>
        </div>
      )}
    </aside>
  );
});

function ResourceTicks({
  name,
  resources,
  chosen,
  onChoose,
}: {
  name: string;
  resources: readonly ResourceView[];
  chosen: readonly ResourceView[];
  onChoose: (resources: readonly string[]) => void;
}) {
  const ids = chosen.map(({ resourceId }) => resourceId);
  return (
    <fieldset className="week-ticks">
      <legend className={name === '' ? 'visually-hidden' : 'm t12'}>{name}</legend>
      {resources.map((resource) => {
        const isOn = ids.includes(resource.resourceId);
        const next = isOn ? ids.filter((id) => id !== resource.resourceId) : [...ids, resource.resourceId];
        return (
          <label key={resource.resourceId}>
            <input
              type="checkbox"
              checked={isOn}
              // The last one stays: a calendar of nobody shows nothing.
              disabled={isOn && ids.length === 1}
              onChange={() => onChoose(next)}
            />
            <span className="el">{resource.name}</span>
            <ResourceToken resource={resource} />
          </label>
        );
      })}
    </fieldset>
  );
}

/** Resources by site; those of every site first. */
function groupsOf({ resources, sites }: CalendarView) {
  const used = resources.filter(({ isUsed }) => isUsed);
  const isOf = (siteId: string | undefined) => used.filter((resource) => resource.siteId === siteId);
  const known = sites.map(({ siteId, name }) => ({ name, resources: isOf(siteId) }));
  const others = used.filter(({ siteId }) => !sites.some((site) => site.siteId === siteId));
  return [{ name: '', resources: others }, ...known].filter((group) => group.resources.length > 0);
}
