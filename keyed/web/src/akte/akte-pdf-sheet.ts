import type { TFunction } from 'i18next';
import type { Branding } from '../settings/branding.ts';
import type { TableSheet } from '../pdf/table-sheet.ts';
import { formatDay, formatMoment } from '../text/format.ts';
import type { Language } from '../text/i18n.ts';
import type { AkteLine } from './akte-lines.ts';
import { isDraft, type SheetFacts } from './sheet-facts.ts';

const WIDTHS = { day: 60, kind: 34, text: 270, who: 66, state: 81 } as const;

/** What the sheet of an Akte is made of. */
export interface AkteSheetGiven {
  readonly facts: SheetFacts;
  readonly lines: readonly AkteLine[];
  readonly branding: Branding | undefined;
  readonly userName: string;
  readonly language: Language;
  readonly t: TFunction;
}

/** The sheet of an Akte as a table to be set. */
export function aktePdfSheet({ facts, lines, branding, userName, language, t }: AkteSheetGiven): TableSheet {
  const columns = (['day', 'kind', 'text', 'who', 'state'] as const).map((column) => ({
    label: t(`freigabe.print.col.${column}`),
    widthPt: WIDTHS[column],
  }));
  return {
    language,
    title: t('aktePrint.title', { name: facts.name }),
    author: userName,
    createdAt: new Date(),
    house: {
      name: branding?.name ?? '',
      lines: [branding?.anschrift, branding?.kontakt].flatMap((text) => (text ?? '').split('\n').filter(Boolean)),
      logoPng: branding?.logo?.slice(),
    },
    heading: facts.name,
    facts: [facts.who, ...facts.said].filter((fact) => fact !== ''),
    columns,
    rows: lines.map((line) => ({
      cells: [
        formatDay(line.eintrag.behandlungstag, language),
        line.eintrag.kuerzel,
        line.eintrag.summary,
        line.eintrag.author,
        stateOf(line, { language, t }),
      ],
      isDraft: isDraft(line.eintrag.freigabe?.state),
    })),
    foot: `${facts.name}. ${facts.printed}`,
    pageOf: (page, pages) => t('aktePrint.page', { page, pages }),
    missingSigns: (count) => t('aktePrint.missingSigns', { count }),
  };
}

/** Where an Eintrag stands, and for a released one by whom and when. */
function stateOf({ eintrag: { freigabe } }: AkteLine, { language, t }: Pick<AkteSheetGiven, 'language' | 't'>): string {
  if (freigabe === undefined) return '';
  const state = t(`freigabe.print.state.${freigabe.state}`);
  if (freigabe.state === 'draft') return state.toLocaleUpperCase(language);
  if (freigabe.state !== 'released') return t('aktePrint.draftState', { state });
  if (freigabe.by === undefined) return state;
  return `${state}\n${freigabe.by.who}\n${formatMoment(freigabe.by.atMs, language)}`;
}
