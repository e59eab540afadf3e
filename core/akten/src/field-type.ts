import type { FieldPath } from './finding.ts';

/** A calendar day of the practice, `JJJJ-MM-TT`; no time zone. */
export type LocalDate = string;
/** A day of which parts may be unknown: `JJJJ`, `JJJJ-MM` or `JJJJ-MM-TT`. Foreign files carry all three. */
export type PartialDate = string;
/** A clock time of the practice, `HH:MM` or `HH:MM:SS`; no time zone. */
export type LocalTime = string;

type Must = { readonly required?: true };
/** Text of at most `max` UTF-16 code units. */
export type TextType = Must & { readonly type: 'text'; readonly max: number };
/** One of a fixed list of words. */
export type CodeType<C extends string = string> = Must & { readonly type: 'code'; readonly codes: readonly C[] };
/** Safe integer within [min, max]. */
export type IntegerType = Must & { readonly type: 'integer'; readonly min: number; readonly max: number };
/** Bytes: at most `max`, or exactly `exactly`. */
export type BytesType = Must & { readonly type: 'bytes'; readonly max: number; readonly exactly?: number };
/** Strings of a fixed form; `decimal` is a string such as `-12.5`, because a float would not survive a round trip. */
export type FormType = Must & { readonly type: 'localDate' | 'partialDate' | 'localTime' | 'decimal' };
/** Types without a parameter that are no strings. */
export type PlainType = Must & { readonly type: 'instantMs' | 'bool' | 'id' };
/** Ordered values of one type, at most `max`. */
export type ListType<E = unknown> = Must & { readonly type: 'list'; readonly of: E; readonly max: number };
/** A nested object; its fields share the compartment of the field that holds it. */
export type GroupType<F = unknown> = Must & { readonly type: 'group'; readonly fields: F };

/** Everything a field of a record kind can be. No floats, no null: an absent value is an absent key. */
export type FieldType =
  | TextType
  | CodeType
  | IntegerType
  | BytesType
  | FormType
  | PlainType
  | (Must & { readonly type: 'list'; readonly of: FieldType; readonly max: number })
  | (Must & { readonly type: 'group'; readonly fields: Readonly<Record<string, FieldType>> });

type RequiredKeys<F> = { [K in keyof F]: F[K] extends { readonly required: true } ? K : never }[keyof F];

/** The object type of a set of named field types: required ones must be there, all others may be. */
export type ValueOfFields<F> = { readonly [K in RequiredKeys<F>]: ValueOfType<F[K]> } & {
  readonly [K in Exclude<keyof F, RequiredKeys<F>>]?: ValueOfType<F[K]>;
};

/** The TypeScript type of a value of field type `T`. */
export type ValueOfType<T> =
  T extends CodeType<infer C>
    ? C
    : T extends ListType<infer E>
      ? readonly ValueOfType<E>[]
      : T extends GroupType<infer F>
        ? ValueOfFields<F>
        : T extends { readonly type: 'text' | 'localDate' | 'partialDate' | 'localTime' | 'decimal' }
          ? string
          : T extends { readonly type: 'integer' | 'instantMs' }
            ? number
            : T extends { readonly type: 'bool' }
              ? boolean
              : T extends { readonly type: 'bytes' | 'id' }
                ? Uint8Array
                : never;

/** Declares text of at most `max` UTF-16 code units. */
export function text({ max }: { readonly max: number }): TextType {
  return { type: 'text', max };
}

/** Declares one word of a fixed list. */
export function code<const C extends string>(codes: readonly C[]): CodeType<C> {
  return { type: 'code', codes };
}

/** Declares a safe integer; `min` defaults to 0. */
export function integer({ min = 0, max = Number.MAX_SAFE_INTEGER }: { min?: number; max?: number } = {}): IntegerType {
  return { type: 'integer', min, max };
}

/** Declares bytes of a largest or of an exact length. */
export function bytes(size: { readonly max: number } | { readonly exactly: number }): BytesType {
  return 'exactly' in size
    ? { type: 'bytes', max: size.exactly, exactly: size.exactly }
    : { type: 'bytes', max: size.max };
}

/** Declares a list of one field type; `max` defaults to 1,000 elements. */
export function list<const E extends FieldType>(of: E, { max = 1000 }: { max?: number } = {}): ListType<E> {
  return { type: 'list', of, max };
}

/** Declares a nested object. */
export function group<const F extends Readonly<Record<string, FieldType>>>(fields: F): GroupType<F> {
  return { type: 'group', fields };
}

/** Makes a field type obligatory: a record without it is refused with FIELD_MISSING. */
export function must<const T extends FieldType>(type: T): T & { readonly required: true } {
  return { ...type, required: true };
}

/** A day, `JJJJ-MM-TT`, that exists in the calendar. */
export const localDate = { type: 'localDate' } as const;
/** A day of which month or day may be unknown. */
export const partialDate = { type: 'partialDate' } as const;
/** A clock time, `HH:MM` or `HH:MM:SS`. */
export const localTime = { type: 'localTime' } as const;
/** A decimal number as a string: optional minus, up to 15 digits, optionally a point and up to 9 digits. */
export const decimal = { type: 'decimal' } as const;
/** Milliseconds since 1970-01-01T00:00:00Z, integer, not negative. */
export const instantMs = { type: 'instantMs' } as const;
/** True or false. */
export const bool = { type: 'bool' } as const;
/** A random identifier of 16 bytes. */
export const id = { type: 'id' } as const;

/** Joins a path of field names and list positions, `telecom.0.wert`. */
export function pathOf(parent: FieldPath, key: string | number): FieldPath {
  return parent === '' ? String(key) : `${parent}.${key}`;
}
