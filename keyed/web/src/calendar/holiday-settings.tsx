import { Select } from '@mantine/core';
import { LAENDER, type Land } from '@siegel/akten';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { useSafe } from '../safe/safe-context.ts';
import type { SettingsPartProps } from '../settings/settings-part.ts';
import { useCalendar } from './use-calendar.ts';

const NAMES: Readonly<Record<Land, string>> = {
  BW: 'Baden-Württemberg',
  BY: 'Bayern',
  BE: 'Berlin',
  BB: 'Brandenburg',
  HB: 'Bremen',
  HH: 'Hamburg',
  HE: 'Hessen',
  MV: 'Mecklenburg-Vorpommern',
  NI: 'Niedersachsen',
  NW: 'Nordrhein-Westfalen',
  RP: 'Rheinland-Pfalz',
  SL: 'Saarland',
  SN: 'Sachsen',
  ST: 'Sachsen-Anhalt',
  SH: 'Schleswig-Holstein',
  TH: 'Thüringen',
};

/** Whose holidays hold at each site (TE3). */
export function HolidaySettings({ mayChange }: SettingsPartProps) {
  const { t } = useTranslation();
  const safe = useSafe();
  const { view, failure, change } = useCalendar();
  return (
    <section className="settings-part" aria-labelledby="calendar-holidays">
      <h3 id="calendar-holidays">{t('calendarSettings.holidays')}</h3>
      <p className="d">{t('calendarSettings.holidaysHint')}</p>
      <FailureNote failure={failure} title={t('calendarSettings.failed')} />
      {view?.sites.map(({ siteId, name, holidays }) => (
        <Select
          key={siteId}
          label={name}
          disabled={!mayChange}
          value={holidays?.land ?? ''}
          allowDeselect={false}
          data={[
            { value: '', label: t('calendarSettings.noLand') },
            ...LAENDER.map((land) => ({ value: land, label: NAMES[land] })),
          ]}
          onChange={(value) => {
            const land = LAENDER.find((one) => one === value);
            const place = land === undefined ? undefined : { ...holidays, land };
            void change(() => safe.saveHolidayPlace(siteId, place));
          }}
        />
      ))}
    </section>
  );
}
