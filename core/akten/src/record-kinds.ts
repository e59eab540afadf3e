import { appointment } from './kinds/appointment.ts';
import { appointmentWish } from './kinds/appointment-wish.ts';
import type { EintragLook, RecordKind, ValueOf } from './kind.ts';
import { diagnosis } from './kinds/diagnosis.ts';
import { document } from './kinds/document.ts';
import { finding } from './kinds/finding.ts';
import { labReport } from './kinds/lab-report.ts';
import { letter } from './kinds/letter.ts';
import { medication } from './kinds/medication.ts';
import { message } from './kinds/message.ts';
import { nachtrag } from './kinds/nachtrag.ts';
import { note } from './kinds/note.ts';
import { person } from './kinds/person.ts';
import { portrait } from './kinds/portrait.ts';
import { personMerge } from './kinds/person-merge.ts';
import { staff } from './kinds/staff.ts';
import { task } from './kinds/task.ts';

/** Every record kind, in order of wire codes. */
export const RECORD_KINDS = [
  person,
  note,
  finding,
  diagnosis,
  medication,
  letter,
  labReport,
  document,
  task,
  staff,
  nachtrag,
  appointment,
  appointmentWish,
  portrait,
  message,
  personMerge,
] as const;

type AnyKind = (typeof RECORD_KINDS)[number];
/** The name of a record kind. */
export type RecordKindName = AnyKind['name'];
/** The kind declared under a name. */
export type KindNamed<N extends RecordKindName> = Extract<AnyKind, { name: N }>;
/** The value of the kind declared under a name. */
export type ValueOfKind<N extends RecordKindName> = ValueOf<KindNamed<N>>;
/** Names of the kinds that are rows of the Akte's table. */
export type EintragKindName = Extract<AnyKind, { eintrag: EintragLook }>['name'];
/** A row of the Akte's table before it is sealed: the name of its kind and the value. */
export type EintragDraft = {
  readonly [N in EintragKindName]: { readonly kind: N; readonly value: ValueOfKind<N> };
}[EintragKindName];

const kindsByCode = new Map<number, AnyKind>(RECORD_KINDS.map((kind) => [kind.code, kind]));
const kindsByName = new Map<string, AnyKind>(RECORD_KINDS.map((kind) => [kind.name, kind]));

/** The kind of a wire code, or undefined for one this version does not know. */
export function kindByCode(code: number): AnyKind | undefined {
  return kindsByCode.get(code);
}

/** The kind of a name; typed when the name is known at compile time. */
export function kindByName<N extends RecordKindName>(name: N): KindNamed<N>;
export function kindByName(name: string): AnyKind | undefined;
export function kindByName(name: string): AnyKind | undefined {
  return kindsByName.get(name);
}

/** One way to write an Eintrag on the command line: Kuerzel, colour, kind, and the field value it presets. */
export interface Kuerzel {
  readonly kuerzel: string;
  readonly hue: EintragLook['hue'];
  readonly kind: EintragKindName;
  readonly preset?: { readonly field: string; readonly value: string };
}

const ALL_KUERZEL: readonly Kuerzel[] = RECORD_KINDS.flatMap((kind): Kuerzel[] => {
  if (!('eintrag' in kind)) return [];
  const look: EintragLook = kind.eintrag;
  const variants = Object.entries(look.variants?.byValue ?? {}).map(([value, variant]) => ({
    ...variant,
    kind: kind.name,
    preset: { field: look.variants?.field ?? '', value },
  }));
  return [{ kuerzel: look.kuerzel, hue: look.hue, kind: kind.name }, ...variants];
});

/** All Kuerzel somebody may type, derived from the kinds. */
export const KUERZEL: readonly Kuerzel[] = ALL_KUERZEL.filter(({ kind }) => {
  const look: EintragLook = kindByName(kind).eintrag;
  return look.isUnderAnother !== true;
});

/** Kuerzel and colour of one Eintrag, the variant of its value included (a note of rubrik `anamnese` is ANA, blue). */
export function kuerzelOf(kind: EintragKindName, value: Readonly<Record<string, unknown>>): Kuerzel {
  const own = ALL_KUERZEL.filter((candidate) => candidate.kind === kind);
  const variant = own.find(({ preset }) => preset !== undefined && value[preset.field] === preset.value);
  const found = variant ?? own.find(({ preset }) => preset === undefined);
  if (found === undefined) throw new Error(`AK3: ${kind} has no Kuerzel`);
  return found;
}

/** One field the server may read, with the reason. */
export interface OpenFieldLine {
  readonly kind: RecordKindName;
  readonly label: { readonly de: string; readonly en: string };
  readonly field: string;
  readonly reason: string;
}

/** The complete list of record fields that reach the server readable, generated from the kinds (AK6). */
export function whatTheServerCanRead(kinds: readonly AnyKind[] = RECORD_KINDS): readonly OpenFieldLine[] {
  return kinds.flatMap((kind) =>
    Object.entries<RecordKind['fields'][string]>(kind.fields).flatMap(([field, declared]) =>
      declared.zone === 'open' ? [{ kind: kind.name, label: kind.label, field, reason: declared.reason }] : [],
    ),
  );
}
