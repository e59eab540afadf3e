import {
  type Compartment,
  COMPARTMENTS,
  joinRecord,
  type PlainRecord,
  type RecordKind,
  validateRecord,
  type ValueOf,
} from '@siegel/akten';
import {
  type Body,
  CborError,
  type ErrorCode,
  equalBytes,
  fail,
  LayoutError,
  type OpenFields,
  type PartDescriptor,
  type Result,
  unpackOpenFields,
} from '@siegel/wire';
import { engine } from '#engine';
import type { CompartmentKey } from './case-key.ts';
import { openPart } from './part.ts';

/** A record version that could not be opened, and why; shown as such, never replaced by a default, blocks saving over it (SL14). */
export interface Unreadable {
  readonly unreadable: ErrorCode;
}

/** An opened version: the value, and its compartments apart for carrying them on. */
export interface OpenedRecord<K extends RecordKind> {
  readonly value: ValueOf<K>;
  readonly parts: ReadonlyMap<Compartment, PlainRecord>;
  /** Compartments that were left closed because they are not this user's (`RecordSources.isClosed`). */
  readonly closed: readonly Compartment[];
}

/** Where envelopes and keys come from. Undefined: withheld, or no key for it. */
export interface RecordSources {
  readonly envelopeOf: (part: PartDescriptor) => Uint8Array | undefined;
  readonly keyOf: (compartment: Compartment, part: PartDescriptor) => Promise<CompartmentKey | undefined>;
  /** True for a compartment that this user has no key of, as the journal says: it is left closed and named. */
  readonly isClosed?: (compartment: Compartment) => boolean;
}

/** True for a value that is `Unreadable`. */
export function isUnreadable(value: object): value is Unreadable {
  return 'unreadable' in value;
}

/** Opens all parts of a version that are this user's and joins them with its open fields. Any fault makes the whole version `Unreadable`: half a
 *  record shown as whole would be a lie. PROGRAM_OUTDATED: written in a later schema version than
 *  the kind has here (OF13). */
export async function openRecord<K extends RecordKind>(
  kind: K,
  version: { readonly body: Body; readonly open: OpenFields | null },
  sources: RecordSources,
): Promise<OpenedRecord<K> | Unreadable> {
  const { body } = version;
  if (body.kind !== kind.code) return { unreadable: 'UNREADABLE' };
  const parts = new Map<Compartment, PlainRecord>();
  const closed: Compartment[] = [];
  for (const part of body.parts) {
    const compartment = COMPARTMENTS[part.compartment];
    const opened = await openOne(body, part, sources);
    if (!opened.ok) {
      if (compartment === undefined || !isLeftClosed(opened.error.code, compartment, sources))
        return { unreadable: opened.error.code };
      closed.push(compartment);
      continue;
    }
    if (compartment !== undefined) parts.set(compartment, opened.value);
  }
  // The parts have opened under these very schema versions: their author meant them.
  if (body.parts.some((part) => part.schemaVersion > kind.schemaVersion)) return { unreadable: 'PROGRAM_OUTDATED' };
  const open = openFieldsOf(version);
  if (open === undefined) return { unreadable: 'CONTENT_WITHHELD' };
  const joined = joinRecord(kind, { open, sealed: parts });
  // `joinRecord` leaves out a field that stands in another part than its own: left out would look like never written.
  if (Object.keys(joined).length !== fieldCount([open, ...parts.values()])) return { unreadable: 'UNREADABLE' };
  const value = validateRecord(kind, joined);
  return value.ok ? { value: value.value, parts, closed } : { unreadable: 'UNREADABLE' };
}

/** Not delivered, or no key for it, and that is as it should be: anything else is a fault also of what is not this user's. */
function isLeftClosed(code: ErrorCode, compartment: Compartment, { isClosed }: RecordSources): boolean {
  return (code === 'CONTENT_WITHHELD' || code === 'KEY_UNKNOWN') && isClosed?.(compartment) === true;
}

function fieldCount(parts: readonly PlainRecord[]): number {
  return parts.reduce((count, part) => count + Object.keys(part).length, 0);
}

async function openOne(body: Body, part: PartDescriptor, sources: RecordSources): Promise<Result<PlainRecord>> {
  const compartment = COMPARTMENTS[part.compartment];
  if (compartment === undefined) return fail('UNREADABLE');
  const envelope = sources.envelopeOf(part);
  if (envelope === undefined) return fail('CONTENT_WITHHELD');
  if (!equalBytes(engine.sha256(envelope), part.envelopeHash)) return fail('OPEN_TAMPERED');
  const key = await sources.keyOf(compartment, part);
  if (key === undefined) return fail('KEY_UNKNOWN');
  const { kind, record, akte, tenant } = body;
  return openPart(envelope, { ...part, originTenant: tenant, kind, record, akte }, key);
}

function openFieldsOf({
  body,
  open,
}: {
  readonly body: Body;
  readonly open: OpenFields | null;
}): PlainRecord | undefined {
  if (open === null) return body.openHash === null ? {} : undefined;
  try {
    return unpackOpenFields(open) as PlainRecord;
  } catch (error) {
    if (error instanceof CborError || error instanceof LayoutError) return undefined;
    throw error;
  }
}
