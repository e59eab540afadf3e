import { type EntryType, lookOf } from '@siegel/akten';
import type { FreigabeItem, FreigabeList } from '@siegel/safe';

/** The list with Eintraege named and coloured as the house does (ET7). */
export function lookedList(list: FreigabeList | undefined, types: readonly EntryType[]): FreigabeList | undefined {
  if (list === undefined || types.length === 0) return list;
  const look = lookOf(types);
  const looked = (item: FreigabeItem): FreigabeItem => {
    const own = look({ kuerzel: item.kuerzel, hue: item.hue, typeId: item.typeId });
    return own === undefined ? item : { ...item, kuerzel: own.kuerzel, hue: own.hue };
  };
  const { items, returned, forPerson } = list;
  return {
    ...list,
    items: items.map(looked),
    returned: returned.map(looked),
    forPerson: forPerson.map(looked),
  };
}
