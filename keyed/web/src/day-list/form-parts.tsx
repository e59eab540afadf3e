import { Button, TextInput } from '@mantine/core';
import { type LocalDate, readAppointmentLine } from '@siegel/akten';
import type { DayView } from '@siegel/safe';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Note } from '../parts/note.tsx';
import { formatDay, localDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { parseDay } from '../text/parse-day.ts';
import { clock } from './day-rows.ts';

/** A day as it is typed: `24.11.`, `mo`, `+2w`; what is none stays where it is and says so. */
export function DayField({
  day,
  label,
  onDay,
}: {
  day: LocalDate;
  /** Default: "Tag". */
  label?: string;
  onDay: (day: LocalDate) => void;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [typed, setTyped] = useState<string>();
  const today = localDay(Date.now());
  return (
    <TextInput
      label={label ?? t('dayList.form.day')}
      value={typed ?? formatDay(day, language)}
      autoComplete="off"
      error={typed !== undefined && dayOfText(typed, today) === undefined && t('dayList.form.dayWrong')}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={() => setTyped(undefined)}
      onChange={(event) => {
        const text = event.currentTarget.value;
        const read = dayOfText(text, today);
        setTyped(text);
        if (read !== undefined) onDay(read);
      }}
    />
  );
}

function dayOfText(text: string, today: LocalDate): LocalDate | undefined {
  const none = new Map<string, string>();
  return parseDay(text, today) ?? readAppointmentLine(text, { types: none, resources: none, today }).day;
}

/** Whom and what it takes. */
export function ResourceChoice({
  view,
  chosen,
  isMissing,
  onChoose,
}: {
  view: DayView;
  chosen: readonly string[];
  isMissing: boolean;
  onChoose: (resources: readonly string[]) => void;
}) {
  const { t } = useTranslation();
  return (
    <fieldset className="resource-choice">
      <legend>{t('dayList.form.resources')}</legend>
      {view.calendar.resources
        .filter(({ isUsed, resourceId }) => isUsed || chosen.includes(resourceId))
        .map(({ resourceId, name, shortName }) => {
          const isChosen = chosen.includes(resourceId);
          return (
            <label key={resourceId}>
              <input
                type="checkbox"
                checked={isChosen}
                onChange={() => onChoose(isChosen ? chosen.filter((id) => id !== resourceId) : [...chosen, resourceId])}
              />
              <span>
                {name} <span className="m t12">{shortName}</span>
              </span>
            </label>
          );
        })}
      {isMissing && (
        <p className="mantine-InputWrapper-error" role="alert">
          {t('dayList.form.resourcesMissing')}
        </p>
      )}
    </fieldset>
  );
}

/** What is to be said when this type is booked. */
export function TypeHint({ view, type }: { view: DayView; type: string | undefined }) {
  const hint = view.calendar.types.find(({ typeId }) => typeId === type)?.hint ?? '';
  return hint === '' ? null : <Note icon="info">{hint}</Note>;
}

/** The next free places; a click takes one over. */
export function FreeTimes({
  free,
  form,
  onTake,
}: {
  free: readonly { readonly day: LocalDate; readonly from: number }[];
  form: { readonly day: LocalDate; readonly time: string };
  onTake: (day: LocalDate, from: number) => void;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <div className="free-times" role="group" aria-label={t('dayList.form.free')}>
      <span className="d t12">{t('dayList.form.free')}</span>
      {free.length === 0 && <span className="m t12">{t('dayList.form.noneFree')}</span>}
      {free.map(({ day, from }) => (
        <Button
          key={`${day}${from}`}
          size="xs"
          aria-pressed={day === form.day && clock(from) === form.time}
          onClick={() => onTake(day, from)}
        >
          {`${formatDay(day, language).slice(0, 6)} ${clock(from)}`}
        </Button>
      ))}
    </div>
  );
}
