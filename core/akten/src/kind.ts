import { assert } from '@siegel/wire';
import type { FieldType, ValueOfFields } from './field-type.ts';

/** Which key seals a field. The wire codes never change. Source: docs/spec/akten.md AK1. */
export const COMPARTMENT_CODES = { identity: 0, clinical: 1, restricted: 2, admin: 3 } as const;
/** A part of a record that has a key of its own. */
export type Compartment = keyof typeof COMPARTMENT_CODES;
/** All compartments in the order of their wire codes. */
export const COMPARTMENTS = ['identity', 'clinical', 'restricted', 'admin'] as const satisfies readonly Compartment[];

/** Colours of the Akte's table; the design system maps them to values with enough contrast. */
export const HUES = [
  'blue',
  'green',
  'red',
  'violet',
  'rust',
  'pink',
  'indigo',
  'brown',
  'amber',
  'grey',
  'olive',
  'cyan',
] as const;
/** One of `HUES`. */
export type Hue = (typeof HUES)[number];

/** A field the server may read: coded, with the reason shown to everybody under "what the server can read". */
export interface OpenField<T = FieldType> {
  readonly zone: 'open';
  readonly type: T;
  readonly reason: string;
}
/** A field sealed in the browser under the key of its compartment. */
export interface SealedField<T = FieldType> {
  readonly zone: 'sealed';
  readonly type: T;
  readonly compartment: Compartment;
}
/** A field is one or the other; there is no third way to write one (AK2). */
export type Field = OpenField | SealedField;

/** How a kind appears in the Akte's table: its Kuerzel and colour, and other ones chosen by the value of one field. */
export interface EintragLook {
  readonly kuerzel: string;
  readonly hue: Hue;
  /** True for what is only written under another Eintrag, never from the command line. */
  readonly isUnderAnother?: true;
  readonly variants?: {
    readonly field: string;
    readonly byValue: Readonly<Record<string, { readonly kuerzel: string; readonly hue: Hue }>>;
  };
}

/** One record kind, declared once; validation, sealing, forms, export and the public list of open fields follow. */
export interface RecordKind {
  readonly name: string;
  /** Wire code, 64..4095, for ever; the kinds below 64 belong to the journal. */
  readonly code: number;
  readonly schemaVersion: number;
  /** True where edits of disjoint fields may be joined without asking. Never for clinical text. */
  readonly mergeable: boolean;
  readonly label: { readonly de: string; readonly en: string };
  /** Present when records of the kind are rows of the Akte's table. */
  readonly eintrag?: EintragLook;
  /** True when the record lies in the person's Stammakte. */
  readonly stammakte?: true;
  readonly fields: Readonly<Record<string, Field>>;
  /** Open fields that follow from the others: worked out whenever a record is taken apart, so that no writer can forget them. */
  readonly derived?: Readonly<Record<string, (value: Readonly<Record<string, unknown>>) => string>>;
}

type FieldTypes<F> = { readonly [K in keyof F]: F[K] extends { readonly type: infer T } ? T : never };

/** The TypeScript type of a record of kind `K`, all compartments joined. */
export type ValueOf<K extends { readonly fields: Readonly<Record<string, Field>> }> = ValueOfFields<
  FieldTypes<K['fields']>
>;

/** Declares a field the server may read. @param reason must say why, in one German sentence; '' does not compile. */
export function open<const T extends FieldType, const R extends string>(
  type: T,
  reason: R extends '' ? never : R,
): OpenField<T> {
  return { zone: 'open', type, reason };
}

/** Declares a field that leaves the device only sealed under the key of `compartment`. */
export function sealed<const T extends FieldType>(compartment: Compartment, type: T): SealedField<T> {
  return { zone: 'sealed', type, compartment };
}

/** Declares a record kind. Throws when the declaration contradicts itself (a bug, found by loading the module). */
export function defineKind<const K extends RecordKind>(kind: K): K {
  assert(/^[a-z][A-Za-z]*$/.test(kind.name), 'AK3: a kind has a name in camelCase');
  assert(kind.code >= 64 && kind.code <= 4095, 'AK3: record kinds have codes 64..4095');
  assert(Number.isInteger(kind.schemaVersion) && kind.schemaVersion >= 1, 'AK3: schema versions start at 1');
  for (const [name, field] of Object.entries(kind.fields)) {
    assert(/^[a-z][A-Za-z0-9]*$/.test(name), `AK3: ${kind.name}.${name} is not a field name`);
    assert(
      field.zone === 'sealed' || field.reason.trim().length > 0,
      `AK2: ${kind.name}.${name} is open without reason`,
    );
  }
  return kind;
}

/** The compartments a kind uses, in wire order. */
export function compartmentsOf(kind: RecordKind): readonly Compartment[] {
  const used = new Set(Object.values(kind.fields).map((field) => (field.zone === 'sealed' ? field.compartment : null)));
  return COMPARTMENTS.filter((compartment) => used.has(compartment));
}
