import type { AppendPolicy, Fields, Home } from '@siegel/journal';
import {
  type ErrorCode,
  FIRST_RECORD_KIND,
  STAFF_KIND,
  LEAF_CLASS,
  WIRE_KINDS,
  classOfKind,
  isWorkOfHouse,
} from '@siegel/wire';
import type { Form } from '../forms/form.ts';
import { FORMS } from '../forms/forms.ts';
import { mayBeSealedDetails } from '../forms/log-forms.ts';
import type { Field } from '../kind.ts';
import { mayBeReleased } from '../freigabe/may-be-released.ts';
import { nachtrag } from '../kinds/nachtrag.ts';
import { kindByCode } from '../record-kinds.ts';
import { validateFields } from '../validate-record.ts';
import { mayAppend, USER_CO_SIGNED } from './may-append.ts';
import type { Right } from './right.ts';

const formsByCode = new Map<number, Form>(FORMS.map((form) => [form.code, form]));

function fieldsOf(kind: number): Readonly<Record<string, Field>> | undefined {
  return formsByCode.get(kind)?.fields ?? kindByCode(kind)?.fields;
}

/** A3: open fields are exactly what the kind declares open; anything else would be plaintext in a sealed place. */
function openFieldsFault(kind: number, fields: Fields | null): ErrorCode | undefined {
  const types = openTypesOf(kind);
  if (types === undefined) return 'KIND_UNKNOWN';
  const details = fields?.['details'];
  if (details instanceof Uint8Array && !mayBeSealedDetails(details)) return 'OPEN_FIELDS_NOT_DECLARED';
  return validateFields(types, fields ?? {}).length === 0 ? undefined : 'OPEN_FIELDS_NOT_DECLARED';
}

type FieldTypes = Readonly<Record<string, Field['type']>>;

const openTypesByCode = new Map<number, FieldTypes>();

/** The declared open fields of a kind, gathered once: every entry is held against them. */
function openTypesOf(kind: number): FieldTypes | undefined {
  const known = openTypesByCode.get(kind);
  const declared = known === undefined ? fieldsOf(kind) : undefined;
  if (declared === undefined) return known;
  const open = Object.entries(declared).filter(([, field]) => field.zone === 'open');
  const types = Object.fromEntries(open.map(([name, field]) => [name, field.type]));
  openTypesByCode.set(kind, types);
  return types;
}

function homeOf(kind: number): Home {
  // The log names Akten as deliveries do: its readers need not know them, and no Akte grows by being looked at.
  if (kind === STAFF_KIND || isWorkOfHouse(kind) || classOfKind(kind) === LEAF_CLASS.accessLog) return 'house';
  if (kind >= FIRST_RECORD_KIND || kind === WIRE_KINDS.caseKey) return 'akte';
  return classOfKind(kind) === LEAF_CLASS.house ? 'house' : 'akte';
}

/** What core/journal asks the domain, the same in server and clients (A10: rights are an argument). */
export const APPEND_POLICY: AppendPolicy = {
  mayAppend: (kind, author) =>
    mayAppend(kind, { rights: author.rights as ReadonlySet<Right>, ownAffair: author.ownAffair }),
  userCoSigned: USER_CO_SIGNED,
  openFieldsFault,
  homeOf,
  mayBeReleased,
  nachtragKind: nachtrag.code,
};
