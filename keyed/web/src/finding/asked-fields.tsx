import { NumberInput, Select } from '@mantine/core';
import { DAYTIMES, type Weekday } from '@siegel/akten';
import type { CalendarView } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { DayField } from '../day-list/form-parts.tsx';
import type { AskedPlace } from './asked-place.ts';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const satisfies readonly Weekday[];

interface FieldProps {
  readonly asked: AskedPlace;
  readonly set: (changes: Partial<AskedPlace>) => void;
}

/** What kind of appointment, and how long. */
export function TypeFields({
  calendar,
  asked,
  set,
}: {
  readonly calendar: CalendarView;
  readonly asked: Pick<AskedPlace, 'type' | 'minutes'>;
  readonly set: (changes: { readonly type?: string | undefined; readonly minutes?: number }) => void;
}) {
  const { t } = useTranslation();
  const types = calendar.types.filter(({ isUsed, typeId }) => isUsed || typeId === asked.type);
  return (
    <>
      <Select
        label={t('dayList.form.type')}
        value={asked.type ?? null}
        data={types.map(({ typeId, name }) => ({ value: typeId, label: name }))}
        onChange={(value) => {
          const type = types.find(({ typeId }) => typeId === value);
          set({ type: type?.typeId, ...(type !== undefined && { minutes: type.minutes }) });
        }}
      />
      <NumberInput
        label={t('dayList.form.minutes')}
        value={asked.minutes}
        min={1}
        max={600}
        step={5}
        allowDecimal={false}
        onChange={(value) => set({ minutes: Math.max(1, Number(value) || 1) })}
      />
    </>
  );
}

/** From which day to which. */
export function SpanFields({ asked, set }: FieldProps) {
  const { t } = useTranslation();
  return (
    <>
      <DayField label={t('finding.from')} day={asked.from} onDay={(from) => set({ from })} />
      <DayField label={t('finding.to')} day={asked.to} onDay={(to) => set({ to })} />
    </>
  );
}

/** At what time of the day and on which days of the week. */
export function DaytimeFields({
  asked,
  set,
}: {
  asked: Pick<AskedPlace, 'daytime' | 'weekdays'>;
  set: FieldProps['set'];
}) {
  const { t } = useTranslation();
  const toggle = (weekday: Weekday) =>
    asked.weekdays.includes(weekday)
      ? asked.weekdays.filter((one) => one !== weekday)
      : [...asked.weekdays, weekday].toSorted((a, b) => a - b);
  return (
    <>
      <Select
        label={t('finding.daytime')}
        value={asked.daytime ?? null}
        placeholder={t('finding.anyTime')}
        clearable
        clearButtonProps={{ 'aria-label': t('finding.anyTime') }}
        data={DAYTIMES.map((value) => ({ value, label: t(`finding.daytimes.${value}`) }))}
        onChange={(value) => set({ daytime: DAYTIMES.find((one) => one === value) })}
      />
      <fieldset className="resource-choice weekday-choice">
        <legend>{t('finding.weekdays')}</legend>
        {WEEKDAYS.map((weekday) => (
          <label key={weekday}>
            <input
              type="checkbox"
              checked={asked.weekdays.includes(weekday)}
              onChange={() => set({ weekdays: toggle(weekday) })}
            />
            <span>{t(`finding.weekday.${weekday}`)}</span>
          </label>
        ))}
      </fieldset>
    </>
  );
}
