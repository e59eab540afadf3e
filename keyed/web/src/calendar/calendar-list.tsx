import { Button } from '@mantine/core';
import type { Result } from '@siegel/wire';
import { useTranslation } from 'react-i18next';
import { useSafe } from '../safe/safe-context.ts';
import { type Look, LookChip } from './look-fields.tsx';

/** A line of the list. */
export interface CalendarLine extends Look {
  readonly id: string;
  readonly text: string;
  readonly isUsed: boolean;
}

/** Resources or types, those out of use at the end. */
export function CalendarList({
  lines,
  mayChange,
  change,
  onEdit,
}: {
  lines: readonly CalendarLine[];
  mayChange: boolean;
  change: (act: () => Promise<Result<unknown>>) => Promise<boolean>;
  onEdit: (id: string) => void;
}) {
  const { t } = useTranslation();
  const safe = useSafe();
  const ordered = [...lines.filter(({ isUsed }) => isUsed), ...lines.filter(({ isUsed }) => !isUsed)];
  if (ordered.length === 0) return <p className="m">{t('calendarSettings.empty')}</p>;
  return (
    <ul className="calendar-rows">
      {ordered.map((line) => (
        <li key={line.id} className={line.isUsed ? '' : 'gone'}>
          <LookChip look={line} />
          <span className="el">
            <b className="n">{line.name}</b>{' '}
            {!line.isUsed && <span className="chip">{t('calendarSettings.gone')}</span>}
          </span>
          <span className="m t12 el">{line.text}</span>
          {mayChange && (
            <span className="row">
              {line.isUsed && (
                <Button
                  variant="subtle"
                  onClick={() => onEdit(line.id)}
                  aria-label={`${t('calendarSettings.edit')}: ${line.name}`}
                >
                  {t('calendarSettings.edit')}
                </Button>
              )}
              <Button
                variant="subtle"
                onClick={() => void change(() => safe.setCalendarUse(line.id, !line.isUsed))}
                aria-label={`${t(line.isUsed ? 'calendarSettings.remove' : 'calendarSettings.restore')}: ${line.name}`}
              >
                {t(line.isUsed ? 'calendarSettings.remove' : 'calendarSettings.restore')}
              </Button>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
