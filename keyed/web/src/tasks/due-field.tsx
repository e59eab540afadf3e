import { TextInput } from '@mantine/core';
import { type LocalDate, readAppointmentLine } from '@siegel/akten';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDay, localDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { parseDay } from '../text/parse-day.ts';

/** A day as it is typed, or none: `24.11.`, `mo`, `+2w`; what is no day says so and changes nothing. */
export function DueField({ day, onDay }: { day: LocalDate | null; onDay: (day: LocalDate | null) => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [typed, setTyped] = useState<string>();
  const today = localDay(Date.now());
  const isWrong = typed !== undefined && typed.trim() !== '' && dayOfText(typed, today) === undefined;
  return (
    <TextInput
      label={t('tasks.form.due')}
      placeholder={t('tasks.form.dueHint')}
      value={typed ?? (day === null ? '' : formatDay(day, language))}
      autoComplete="off"
      error={isWrong && t('dayList.form.dayWrong')}
      onBlur={() => setTyped(undefined)}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        const read = dayOfText(text, today);
        if (text.trim() === '') onDay(null);
        else if (read !== undefined) onDay(read);
      }}
    />
  );
}

function dayOfText(text: string, today: LocalDate): LocalDate | undefined {
  const none = new Map<string, string>();
  return parseDay(text, today) ?? readAppointmentLine(text, { types: none, resources: none, today }).day;
}
