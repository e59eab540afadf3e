import type { LogRow } from '@siegel/safe';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Language } from '../text/i18n.ts';
import { useLanguage } from '../text/language.ts';
import { kindLabel } from './kind-label.ts';

/** Persons a row names before it counts the rest. */
const SHOWN = 3;
const PURPOSES = ['open', 'preload', 'export', 'verify', 'index', 'mirror', 'blob', 'keys', 'support'] as const;

/** The words of a row, on screen and in a saved table alike. */
export function useRowText(): (row: LogRow) => {
  readonly what: string;
  readonly who: string;
  readonly persons: string;
} {
  const { t } = useTranslation();
  const language = useLanguage();
  return (row) => {
    const purpose = PURPOSES.find((known) => known === row.purpose);
    const names = row.persons.map(({ name }) => (name === '' ? t('log.nameless') : name));
    const shown = names.slice(0, SHOWN).join('; ');
    const rest = row.personCount - Math.min(SHOWN, names.length);
    return {
      what: purpose === undefined ? entryText(row, t, language) : t(`log.purpose.${purpose}`),
      who: row.userId === undefined ? t('log.server') : row.userName || t('log.nameless'),
      persons: rest > 0 ? `${shown} ${t('log.more', { count: rest })}` : shown,
    };
  };
}

/** What somebody did with an entry of this kind; what the server noted by itself has a name that says it. */
function entryText(row: LogRow, t: TFunction, language: Language): string {
  const kind = kindLabel(row, language);
  if (row.group === 'records') return t('log.written', { kind });
  return row.group === 'house' ? t('log.entered', { kind }) : kind;
}
