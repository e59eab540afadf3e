import type { EintragKindName, Kuerzel, TypedKuerzel } from '@siegel/akten';
import type { UnreadableView } from '@siegel/safe';
import { parseDiagnosis, writeDiagnosis } from './diagnosis-text.ts';

/** A record's value as the safe hands it out. */
export type EintragValue = Readonly<Record<string, unknown>>;

/** The field of a kind that one line of text fills. */
const MAIN_FIELD: Readonly<Partial<Record<EintragKindName, string>>> = {
  task: 'titel',
  letter: 'betreff',
  document: 'titel',
};

/** The text of a type that is kept for administration stands in a field of its own, sealed for it (ET3). */
const ADMIN_FIELD = 'verwaltungstext';
const fieldOf = (kind: EintragKindName, value: EintragValue) =>
  kind === 'note' && ADMIN_FIELD in value ? ADMIN_FIELD : (MAIN_FIELD[kind] ?? 'text');

const textOf = (value: EintragValue, field: string) => {
  const content = value[field];
  return typeof content === 'string' ? content : undefined;
};

/** What stands in the editor when an Eintrag is changed in place. */
export function editableText(kind: EintragKindName, value: EintragValue): string {
  if (kind !== 'diagnosis') return textOf(value, fieldOf(kind, value)) ?? '';
  const entries = (['icd', 'seite', 'sicherheit', 'text'] as const).map(
    (field) => [field, textOf(value, field)] as const,
  );
  return writeDiagnosis(Object.fromEntries(entries.filter(([, content]) => content !== undefined)));
}

/** The value with its line of text and its day replaced; every other field stays as it is. */
export function withText(kind: EintragKindName, value: EintragValue, text: string, day: string): EintragValue {
  const dated = { ...value, behandlungstag: day };
  if (kind !== 'diagnosis') return { ...dated, [fieldOf(kind, value)]: text };
  const {
    icd: _icd,
    seite: _seite,
    sicherheit: _sicherheit,
    text: _text,
    ...others
  } = dated as Record<string, unknown>;
  return { ...others, ...parseDiagnosis(text) };
}

/** The value of a new Eintrag from the command line. */
export function newValue(
  kuerzel: Kuerzel & Partial<Pick<TypedKuerzel, 'compartment' | 'typeId'>>,
  text: string,
  day: string,
): EintragValue {
  const preset = {
    ...(kuerzel.preset !== undefined && { [kuerzel.preset.field]: kuerzel.preset.value }),
    ...(kuerzel.compartment === 'admin' && { [ADMIN_FIELD]: '' }),
    ...(kuerzel.typeId !== undefined && { eintragstyp: bytesOfHex(kuerzel.typeId) }),
  };
  return withText(kuerzel.kind, preset, text, day);
}

function bytesOfHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}

/** True when the content could not be opened. Nothing may be saved over it. */
export function isUnreadable(value: object): value is UnreadableView {
  return 'unreadable' in value && typeof value.unreadable === 'string';
}
