import { DAY_PLACES, type EntryType, HUES, TYPE_COMPARTMENTS, TYPE_SIGNS } from '@siegel/akten';
import { hexOf, type Id, ok, type Result, WIRE_KINDS, ZERO_ID } from '@siegel/wire';
import { openOnce, provenNewest } from '../appointments/read-calendar.ts';
import type { EntryTypesView } from '../channel/entry-type-api.ts';
import type { Safe } from '../safe/safe.ts';
import type { HouseValue } from '../settings/house-form.ts';

/** The types the house has entered, and how it has changed built-in ones (ET1). Of two changes of one built-in type the newer counts. */
export async function readEntryTypes(safe: Safe): Promise<Result<EntryTypesView>> {
  const own: EntryType[] = [];
  const builtIn = new Map<string, EntryType>();
  let unreadable = 0;
  for (const record of typeRecords(safe)) {
    const newest = await provenNewest(safe, record);
    if (newest === undefined) continue;
    const value = await openOnce(safe, newest);
    if (value === undefined) {
      unreadable += 1;
      continue;
    }
    const type = typeOf(hexOf(record), value);
    if (type.isBuiltIn) builtIn.set(type.base, type);
    else own.push(type);
  }
  const { membership, head } = safe.follower;
  return ok({
    types: [...builtIn.values(), ...own].toSorted((a, b) => a.order - b.order || a.kuerzel.localeCompare(b.kuerzel)),
    mayAdminister: membership.rightsAt(safe.given.user, head.size).has('administer'),
    unreadable,
  });
}

/** In the order they were first entered. */
function typeRecords({ follower: { columns } }: Safe): readonly Id[] {
  const found = new Map<string, Id>();
  for (const seq of columns.seqsOfAkte(ZERO_ID)) {
    if (columns.kindAt(seq) !== WIRE_KINDS.entryType) continue;
    const record = columns.placeAt(seq)?.record;
    if (record !== undefined) found.set(hexOf(record), record);
  }
  return [...found.values()];
}

function typeOf(typeId: string, value: HouseValue): EntryType {
  const order = value['order'];
  return {
    typeId,
    base: textOf(value['base']),
    isBuiltIn: value['isBuiltIn'] === true,
    compartment: oneOf(TYPE_COMPARTMENTS, value['compartment']) ?? 'clinical',
    kuerzel: textOf(value['kuerzel']),
    name: textOf(value['name']),
    hue: oneOf(HUES, value['hue']) ?? 'grey',
    sign: oneOf(TYPE_SIGNS, value['sign']) ?? 'none',
    dayPlace: oneOf(DAY_PLACES, value['dayPlace']) ?? 'byTime',
    preset: textOf(value['preset']),
    order: typeof order === 'number' ? order : 0,
    isUsed: value['state'] === 'active',
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function oneOf<const T>(known: readonly T[], value: unknown): T | undefined {
  return known.find((one) => one === value);
}
