import { BDT_PATIENT_RULES, BDT_RULES, type BdtRule, isFreeCategory } from './bdt-rules.ts';
import type { DraftValue, EintragInMaking } from './draft.ts';
import type { FindingLog } from './import-finding.ts';
import { sourceOf } from './xdt-reading.ts';
import type { XdtLine } from './xdt-line.ts';
import type { XdtRecord } from './xdt-record.ts';
import { type DateOrder, fullDay, xdtDate } from './xdt-value.ts';

/** What turning lines into Eintraege needs to know. */
export interface BdtEntryContext {
  readonly record: XdtRecord;
  readonly order: DateOrder;
  readonly log: FindingLog;
  readonly rules: Readonly<Record<string, BdtRule>>;
}

// 6200 day of treatment; 5000 day of a service in case records.
const DAY_FIELDS = new Set(['6200', '5000']);

/** Turns the lines of a treatment or case record into Eintraege, day by day in the order of the file (IX10). A field
 *  without rule goes word for word into one row "Nicht zugeordnet" of its day. */
export function bdtEntries(lines: readonly XdtLine[], context: BdtEntryContext): EintragInMaking[] {
  return daysOf(lines, context).flatMap(({ day, lines: ofDay }) => entriesOfDay(ofDay, day, context));
}

/** The rules of the practice, then those of the patient record. */
export function bdtRulesOf(satzart: string, own: Readonly<Record<string, BdtRule>> = BDT_RULES) {
  return satzart === '6100' ? BDT_PATIENT_RULES : own;
}

function daysOf(lines: readonly XdtLine[], { order, log }: BdtEntryContext) {
  const days: { day: string | undefined; lines: XdtLine[] }[] = [{ day: undefined, lines: [] }];
  for (const line of lines) {
    const date = DAY_FIELDS.has(line.fk) ? xdtDate(line.content, order) : null;
    const day = fullDay(date);
    if (day !== null) days.push({ day, lines: [] });
    else {
      if (DAY_FIELDS.has(line.fk)) log.add('XDT_DATE_INVALID', { line: line.line, field: line.fk });
      days.at(-1)?.lines.push(line);
    }
  }
  return days.filter(({ lines: ofDay }) => ofDay.length > 0);
}

/** What is under way while the lines of one day are read. */
interface DayInMaking {
  readonly day: string | undefined;
  readonly context: BdtEntryContext;
  readonly entries: EintragInMaking[];
  readonly unplaced: XdtLine[];
  /** Name of a free category that waits for its text. */
  category: XdtLine | null;
  /** Row that the next line of the same field continues. */
  open: { readonly fk: string; readonly entry: EintragInMaking } | null;
}

function entriesOfDay(lines: readonly XdtLine[], day: string | undefined, context: BdtEntryContext): EintragInMaking[] {
  const making: DayInMaking = { day, context, entries: [], unplaced: [], category: null, open: null };
  for (const line of lines) if (line.content.trim() !== '') takeLine(line, making);
  if (making.category !== null) making.unplaced.push(making.category);
  return making.unplaced.length === 0 ? making.entries : [...making.entries, leftover(making.unplaced, day, context)];
}

function takeLine(line: XdtLine, making: DayInMaking): void {
  if (isFreeCategory(line.fk) && Number(line.fk) % 2 === 0) {
    if (making.category !== null) making.unplaced.push(making.category);
    making.category = line;
    making.open = null;
    return;
  }
  const rule = isFreeCategory(line.fk) ? freeRule(making.category) : ownRule(making.context.rules, line.fk);
  if (rule === undefined) making.unplaced.push(line);
  else if (making.open?.fk === line.fk && rule.each !== true) append(making.open.entry.value, rule.to, line.content);
  else {
    const entry: EintragInMaking = { kind: rule.kind, value: valueOf(rule, line, making), unplaced: [] };
    making.entries.push(entry);
    making.open = { fk: line.fk, entry };
  }
  if (isFreeCategory(line.fk)) making.category = null;
}

function ownRule(rules: Readonly<Record<string, BdtRule>>, fk: string): BdtRule | undefined {
  return Object.hasOwn(rules, fk) ? rules[fk] : undefined;
}

function freeRule(category: XdtLine | null): BdtRule {
  return { kind: 'note', to: 'text', with: { rubrik: 'notiz', titel: category?.content.trim() ?? 'Freie Kategorie' } };
}

function valueOf(rule: BdtRule, line: XdtLine, { day, context, category }: DayInMaking): DraftValue {
  const felder = isFreeCategory(line.fk) && category !== null ? [category.fk, line.fk] : [line.fk];
  const { satzart } = context.record;
  return {
    ...rule.with,
    behandlungstag: day,
    [rule.to]: line.content.trimEnd(),
    source: sourceOf('bdt', { satzart, line: line.line }, felder),
  };
}

function append(value: DraftValue, name: string, content: string): void {
  value[name] = `${String(value[name])}\n${content.trimEnd()}`;
}

function leftover(lines: readonly XdtLine[], day: string | undefined, { record }: BdtEntryContext): EintragInMaking {
  const felder = [...new Set(lines.map(({ fk }) => fk))];
  const source = sourceOf('bdt', { satzart: record.satzart, line: lines[0]?.line ?? record.line }, felder);
  const items = lines.map(({ fk, content }) => ({ feld: fk, inhalt: content }));
  return {
    kind: 'note',
    value: { behandlungstag: day, rubrik: 'notiz', titel: 'Nicht zugeordnet', source },
    unplaced: items,
  };
}
