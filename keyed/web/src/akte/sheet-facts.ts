import type { TFunction } from 'i18next';
import type { PersonView } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { fullName } from '../search/person-line.tsx';
import { formatDay, formatMoment } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import type { Leaving } from './leaving.ts';

/** What stands above the rows of a printed Akte. */
export interface SheetFacts {
  readonly name: string;
  /** Birth date and number; empty where neither is known. */
  readonly who: string;
  /** When and by whom. */
  readonly printed: string;
  /** Sentences: when and by whom, how many, of how many, what is missing and why. */
  readonly said: readonly string[];
}

/** What says the words above the rows, the same on paper and in the PDF, with the time at which it is asked. */
export function useSheetFacts(): (view: PersonView, leaving: Leaving, userName: string) => SheetFacts {
  const { t } = useTranslation();
  const language = useLanguage();
  return ({ person }, leaving, userName) => {
    const born = person.geburtsdatum === undefined ? '' : formatDay(person.geburtsdatum, language);
    const number = person.patientennummer;
    const printed = t('aktePrint.printed', { moment: formatMoment(Date.now(), language), who: userName });
    return {
      name: fullName(person),
      who: [born, number && t('person.number', { number })].filter(Boolean).join(', '),
      printed,
      said: [`${printed}.`, ...countsOf(leaving, t)],
    };
  };
}

function countsOf({ lines, withheld, unreadable, chosenOf }: Leaving, t: TFunction): readonly string[] {
  const drafts = lines.filter(({ eintrag }) => isDraft(eintrag.freigabe?.state)).length;
  const count = t('freigabe.print.count', { count: lines.length });
  return [
    `${chosenOf === undefined ? count : t('aktePrint.chosen', { count: lines.length, all: chosenOf })}.`,
    ...(drafts > 0 ? [t('aktePrint.drafts', { count: drafts })] : []),
    ...(withheld > 0 ? [t('freigabe.print.withheld', { count: withheld })] : []),
    ...(unreadable > 0 ? [t('freigabe.print.unreadable', { count: unreadable })] : []),
  ];
}

/** Whether something that is released by somebody is not released yet. */
export function isDraft(state: 'draft' | 'presented' | 'returned' | 'released' | undefined): boolean {
  return state !== undefined && state !== 'released';
}
