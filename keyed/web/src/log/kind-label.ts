import { FORMS, kindByCode } from '@siegel/akten';
import type { LogRow } from '@siegel/safe';
import type { Language } from '../text/i18n.ts';

/** What a row is called: the label of its kind. Deliveries are named by their purpose, by the caller. */
export function kindLabel({ kind }: Pick<LogRow, 'kind'>, language: Language): string {
  const form = FORMS.find(({ code }) => code === kind) ?? kindByCode(kind);
  return form?.label[language] ?? String(kind);
}
