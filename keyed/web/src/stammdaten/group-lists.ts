import { CONTACT_KINDS, INSURANCE_KINDS, REPRESENTATIVE_SCOPES, TELECOM_KINDS } from '@siegel/akten';
import { formatDay } from '../text/format.ts';
import type { Language } from '../text/i18n.ts';
import { typedDay } from './typed-day.ts';

/** How a field of an item is entered. `choices`: any number of the codes. */
export type ItemField =
  | { readonly name: string; readonly as: 'text' | 'day' | 'code'; readonly isNeeded?: true; readonly isRare?: true }
  | { readonly name: string; readonly as: 'choice' | 'choices'; readonly codes: readonly string[] };

/** What an item of each list is made of, in the order of the form. `isRare`: shown when asked for, or when something stands there. */
export const GROUP_LISTS = {
  telecom: [
    { name: 'art', as: 'choice', codes: TELECOM_KINDS },
    { name: 'wert', as: 'text', isNeeded: true },
    { name: 'bemerkung', as: 'text' },
  ],
  versicherungen: [
    { name: 'art', as: 'choice', codes: INSURANCE_KINDS },
    { name: 'kostentraegerName', as: 'text' },
    { name: 'versichertennummer', as: 'code' },
    { name: 'ik', as: 'code' },
    // Member, family, pensioner: codes of the card.
    { name: 'versichertenart', as: 'choice', codes: ['1', '3', '5'] },
    { name: 'gueltigAb', as: 'day' },
    { name: 'gueltigBis', as: 'day' },
    { name: 'zuzahlungBefreitBis', as: 'day' },
    { name: 'tarif', as: 'text', isRare: true },
    { name: 'aktenzeichen', as: 'text', isRare: true },
    { name: 'vknr', as: 'code', isRare: true },
    { name: 'wop', as: 'code', isRare: true },
    { name: 'besonderePersonengruppe', as: 'code', isRare: true },
    { name: 'dmpKennzeichen', as: 'code', isRare: true },
  ],
  kontakte: [
    { name: 'art', as: 'choice', codes: CONTACT_KINDS },
    { name: 'name', as: 'text', isNeeded: true },
    { name: 'telefon', as: 'text' },
    { name: 'email', as: 'text' },
    { name: 'anschrift', as: 'text', isRare: true },
    { name: 'bemerkung', as: 'text', isRare: true },
  ],
  vertretungen: [
    { name: 'art', as: 'choice', codes: ['eltern', 'vormund', 'betreuung', 'vollmacht', 'pflege'] },
    { name: 'name', as: 'text', isNeeded: true },
    { name: 'umfang', as: 'choices', codes: REPRESENTATIVE_SCOPES },
    { name: 'von', as: 'day' },
    { name: 'bis', as: 'day' },
    { name: 'telefon', as: 'text' },
    { name: 'email', as: 'text' },
    { name: 'anschrift', as: 'text', isRare: true },
    { name: 'bemerkung', as: 'text', isRare: true },
  ],
} as const satisfies Readonly<Record<string, readonly ItemField[]>>;

/** A list of the Stammdaten that the form shows. */
export type GroupListName = keyof typeof GROUP_LISTS;
/** All of them, in the order of the form. */
export const GROUP_LIST_NAMES = Object.keys(GROUP_LISTS) as readonly GroupListName[];

type Value = Readonly<Record<string, unknown>>;

/** One item as it stands in the form; codes of `choices` with blanks between. */
export interface ItemDraft {
  readonly key: number;
  /** What is saved; absent for a new one. Fields the form does not show stay. */
  readonly before?: Value;
  readonly typed: Readonly<Record<string, string>>;
}

/** Why an item cannot be saved as typed. */
export type ItemFault = 'needed' | 'dayWrong';

/** The form of a saved list. */
export function itemsOf(list: GroupListName, saved: unknown, language: Language): readonly ItemDraft[] {
  const values = Array.isArray(saved)
    ? saved.filter((one): one is Value => typeof one === 'object' && one !== null)
    : [];
  return values.map((before, key) => ({ key, before, typed: shownItem(list, before, language) }));
}

/** A new item: of what is chosen mostly, else empty. */
export function newItem(list: GroupListName, items: readonly ItemDraft[]): ItemDraft {
  const [first] = GROUP_LISTS[list];
  const key = Math.max(-1, ...items.map((item) => item.key)) + 1;
  return { key, typed: { art: list === 'vertretungen' ? '' : (first.codes[0] ?? '') } };
}

/** What is wrong with the items: field by item. Empty ones are none and have no faults. */
export function itemFaults(
  list: GroupListName,
  items: readonly ItemDraft[],
  today: string,
): ReadonlyMap<number, Readonly<Record<string, ItemFault>>> {
  const faults = new Map<number, Readonly<Record<string, ItemFault>>>();
  for (const item of items.filter((one) => !isEmpty(one))) {
    const wrong = (GROUP_LISTS[list] as readonly ItemField[]).flatMap((field) => {
      const fault = faultOf(field, item.typed[field.name] ?? '', today);
      return fault === undefined ? [] : [[field.name, fault] as const];
    });
    if (wrong.length > 0) faults.set(item.key, Object.fromEntries(wrong));
  }
  return faults;
}

function faultOf(field: ItemField, text: string, today: string): ItemFault | undefined {
  if ('isNeeded' in field && field.isNeeded === true && text.trim() === '') return 'needed';
  return field.as === 'day' && typedDay(text, today) === undefined ? 'dayWrong' : undefined;
}

/** The list as it is saved: what was not touched stays letter for letter, what is empty goes. Undefined for an empty list. */
export function listOfItems(
  list: GroupListName,
  items: readonly ItemDraft[],
  { language, today }: { readonly language: Language; readonly today: string },
): readonly Value[] | undefined {
  const values = items.flatMap((item) => {
    if (isEmpty(item)) return [];
    const shown = item.before === undefined ? {} : shownItem(list, item.before, language);
    const fields = (GROUP_LISTS[list] as readonly ItemField[]).filter(
      ({ name }) => (item.typed[name] ?? '') !== ((shown as Value)[name] ?? ''),
    );
    const kept = Object.entries(item.before ?? {}).filter(([name]) => !fields.some((field) => field.name === name));
    const typed = fields.flatMap((field) => {
      const value = savedValue(field, item.typed[field.name] ?? '', today);
      return value === undefined ? [] : [[field.name, value] as const];
    });
    return [Object.fromEntries([...kept, ...typed])];
  });
  return values.length === 0 ? undefined : values;
}

/** Nothing but a kind was chosen. */
function isEmpty({ typed }: ItemDraft): boolean {
  return Object.entries(typed).every(([name, text]) => text.trim() === '' || (name === 'art' && !isOwnAnswer(text)));
}

/** Who pays is an answer also where nothing else is known: somebody pays for themselves. */
function isOwnAnswer(art: string): boolean {
  return ['PKV', 'BG', 'SELBST', 'SOZIAL', 'SONSTIGE'].includes(art);
}

function savedValue({ as }: ItemField, text: string, today: string): unknown {
  const words = text.trim();
  if (words === '') return undefined;
  if (as === 'choices') return words.split(/\s+/);
  if (as === 'code') return words.replaceAll(/\s/g, '').toUpperCase();
  return as === 'day' ? typedDay(words, today) : words;
}

function shownItem(list: GroupListName, item: Value, language: Language): Readonly<Record<string, string>> {
  const fields = (GROUP_LISTS[list] as readonly ItemField[]).map(({ name, as }) => {
    const content = item[name];
    if (Array.isArray(content)) return [name, content.join(' ')] as const;
    if (typeof content !== 'string') return [name, ''] as const;
    return [name, as === 'day' ? formatDay(content, language) : content] as const;
  });
  return Object.fromEntries(fields);
}
