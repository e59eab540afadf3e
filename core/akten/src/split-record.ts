import { type Compartment, compartmentsOf, type RecordKind, type ValueOf } from './kind.ts';

/** What one field holds once it is data: text, integer, flag, bytes, list or object of these. */
export type PlainValue = string | number | boolean | Uint8Array | readonly PlainValue[] | PlainRecord;
/** Named plain values; encoded as one deterministic CBOR map. */
export interface PlainRecord {
  readonly [name: string]: PlainValue;
}

/** A record taken apart: what lies open beside the journal body, and one map per compartment to be sealed. */
export interface RecordParts {
  readonly open: PlainRecord;
  readonly sealed: ReadonlyMap<Compartment, PlainRecord>;
}

/** Takes a valid record apart by compartment (AK5). Call `validateRecord` first: an undeclared field throws, because
 *  dropping it would lose data and passing it on might send it readable.
 *  A compartment without a value has no entry; a writer that empties an existing part seals an empty map instead. */
export function splitRecord<K extends RecordKind>(kind: K, value: ValueOf<K>): RecordParts {
  const open: Record<string, PlainValue> = {};
  const sealedByName = new Map<Compartment, Record<string, PlainValue>>();
  for (const [name, content] of Object.entries(value as PlainRecord)) {
    const field = Object.hasOwn(kind.fields, name) ? kind.fields[name] : undefined;
    if (field === undefined) throw new Error(`AK5: ${kind.name} has no such field`);
    if (field.zone === 'open') open[name] = content;
    else sealedByName.set(field.compartment, { ...sealedByName.get(field.compartment), [name]: content });
  }
  for (const [name, follow] of Object.entries(kind.derived ?? {})) open[name] = follow(value as PlainRecord);
  const inOrder = compartmentsOf(kind).flatMap((compartment) => {
    const part = sealedByName.get(compartment);
    return part === undefined ? [] : [[compartment, part] as const];
  });
  return { open, sealed: new Map(inOrder) };
}

/** Puts the parts a reader could open together again: the inverse of `splitRecord`.
 *  A field that arrives in another part than the one its kind names is left out: an attacker must not be able to move
 *  an open value into a sealed field's place. Fields of a newer schema version stay, so that nothing looks lost. */
export function joinRecord<K extends RecordKind>(kind: K, parts: RecordParts): Partial<ValueOf<K>> {
  const joined: Record<string, PlainValue> = {};
  const take = (part: PlainRecord, from: Compartment | 'open') => {
    for (const [name, content] of Object.entries(part)) {
      if (mayCarry(kind, name, from)) joined[name] = content;
    }
  };
  take(parts.open, 'open');
  for (const [compartment, part] of parts.sealed) take(part, compartment);
  return joined as Partial<ValueOf<K>>;
}

function mayCarry(kind: RecordKind, name: string, from: Compartment | 'open'): boolean {
  const field = Object.hasOwn(kind.fields, name) ? kind.fields[name] : undefined;
  if (field === undefined) return from !== 'open' && name !== '__proto__';
  return field.zone === 'open' ? from === 'open' : field.compartment === from;
}
