import { Select, TextInput } from '@mantine/core';
import { RESOURCE_KINDS, type Weekday, type WeeklyHours } from '@siegel/akten';
import type { ResourceDraft } from '@siegel/safe';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EditForm } from './edit-form.tsx';
import { hoursOfText, textOfHours } from './hours-text.ts';
import { LookFields } from './look-fields.tsx';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const satisfies readonly Weekday[];

/** A resource with its hours, to be entered or changed. */
export function ResourceForm({
  resource,
  failure,
  onSave,
  onClose,
}: {
  resource: ResourceDraft;
  failure: { readonly code: string } | undefined;
  onSave: (draft: ResourceDraft) => Promise<void>;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(resource);
  const hours = useHours(resource);
  const { plan } = draft;
  function save(): void {
    const weekly = hours.read();
    if (weekly !== undefined) void onSave({ ...draft, plan: { ...plan, weekly } });
  }
  return (
    <EditForm
      title={t(draft.resourceId === undefined ? 'calendarSettings.addResource' : 'calendarSettings.edit')}
      {...{ failure, onClose }}
      onSave={save}
    >
      <LookFields look={draft} onLook={setDraft} />
      <Select
        label={t('calendarSettings.kind')}
        value={draft.kind}
        allowDeselect={false}
        data={RESOURCE_KINDS.map((kind) => ({ value: kind, label: t(`calendarSettings.kinds.${kind}`) }))}
        onChange={(value) => setDraft({ ...draft, kind: RESOURCE_KINDS.find((kind) => kind === value) ?? draft.kind })}
      />
      <HoursFields hours={hours} />
      <label className="walk-in">
        <input
          type="checkbox"
          checked={plan.isClosedOnHolidays}
          onChange={() => setDraft({ ...draft, plan: { ...plan, isClosedOnHolidays: !plan.isClosedOnHolidays } })}
        />
        <span>{t('calendarSettings.closedOnHolidays')}</span>
      </label>
    </EditForm>
  );
}

function HoursFields({ hours }: { hours: ReturnType<typeof useHours> }) {
  const { t } = useTranslation();
  return (
    <>
      <fieldset className="hours-grid">
        <legend>{t('calendarSettings.hours')}</legend>
        {WEEKDAYS.map((weekday, i) => (
          <TextInput
            key={weekday}
            label={t(`calendarSettings.weekday.${weekday}`)}
            value={hours.typed[i] ?? ''}
            autoComplete="off"
            error={hours.isWrong(i) && t('calendarSettings.hoursWrong')}
            onChange={(event) => hours.type(i, event.currentTarget.value)}
          />
        ))}
      </fieldset>
      <p className="m t12">{t('calendarSettings.hoursHint')}</p>
    </>
  );
}

/** The hours of a week as they are typed. */
function useHours({ plan }: ResourceDraft) {
  const [typed, setTyped] = useState<readonly string[]>(() =>
    WEEKDAYS.map((weekday) =>
      textOfHours(plan.weekly.filter((weekly) => weekly.weekday === weekday && isPlain(weekly))),
    ),
  );
  const [isTried, setIsTried] = useState(false);
  /** All hours; undefined while one of them is none. Hours with a beginning, an end or types of their own are not shown here, and
   *  stay. */
  function read(): readonly WeeklyHours[] | undefined {
    setIsTried(true);
    const days = typed.map(hoursOfText);
    if (days.some((day) => day === undefined)) return undefined;
    const own = WEEKDAYS.flatMap((weekday, i) => (days[i] ?? []).map((range): WeeklyHours => ({ ...range, weekday })));
    return [...own, ...plan.weekly.filter((weekly) => !isPlain(weekly))];
  }
  return {
    typed,
    read,
    isWrong: (i: number) => isTried && hoursOfText(typed[i] ?? '') === undefined,
    type: (i: number, text: string) => setTyped(typed.map((before, at) => (at === i ? text : before))),
  };
}

/** Hours that simply come again every week. */
function isPlain({ types, since, until, interval = 1 }: WeeklyHours): boolean {
  return types === undefined && since === undefined && until === undefined && interval === 1;
}
