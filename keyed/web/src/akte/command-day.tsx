import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import { formatShortDay, localDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { parseDay } from '../text/parse-day.ts';

/** The day an Eintrag belongs to, left of the command line; back-dating is normal. What is no day is not taken over. */
export function CommandDay({ day, onDay }: { day: string; onDay: (day: string) => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [typed, setTyped] = useState(() => formatShortDay(day, language));
  useEffect(() => setTyped(formatShortDay(day, language)), [day, language]);
  const today = localDay(Date.now());
  const parsed = parseDay(typed, today);
  return (
    <span className={day === today ? 'command-day' : 'command-day other'}>
      <Icon name="calendar" small />
      <input
        aria-label={t('command.day')}
        title={t('command.dayHint')}
        aria-invalid={parsed === undefined}
        autoComplete="off"
        size={8}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={() => {
          if (parsed === undefined) setTyped(formatShortDay(day, language));
          else onDay(parsed);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          if (parsed !== undefined) onDay(parsed);
        }}
      />
    </span>
  );
}
