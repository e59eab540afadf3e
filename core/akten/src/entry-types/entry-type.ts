import type { Hue } from '../kind.ts';
import type { DayPlace, TypeCompartment, TypeSign } from './type-codes.ts';
import { type EintragKindName, KUERZEL, type Kuerzel } from '../record-kinds.ts';

/** How the house writes and shows Eintraege of one type. */
export interface EntryType {
  /** Hex id; undefined for a built-in type nobody has changed. */
  readonly typeId?: string;
  /** Kuerzel of the built-in type: what an Eintrag of it is, whatever it is called (ET2). */
  readonly base: string;
  readonly isBuiltIn: boolean;
  readonly compartment: TypeCompartment;
  readonly kuerzel: string;
  readonly name: string;
  readonly hue: Hue;
  readonly sign: TypeSign;
  readonly dayPlace: DayPlace;
  /** What stands in the line when the type is chosen. */
  readonly preset: string;
  readonly order: number;
  readonly isUsed: boolean;
}

/** Built-in types whose text may also be kept for administration. */
export const ADMIN_BASE = 'NOT';
/** Kinds that begin with a file or come from a laboratory; they are not typed. */
const NOT_TYPED: readonly EintragKindName[] = ['document', 'labReport'];

/** The built-in types that can be typed, alphabetically. */
export const BUILT_IN: readonly Kuerzel[] = KUERZEL.filter(({ kind }) => !NOT_TYPED.includes(kind)).toSorted((a, b) =>
  a.kuerzel.localeCompare(b.kuerzel),
);

/** The built-in types own types may be written as. Tasks and diagnoses have fields of their own in the line. */
export const BASES: readonly Kuerzel[] = BUILT_IN.filter(({ kind }) => kind === 'note' || kind === 'finding');

/** A way to write an Eintrag on the command line, as the house calls it. */
export interface TypedKuerzel extends Kuerzel {
  /** Empty: the name of the built-in type. */
  readonly name: string;
  readonly sign: TypeSign;
  readonly dayPlace: DayPlace;
  readonly presetText: string;
  readonly compartment: TypeCompartment;
  /** Hex id of an own type; undefined for a built-in one. */
  readonly typeId?: string;
}

/** What can be typed with these types of the house: built-in ones and own ones in use, in their order (ET2). The note is always
 *  there: a line without a Kuerzel becomes one. */
export function typedKuerzel(types: readonly EntryType[]): readonly TypedKuerzel[] {
  const looks = new Map(types.filter(({ isBuiltIn }) => isBuiltIn).map((type) => [type.base, type]));
  const builtIn = BUILT_IN.filter(({ kuerzel }) => kuerzel === ADMIN_BASE || looks.get(kuerzel)?.isUsed !== false).map(
    (kuerzel) => ({ typed: lookedLike(kuerzel, looks.get(kuerzel.kuerzel)), order: looks.get(kuerzel.kuerzel)?.order }),
  );
  const own = types
    .filter(({ isBuiltIn, isUsed }) => !isBuiltIn && isUsed)
    .flatMap((type) => {
      const base = BASES.find(({ kuerzel }) => kuerzel === type.base);
      return base === undefined ? [] : [{ typed: ownKuerzel(base, type), order: type.order as number | undefined }];
    });
  return [...builtIn, ...own]
    .toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0) || a.typed.kuerzel.localeCompare(b.typed.kuerzel))
    .map(({ typed }) => typed);
}

function ownKuerzel(base: Kuerzel, type: EntryType): TypedKuerzel {
  const { kuerzel, name, hue, sign, dayPlace, compartment, typeId } = type;
  return {
    ...base,
    ...{ kuerzel, name, hue, sign, dayPlace, compartment, presetText: type.preset },
    ...(typeId !== undefined && { typeId }),
  };
}

function lookedLike(kuerzel: Kuerzel, look: EntryType | undefined): TypedKuerzel {
  return {
    ...kuerzel,
    compartment: 'clinical',
    name: look?.name ?? '',
    hue: look?.hue ?? kuerzel.hue,
    sign: look?.sign ?? 'none',
    dayPlace: look?.dayPlace ?? 'byTime',
    presetText: look?.preset ?? '',
  };
}

/** How a row of the Akte looks. */
export type TypeLook = Pick<TypedKuerzel, 'kuerzel' | 'hue' | 'name' | 'sign' | 'dayPlace'>;

/** How rows look with these types of the house: by the id their Eintrag carries, else as what they are (ET4). Types out of use still
 *  name what was written with them. */
export function lookOf(
  types: readonly EntryType[],
): (row: {
  readonly kuerzel: string;
  readonly hue: string;
  readonly typeId: string | undefined;
}) => TypeLook | undefined {
  const own = new Map(types.filter(({ isBuiltIn }) => !isBuiltIn).map((type) => [type.typeId, type]));
  const builtIn = new Map(types.filter(({ isBuiltIn }) => isBuiltIn).map((type) => [type.base, type]));
  return ({ kuerzel, typeId }) => (typeId === undefined ? undefined : own.get(typeId)) ?? builtIn.get(kuerzel);
}
