import type { DraftValue } from './draft.ts';
import type { UnplacedItem } from './import-plan.ts';
import type { XdtLine } from './xdt-line.ts';
import { type DateOrder, xdtDate, xdtTime } from './xdt-value.ts';

/** One field of a test block: where it goes; `many` joins repeated lines by line breaks. */
interface ResultRule {
  readonly to: string;
  readonly as?: 'date' | 'time' | 'many';
}

// GDT 2.1 and LDT 2. 8433 is the time in LDT, 8439 in GDT. Sources: GDT 2.1 field list; LDT 2 samples.
const RESULT_RULES: Readonly<Record<string, ResultRule>> = {
  '8410': { to: 'ident' },
  '8411': { to: 'name' },
  '8418': { to: 'status' },
  '8420': { to: 'wert' },
  '8421': { to: 'einheit' },
  '8422': { to: 'grenzwertindikator' },
  '8428': { to: 'material', as: 'many' },
  '8430': { to: 'material', as: 'many' },
  '8431': { to: 'material', as: 'many' },
  '8432': { to: 'abnahmetag', as: 'date' },
  '8433': { to: 'abnahmezeit', as: 'time' },
  '8439': { to: 'abnahmezeit', as: 'time' },
  '8460': { to: 'normtext', as: 'many' },
  '8461': { to: 'untergrenze' },
  '8462': { to: 'obergrenze' },
  '8470': { to: 'bemerkung', as: 'many' },
  '8480': { to: 'ergebnistext', as: 'many' },
};

/** The results of a record, and what of their fields found no place (`8410 HB/8429`). */
export interface TakenResults {
  readonly results: DraftValue[];
  readonly unplaced: UnplacedItem[];
  readonly used: readonly XdtLine[];
}

/** Collects test blocks: 8410 begins one, every 84xx up to the next 8410 belongs to it. */
export function takeResults(lines: readonly XdtLine[], order: DateOrder): TakenResults {
  const results: DraftValue[] = [];
  const unplaced: UnplacedItem[] = [];
  const used: XdtLine[] = [];
  let current: DraftValue | null = null;
  for (const line of lines) {
    if (line.fk === '8410') {
      current = {};
      results.push(current);
    }
    if (current === null || !line.fk.startsWith('84')) continue;
    if (!place(line, current, order) && line.content.trim() !== '') {
      const ident = typeof current['ident'] === 'string' ? current['ident'] : '';
      unplaced.push({ feld: `8410 ${ident}/${line.fk}`, inhalt: line.content });
    }
    used.push(line);
  }
  return { results, unplaced, used };
}

function place(line: XdtLine, result: DraftValue, order: DateOrder): boolean {
  const rule = Object.hasOwn(RESULT_RULES, line.fk) ? RESULT_RULES[line.fk] : undefined;
  if (rule === undefined) return false;
  const before = result[rule.to];
  if (rule.as === 'many') {
    result[rule.to] = typeof before === 'string' ? `${before}\n${line.content.trimEnd()}` : line.content.trimEnd();
    return true;
  }
  const content =
    rule.as === 'date'
      ? xdtDate(line.content, order)
      : rule.as === 'time'
        ? xdtTime(line.content)
        : line.content.trim();
  if (content === null || before !== undefined) return false;
  result[rule.to] = content;
  return true;
}
