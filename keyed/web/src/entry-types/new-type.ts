import { BUILT_IN, type EntryType } from '@siegel/akten';

/** What an own type begins as; it stands last. */
export function newType(count: number): EntryType {
  return {
    base: 'NOT',
    isBuiltIn: false,
    compartment: 'clinical',
    kuerzel: '',
    name: '',
    hue: 'cyan',
    sign: 'none',
    dayPlace: 'byTime',
    preset: '',
    order: count + 1,
    isUsed: true,
  };
}

/** How a built-in type stands in the list: as the house has changed it, or as it came. */
export function builtInLine(kuerzel: string, look: EntryType | undefined): EntryType {
  const hue = BUILT_IN.find((one) => one.kuerzel === kuerzel)?.hue ?? 'grey';
  return look ?? { ...newType(-1), base: kuerzel, kuerzel, hue, isBuiltIn: true };
}
