import { ADMIN_BASE, BASES, BUILT_IN, type EntryType, kuerzelFault, type PlainRecord } from '@siegel/akten';
import { platformRandom } from '@siegel/seal';
import { type ErrorCode, fail, hexOf, type Id, ok, type Result, WIRE_KINDS } from '@siegel/wire';
import { enterCalendar } from '../appointments/change-calendar.ts';
import { Safe } from '../safe/safe.ts';
import { readEntryTypes } from './read-entry-types.ts';

const ID_BYTES = 16;
const MOST_TYPES = 200;

/** Enters or changes types in one batch; nothing is written when one of them is refused (ET5). ENTRY_TYPE_KUERZEL_WRONG,
 *  ENTRY_TYPE_KUERZEL_TAKEN, ENTRY_TYPE_FIXED, CALENDAR_NAME_MISSING, RIGHT_MISSING, GROUP_KEY_MISSING, OFFLINE, ENTRY_STALE. */
export async function saveEntryTypes(safe: Safe, types: readonly EntryType[]): Promise<Result<readonly string[]>> {
  const synced = await safe.sync();
  if (!synced.ok) return synced;
  const known = await readEntryTypes(safe);
  if (!known.ok) return known;
  const fault = faultOf(types, known.value.types);
  if (fault !== undefined) return fail(fault);
  const entries = types.map((type) => ({
    kind: WIRE_KINDS.entryType,
    record: recordOf(type, known.value.types),
    state: type.isUsed ? ('active' as const) : ('removed' as const),
    sealed: fieldsOf(type),
  }));
  const entered = await enterCalendar(safe, entries);
  return entered.ok ? ok(entries.map(({ record }) => hexOf(record))) : entered;
}

/** A built-in type has one record in a house, whoever changes it. */
function recordOf(type: EntryType, known: readonly EntryType[]): Id {
  const before = type.isBuiltIn ? known.find(({ isBuiltIn, base }) => isBuiltIn && base === type.base) : type;
  return before?.typeId === undefined ? (platformRandom(ID_BYTES) as Id) : Safe.idOf(before.typeId);
}

function faultOf(types: readonly EntryType[], known: readonly EntryType[]): ErrorCode | undefined {
  if (types.length > MOST_TYPES) return 'ENTRY_TYPE_FIXED';
  const changed = new Set(types.flatMap(({ typeId }) => typeId ?? []));
  const others = known.filter(({ typeId, isBuiltIn }) => !isBuiltIn && !changed.has(typeId ?? ''));
  for (const [at, type] of types.entries()) {
    const before = known.find(({ typeId }) => type.typeId !== undefined && typeId === type.typeId);
    const fault = type.isBuiltIn
      ? builtInFault(type)
      : ownFault(type, before, [...others, ...types.slice(0, at).filter(({ isBuiltIn }) => !isBuiltIn)]);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** Kuerzel, kind and compartment of a built-in type are no choice of the house; the note is always there. */
function builtInFault({ base, kuerzel, compartment, isUsed }: EntryType): ErrorCode | undefined {
  const isThere = BUILT_IN.some((one) => one.kuerzel === base) && kuerzel === base && compartment === 'clinical';
  return isThere && (isUsed || base !== ADMIN_BASE) ? undefined : 'ENTRY_TYPE_FIXED';
}

function ownFault(type: EntryType, before: EntryType | undefined, others: readonly EntryType[]): ErrorCode | undefined {
  if (type.name.trim() === '') return 'CALENDAR_NAME_MISSING';
  const fault = kuerzelFault(type.kuerzel, others);
  if (fault !== undefined) return fault === 'taken' ? 'ENTRY_TYPE_KUERZEL_TAKEN' : 'ENTRY_TYPE_KUERZEL_WRONG';
  const isPossible =
    BASES.some(({ kuerzel }) => kuerzel === type.base) && (type.compartment === 'clinical' || type.base === ADMIN_BASE);
  const isSame = before === undefined || (before.base === type.base && before.compartment === type.compartment);
  return isPossible && isSame && before?.isBuiltIn !== true ? undefined : 'ENTRY_TYPE_FIXED';
}

function fieldsOf({ typeId: _typeId, isUsed: _isUsed, kuerzel, name, ...fields }: EntryType): PlainRecord {
  return { ...fields, kuerzel: kuerzel.toUpperCase(), name: name.trim() };
}
