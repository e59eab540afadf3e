import { isRight, RIGHTS } from '@siegel/akten';
import type { LogChange, LogRow } from '@siegel/safe';
import { WIRE_KINDS } from '@siegel/wire';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Language } from '../text/i18n.ts';
import { useLanguage } from '../text/language.ts';
import { kindLabel } from './kind-label.ts';

/** Persons a row names before it counts the rest. */
const SHOWN = 3;
const PURPOSES = [
  'open',
  'preload',
  'export',
  'verify',
  'move',
  'index',
  'mirror',
  'blob',
  'keys',
  'support',
  'day',
  'desk',
  'elsewhere',
  'backup',
  'backup-key',
] as const;
const SHOWS = ['open', 'print', 'export'] as const;
const ENDS = ['sign-out', 'ended', 'expired', 'password', 'crowded'] as const;
const STEPS = ['password', 'factor', 'outside', 'broken-off'] as const;
const ACCESS = ['factor-added', 'factor-removed', 'way-added', 'way-removed', 'password'] as const;
const BACKUPS = ['made', 'deleted', 'planned'] as const;
const MEANS = ['totp', 'passkey', 'sms', 'recovery', 'userKeyFile'] as const;

/** The words of a row, on screen, on paper and in a saved table alike. */
export interface RowText {
  readonly what: string;
  readonly who: string;
  readonly persons: string;
  /** What it changed, or what it was about where that is sealed; empty for most. */
  readonly more: string;
}

export function useRowText(): (row: LogRow) => RowText {
  const { t } = useTranslation();
  const language = useLanguage();
  return (row) => {
    const names = row.persons.map(({ name }) => (name === '' ? t('log.nameless') : name));
    const shown = names.slice(0, SHOWN).join('; ');
    const rest = row.personCount - Math.min(SHOWN, names.length);
    return {
      what: whatText(row, t, language),
      who: row.userId === undefined ? t('log.server') : row.userName || t('log.nameless'),
      persons: rest > 0 ? `${shown} ${t('log.more', { count: rest })}` : shown,
      more: row.details ?? moreText(row, t, language),
    };
  };
}

function whatText(row: LogRow, t: TFunction, language: Language): string {
  if (row.merge !== undefined) return t(`merge.log.${row.merge}`);
  if (row.person !== undefined) return t(`log.personSaid.${row.person}`);
  if (row.kind === WIRE_KINDS.opening) {
    const show = SHOWS.find((known) => known === row.purpose);
    if (show !== undefined) return t(`log.shown.${show}`);
  }
  const purpose = PURPOSES.find((known) => known === row.purpose);
  if (purpose !== undefined) return t(`log.purpose.${purpose}`);
  const end = ENDS.find((known) => known === row.reason);
  if (end !== undefined) return t(`log.signedOut.${end}`);
  const step = STEPS.find((known) => known === row.step);
  if (step !== undefined) return t(`log.failedAt.${step}`);
  const access = ACCESS.find((known) => known === row.access?.change);
  if (access !== undefined) return t(`log.access.${access}`, { means: meansText(row, t) });
  const backup = BACKUPS.find((known) => known === row.backup);
  if (backup !== undefined) return t(`log.backup.${backup}`);
  const kind = kindLabel(row, language);
  if (row.group === 'records') return t('log.written', { kind });
  return row.group === 'house' ? t('log.entered', { kind }) : kind;
}

function meansText({ access }: LogRow, t: TFunction): string {
  const means = MEANS.find((known) => known === access?.means);
  return means === undefined ? '' : t(`log.means.${means}`);
}

function moreText({ change, isAlarm }: LogRow, t: TFunction, language: Language): string {
  if (isAlarm === true) return t('log.alarm');
  return change === undefined ? '' : changeText(change, t, language);
}

function changeText(change: LogChange, t: TFunction, language: Language): string {
  if (change.about === 'rules') return change.rules.map((rule) => ruleText(rule, t)).join('; ');
  const name = change.name === '' ? t('log.nameless') : change.name;
  const state = t(`log.change.${change.about}.${change.state}`, { name });
  if (change.about === 'device') return state;
  const label = (right: string) => (isRight(right) ? RIGHTS[right][language] : right);
  const parts = [
    state,
    change.given.length > 0 && t('log.change.given', { rights: change.given.map(label).join('; ') }),
    change.taken.length > 0 && t('log.change.taken', { rights: change.taken.map(label).join('; ') }),
    change.sitesAdded > 0 && t('log.change.sitesAdded', { count: change.sitesAdded }),
    change.sitesLeft > 0 && t('log.change.sitesLeft', { count: change.sitesLeft }),
  ];
  return parts.filter((part) => part !== false).join('. ');
}

const KNOWN_RULES = ['massReadAkten', 'massReadMinutes', 'accessSheet', 'offlineSlot', 'floors'] as const;

/** Rules that have no words here are named as the journal names them: better than to leave one out. */
function ruleText(
  { name, before, after }: { readonly name: string; readonly before: string; readonly after: string },
  t: TFunction,
): string {
  const known = KNOWN_RULES.find((rule) => rule === name);
  const rule = known === undefined ? name : t(`log.rule.${known}`);
  const said = (value: string) => {
    if (value === '') return t('log.change.standard');
    return name === 'accessSheet' && (value === 'role' || value === 'name') ? t(`log.settings.sheet.${value}`) : value;
  };
  return t('log.change.rule', { rule, before: said(before), after: said(after) });
}
