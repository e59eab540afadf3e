import { type FieldFinding, kindByName, type RecordKindName, validateRecord } from '@siegel/akten';
import type { DraftValue } from './draft.ts';
import type { FindingLog } from './import-finding.ts';
import type { UnplacedItem } from './import-plan.ts';

/** Characters of one unplaced item; longer content is cut into numbered pieces. */
const PIECE_LENGTH = 100_000;
/** Estimated sealed bytes of the fields of one record without its unplaced list; a sealed part may have 1 MiB. */
const FIELD_BYTES = 400_000;
const ROUNDS = 8;

/** Makes a collected value fit its kind (IX17): drops what is empty, and moves every value that breaks a rule of its
 *  field (too long, not one of the codes) and what exceeds a sealed part to `unplaced`, reporting the field.
 *  @returns null when an obligatory field of the record itself is missing; `unplaced` then holds everything. */
export function settleValue(
  kind: RecordKindName,
  draft: DraftValue,
  unplaced: UnplacedItem[],
  log: FindingLog,
): DraftValue | null {
  const value = (withoutEmpty(draft) ?? {}) as DraftValue;
  shrink(value, unplaced, log);
  for (let round = 0; round < ROUNDS; round++) {
    const checked = validateRecord(kindByName(kind), value);
    if (checked.ok) return value;
    // From the back, so that taking out one element of a list does not move the next one.
    for (const finding of checked.error.findings.toReversed()) putAside(value, finding, unplaced, log);
  }
  // Nested faults that outlive the rounds go as a whole; then only a missing obligatory field can be left.
  const last = validateRecord(kindByName(kind), value);
  if (last.ok) return value;
  for (const name of new Set(last.error.findings.map(({ path }) => path.split('.')[0] ?? ''))) {
    putAside(value, { path: name, code: 'FIELD_TYPE' }, unplaced, log);
  }
  if (validateRecord(kindByName(kind), value).ok) return value;
  for (const [name, content] of Object.entries(value)) unplaced.push(...itemsOf(name, content));
  return null;
}

/** Cuts content into items small enough for one record. */
export function itemsOf(feld: string, content: unknown): UnplacedItem[] {
  const text = (typeof content === 'string' ? content : JSON.stringify(content, bytesAsHex)).toWellFormed();
  const pieces = Math.ceil(text.length / PIECE_LENGTH);
  if (pieces <= 1) return text === '' ? [] : [{ feld: feld.slice(0, 400).toWellFormed(), inhalt: text }];
  return Array.from({ length: pieces }, (_, at) => ({
    feld: `${feld.slice(0, 370)} (${at + 1}/${pieces})`.toWellFormed(),
    inhalt: text.slice(at * PIECE_LENGTH, (at + 1) * PIECE_LENGTH).toWellFormed(),
  }));
}

/** Bytes a value takes at most once sealed: text counts three bytes per unit, its longest UTF-8 form. */
export function sealedBytes(value: unknown): number {
  if (typeof value === 'string') return value.length * 3 + 5;
  if (value instanceof Uint8Array) return value.length + 5;
  if (typeof value !== 'object' || value === null) return 9;
  return Object.entries(value).reduce((sum, [name, content]) => sum + name.length + 5 + sealedBytes(content), 5);
}

function shrink(value: DraftValue, unplaced: UnplacedItem[], log: FindingLog): void {
  const sizes = Object.entries(value).map(([name, content]) => ({ name, bytes: sealedBytes(content) }));
  let total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const { name, bytes } of sizes.sort((a, b) => b.bytes - a.bytes)) {
    if (total <= FIELD_BYTES) return;
    putAside(value, { path: name, code: 'FIELD_TOO_LONG' }, unplaced, log);
    total -= bytes;
  }
}

function putAside(value: DraftValue, finding: FieldFinding, unplaced: UnplacedItem[], log: FindingLog): void {
  const steps = finding.path.split('.');
  // A missing part makes the object that should hold it useless: the whole object goes.
  if (finding.code === 'FIELD_MISSING') steps.pop();
  const removed = removeAt(value, steps);
  if (removed === undefined) return;
  unplaced.push(...itemsOf(steps.join('.'), removed));
  log.add('FIELD_NOT_PLACEABLE', { params: { field: steps.filter((step) => !/^\d+$/.test(step)).join('.') } });
}

function removeAt(root: DraftValue, steps: readonly string[]): unknown {
  let holder: unknown = root;
  for (const step of steps.slice(0, -1)) {
    if (typeof holder !== 'object' || holder === null) return undefined;
    holder = (holder as Record<string, unknown>)[step];
  }
  const last = steps.at(-1);
  if (last === undefined || typeof holder !== 'object' || holder === null) return undefined;
  const record = holder as Record<string, unknown>;
  const removed = record[last];
  if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else delete record[last];
  return removed;
}

function withoutEmpty(value: unknown): unknown {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'object' || value instanceof Uint8Array) return value;
  if (Array.isArray(value)) {
    const elements = value.map(withoutEmpty).filter((element) => element !== undefined);
    return elements.length === 0 ? undefined : elements;
  }
  const entries = Object.entries(value).map(([name, content]) => [name, withoutEmpty(content)] as const);
  const kept = entries.filter(([, content]) => content !== undefined);
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

function bytesAsHex(_name: string, value: unknown): unknown {
  return value instanceof Uint8Array ? Array.from(value, (byte) => byte.toString(16).padStart(2, '0')).join('') : value;
}
