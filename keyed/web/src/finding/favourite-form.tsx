import { Button, NumberInput, Select, TextInput } from '@mantine/core';
import { OFFSET_UNITS, type VacancyStep } from '@siegel/akten';
import type { CalendarView, FavouriteDraft } from '@siegel/safe';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EditForm } from '../calendar/edit-form.tsx';
import { Icon } from '../parts/icon.tsx';
import { type AskedPlace, groupsOf, needsOf } from './asked-place.ts';
import { DaytimeFields, TypeFields } from './asked-fields.tsx';
import { NeedsChoice } from './needs-choice.tsx';

const MOST_STEPS = 10;
const USUAL_WAIT = 30;
/** Over a weekend, too. */
const USUAL_DAYS = { least: 3, most: 5 };

/** A favourite with its steps, to be entered or changed (TE64). */
export function FavouriteForm({
  favourite,
  calendar,
  failure,
  onSave,
  onClose,
}: {
  favourite: FavouriteDraft;
  calendar: CalendarView;
  failure: { readonly code: string } | undefined;
  onSave: (draft: FavouriteDraft) => Promise<void>;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(favourite);
  const set = (changes: Partial<FavouriteDraft>) => setDraft((before) => ({ ...before, ...changes }));
  const { steps } = draft;
  function setTimes(changes: Partial<AskedPlace>): void {
    const { daytime: timeBefore, weekdays: daysBefore, ...rest } = draft;
    const { daytime, weekdays } = { daytime: timeBefore, weekdays: daysBefore, ...changes };
    setDraft({ ...rest, ...(daytime !== undefined && { daytime }), ...(weekdays !== undefined && { weekdays }) });
  }
  const last = steps.at(-1);
  const setStep = (at: number, step: VacancyStep) => set({ steps: steps.map((one, i) => (i === at ? step : one)) });
  return (
    <EditForm
      title={t(draft.favouriteId === undefined ? 'finding.addFavourite' : 'calendarSettings.edit')}
      {...{ failure, onClose }}
      onSave={() => void onSave(draft)}
    >
      <NameAndSpan draft={draft} set={set} />
      <DaytimeFields asked={{ daytime: draft.daytime, weekdays: draft.weekdays ?? [] }} set={setTimes} />
      {steps.map((step, i) => (
        // Steps have no name of their own; they are only added at the end.
        <StepFields
          key={i}
          {...{ calendar, step, i }}
          onStep={(next) => setStep(i, next)}
          onRemove={steps.length > 1 ? () => set({ steps: steps.toSpliced(i, 1) }) : undefined}
        />
      ))}
      {steps.length < MOST_STEPS && last !== undefined && (
        <Button
          variant="subtle"
          leftSection={<Icon name="plus" small />}
          onClick={() => set({ steps: [...steps, { ...last, wait: { least: 0, most: USUAL_WAIT } }] })}
        >
          {t('finding.addStep')}
        </Button>
      )}
    </EditForm>
  );
}

/** Its name, and how far from today it looks. */
function NameAndSpan({ draft, set }: { draft: FavouriteDraft; set: (changes: Partial<FavouriteDraft>) => void }) {
  const { t } = useTranslation();
  const { offset } = draft;
  return (
    <>
      <div className="form-row">
        <TextInput
          label={t('calendarSettings.name')}
          value={draft.name}
          maxLength={100}
          data-autofocus
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <TextInput
          label={t('calendarSettings.shortName')}
          value={draft.shortName}
          maxLength={6}
          onChange={(event) => set({ shortName: event.currentTarget.value })}
        />
      </div>
      <div className="form-row">
        <NumberInput
          label={t('finding.offsetCount')}
          value={offset.count}
          min={0}
          max={400}
          allowDecimal={false}
          onChange={(value) => set({ offset: { ...offset, count: Math.max(0, Number(value) || 0) } })}
        />
        <Select
          label={t('finding.offsetUnit')}
          value={offset.unit}
          allowDeselect={false}
          data={OFFSET_UNITS.map((value) => ({ value, label: t(`finding.units.${value}`) }))}
          onChange={(value) =>
            set({ offset: { ...offset, unit: OFFSET_UNITS.find((unit) => unit === value) ?? offset.unit } })
          }
        />
        <NumberInput
          label={t('finding.spanDays')}
          value={draft.spanDays}
          min={0}
          max={200}
          allowDecimal={false}
          onChange={(value) => set({ spanDays: Math.max(0, Number(value) || 0) })}
        />
      </div>
    </>
  );
}

/** How soon after the step before: the same day after a wait, or some days later (TE68). */
function StepAfter({ step, onStep }: { step: VacancyStep; onStep: (step: VacancyStep) => void }) {
  const { t } = useTranslation();
  const { wait, daysAfter, ...rest } = step;
  const onDays = (days: Partial<typeof USUAL_DAYS>) => {
    const { least, most } = { ...USUAL_DAYS, ...daysAfter, ...days };
    onStep({ ...rest, daysAfter: { least, most: Math.max(least, most) } });
  };
  const onWait = (most: number) => onStep({ ...rest, wait: { least: 0, most } });
  return (
    <div className="form-row">
      <Select
        label={t('finding.when')}
        value={daysAfter === undefined ? 'same' : 'later'}
        allowDeselect={false}
        data={(['same', 'later'] as const).map((value) => ({ value, label: t(`finding.whens.${value}`) }))}
        onChange={(value) => (value === 'later' ? onDays({}) : onWait(USUAL_WAIT))}
      />
      {daysAfter === undefined ? (
        <NumberInput
          label={t('finding.waitMost')}
          value={wait?.most ?? 0}
          min={0}
          max={600}
          step={5}
          allowDecimal={false}
          onChange={(value) => onWait(Math.max(0, Number(value) || 0))}
        />
      ) : (
        (['least', 'most'] as const).map((end) => (
          <NumberInput
            key={end}
            label={t(`finding.days.${end}`)}
            value={daysAfter[end]}
            min={end === 'least' ? 1 : daysAfter.least}
            max={60}
            allowDecimal={false}
            onChange={(value) => onDays({ [end]: Math.min(60, Math.max(1, Number(value) || 1)) })}
          />
        ))
      )}
    </div>
  );
}

function StepFields({
  calendar,
  step,
  i,
  onStep,
  onRemove,
}: {
  calendar: CalendarView;
  step: VacancyStep;
  i: number;
  onStep: (step: VacancyStep) => void;
  onRemove: (() => void) | undefined;
}) {
  const { t } = useTranslation();
  const { type, ...untyped } = step;
  return (
    <fieldset className="favourite-step">
      <legend>{t('finding.step', { count: i + 1 })}</legend>
      <div className="form-row">
        <TypeFields
          calendar={calendar}
          asked={{ type, minutes: step.minutes }}
          set={(changes) => {
            const next = 'type' in changes ? changes.type : type;
            onStep({
              ...untyped,
              ...(next !== undefined && { type: next }),
              ...(changes.minutes !== undefined && { minutes: changes.minutes }),
            });
          }}
        />
      </div>
      {i > 0 && <StepAfter step={step} onStep={onStep} />}
      <NeedsChoice
        calendar={calendar}
        groups={groupsOf(step.needs, calendar)}
        onGroups={(groups) => onStep({ ...step, needs: needsOf(groups) })}
      />
      {onRemove !== undefined && (
        <Button variant="subtle" onClick={onRemove}>
          {t('finding.removeStep', { count: i + 1 })}
        </Button>
      )}
    </fieldset>
  );
}
