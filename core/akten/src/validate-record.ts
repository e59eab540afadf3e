import type { Result } from '@siegel/wire';
import { isLocalDate, isLocalTime, isPartialDate } from './calendar.ts';
import { type CodeType, type FieldType, type FormType, pathOf, type TextType } from './field-type.ts';
import type { FieldFinding, FieldFindingCode, FieldPath, RecordInvalid } from './finding.ts';
import type { RecordKind, ValueOf } from './kind.ts';

const DECIMAL = /^-?\d{1,15}(?:\.\d{1,9})?$/;
const LAST_INSTANT_MS = 8_640_000_000_000_000;
const HAS_FORM: Readonly<Record<FormType['type'], (value: string) => boolean>> = {
  localDate: isLocalDate,
  partialDate: isPartialDate,
  localTime: isLocalTime,
  decimal: (value) => DECIMAL.test(value),
};

/** Checks a value of unknown origin against its kind (AK4).
 *  @returns the same object, typed; else RECORD_INVALID with every finding by path and code, no content.
 *  Own enumerable keys only; a key the kind does not declare is FIELD_UNKNOWN, `null` and `undefined` are FIELD_TYPE. */
export function validateRecord<K extends RecordKind>(kind: K, value: unknown): Result<ValueOf<K>, RecordInvalid> {
  const findings = validateFields(
    Object.fromEntries(Object.entries(kind.fields).map(([name, field]) => [name, field.type])),
    value,
  );
  // Checked field by field just above: this is the one place where the type is asserted.
  return findings.length === 0
    ? { ok: true, value: value as ValueOf<K> }
    : { ok: false, error: { code: 'RECORD_INVALID', findings } };
}

/** Checks an object of unknown origin against named field types; the findings by path, none when it fits. */
export function validateFields(types: Readonly<Record<string, FieldType>>, value: unknown): readonly FieldFinding[] {
  const findings: FieldFinding[] = [];
  checkFields(types, value, '', findings);
  return findings;
}

function checkFields(
  types: Readonly<Record<string, FieldType>>,
  value: unknown,
  path: FieldPath,
  findings: FieldFinding[],
): void {
  if (!isPlainObject(value)) {
    findings.push({ path, code: 'FIELD_TYPE' });
    return;
  }
  for (const [name, type] of Object.entries(types)) {
    if (Object.hasOwn(value, name)) checkValue(type, value[name], pathOf(path, name), findings);
    else if (type.required === true) findings.push({ path: pathOf(path, name), code: 'FIELD_MISSING' });
  }
  for (const name of Object.keys(value)) {
    if (!Object.hasOwn(types, name)) findings.push({ path: pathOf(path, name), code: 'FIELD_UNKNOWN' });
  }
}

function checkValue(type: FieldType, value: unknown, path: FieldPath, findings: FieldFinding[]): void {
  if (type.type === 'group') return checkFields(type.fields, value, path, findings);
  if (type.type === 'list') return checkList(type, value, path, findings);
  const code = scalarFault(type, value);
  if (code !== null) findings.push({ path, code });
}

function checkList(
  type: Extract<FieldType, { type: 'list' }>,
  value: unknown,
  path: FieldPath,
  findings: FieldFinding[],
): void {
  if (!Array.isArray(value)) {
    findings.push({ path, code: 'FIELD_TYPE' });
    return;
  }
  if (value.length > type.max) findings.push({ path, code: 'FIELD_TOO_MANY' });
  value.slice(0, type.max).forEach((element: unknown, at) => checkValue(type.of, element, pathOf(path, at), findings));
}

type StringType = TextType | CodeType | FormType;
type ScalarType = Exclude<FieldType, { type: 'list' | 'group' }>;

function scalarFault(type: ScalarType, value: unknown): FieldFindingCode | null {
  if (isStringType(type)) return typeof value === 'string' ? stringFault(type, value) : 'FIELD_TYPE';
  if (type.type === 'integer') return integerFault(value, type.min, type.max);
  if (type.type === 'bytes') return bytesFault(value, type.max, type.exactly);
  if (type.type === 'instantMs') return integerFault(value, 0, LAST_INSTANT_MS);
  if (type.type === 'id') return bytesFault(value, 16, 16);
  return typeof value === 'boolean' ? null : 'FIELD_TYPE';
}

function isStringType(type: ScalarType): type is StringType {
  return type.type === 'text' || type.type === 'code' || Object.hasOwn(HAS_FORM, type.type);
}

function stringFault(type: StringType, value: string): FieldFindingCode | null {
  if (type.type === 'code') return type.codes.includes(value) ? null : 'FIELD_CODE';
  if (type.type !== 'text') return HAS_FORM[type.type](value) ? null : 'FIELD_FORMAT';
  if (value.length > type.max) return 'FIELD_TOO_LONG';
  // A lone surrogate has no UTF-8 form: the sealed bytes would not give the text back.
  return value.isWellFormed() ? null : 'FIELD_FORMAT';
}

function integerFault(value: unknown, min: number, max: number): FieldFindingCode | null {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || Object.is(value, -0)) return 'FIELD_TYPE';
  return value >= min && value <= max ? null : 'FIELD_RANGE';
}

function bytesFault(value: unknown, max: number, exactly: number | undefined): FieldFindingCode | null {
  if (!(value instanceof Uint8Array)) return 'FIELD_TYPE';
  if (exactly !== undefined) return value.length === exactly ? null : 'FIELD_RANGE';
  return value.length <= max ? null : 'FIELD_TOO_LONG';
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
