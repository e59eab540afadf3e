/** Rows of the index packed for a shard: every distinct text once per column, the rest numbers (SN3). */
import { type Relation, RELATIONS } from '@siegel/akten';
import {
  type CborValue,
  decodeCbor,
  encodeCbor,
  hexOf,
  ID_BYTES,
  bytesOfHex,
  LayoutError,
  list,
  someBytes,
  tuple,
} from '@siegel/wire';
import { CELLS, CELLS_PER_PERSON, TEXT_CELLS } from './person-cells.ts';
import type { PersonRow, RowRelation } from './person-row.ts';

/** Since 2 with warnings, relations and marks. */
const FORMAT = 2;
/** Shards of before: without any of them, of which there were none. */
const FORMAT_PLAIN = 1;
const MOST_RELATIONS = 50;
const CELL_BYTES = 4;
/** Persons of one shard: far above what its size allows. */
const MOST_PERSONS = 1 << 20;

/** Persons as a shard holds them. */
export interface PackedPersons {
  /** 16 bytes per person. */
  readonly ids: Uint8Array;
  /** CELLS_PER_PERSON numbers per person: indices into `texts` by column, and the packed date of birth. */
  readonly cells: Uint32Array;
  /** Per text cell the distinct texts; index 0 is the empty one. */
  readonly texts: readonly (readonly string[])[];
  /** Per person the patient numbers, each between line feeds. */
  readonly numbers: readonly string[];
  /** Of the few that have any: row, mark and relations. */
  readonly extras: readonly (RowExtras & { readonly row: number })[];
  /** Per person who has died and who is archived. */
  readonly marks: Uint8Array;
}

/** What of a row only some have. */
export type RowExtras = Pick<PersonRow, 'hasCave' | 'relations'>;

/** The bytes that are sealed. */
export function encodePacked({ ids, cells, texts, numbers, extras, marks }: PackedPersons): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(cells.length * CELL_BYTES);
  const view = new DataView(bytes.buffer);
  cells.forEach((cell, at) => view.setUint32(at * CELL_BYTES, cell));
  return encodeCbor([FORMAT, ids, bytes, texts as CborValue, numbers as CborValue, extras.map(extrasToCbor), marks]);
}

/** Reads what `encodePacked` wrote. Throws CborError or LayoutError: a member device may have sealed anything. */
export function decodePacked(bytes: Uint8Array): PackedPersons {
  const value = decodeCbor(bytes);
  const isPlain = Array.isArray(value) && value[0] === FORMAT_PLAIN;
  const [format, idBytes, cellBytes, textLists, numberList, extraList, markBytes] = tuple(
    value,
    isPlain ? 5 : 7,
    'packed persons',
  );
  if (format !== FORMAT && !isPlain) throw new LayoutError('packed persons format');
  const ids = someBytes(idBytes, MOST_PERSONS * ID_BYTES, 'ids');
  const texts = list(textLists, TEXT_CELLS.length, 'texts').map((column) =>
    list(column, MOST_PERSONS, 'column').map(text),
  );
  const numbers = list(numberList, MOST_PERSONS, 'numbers').map(text);
  const cells = cellsOf(someBytes(cellBytes, MOST_PERSONS * CELLS_PER_PERSON * CELL_BYTES, 'cells'));
  const extras = isPlain
    ? []
    : list(extraList, numbers.length, 'extras').map((one) => extrasOfCbor(one, numbers.length));
  const marks = isPlain ? new Uint8Array(numbers.length) : someBytes(markBytes, MOST_PERSONS, 'marks');
  const packed = { ids, cells, texts, numbers, extras, marks };
  if (!isWhole(packed)) throw new LayoutError('packed persons');
  return packed;
}

function extrasToCbor({ row, hasCave, relations = [] }: PackedPersons['extras'][number]): CborValue {
  const others = relations.map(({ personId, relation }) => [
    bytesOfHex(personId) ?? new Uint8Array(ID_BYTES),
    RELATIONS.indexOf(relation),
  ]);
  return [row, hasCave === true, others];
}

function extrasOfCbor(value: CborValue, count: number): PackedPersons['extras'][number] {
  const [row, hasCave, others] = tuple(value, 3, 'extras of a person');
  if (typeof row !== 'number' || row < 0 || row >= count || !Number.isInteger(row)) throw new LayoutError('extras');
  const relations = list(others as CborValue, MOST_RELATIONS, 'relations').map((other): RowRelation => {
    const [id, code] = tuple(other, 2, 'relation');
    const relation = typeof code === 'number' ? RELATIONS[code] : undefined;
    if (relation === undefined) throw new LayoutError('relation');
    const bytes = someBytes(id as CborValue, ID_BYTES, 'person');
    if (bytes.length !== ID_BYTES) throw new LayoutError('person');
    return { personId: hexOf(bytes), relation: relation satisfies Relation };
  });
  return {
    row,
    ...(hasCave === true && { hasCave }),
    ...(relations.length > 0 && { relations }),
  };
}

function cellsOf(bytes: Uint8Array): Uint32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const cells = new Uint32Array(Math.floor(bytes.length / CELL_BYTES));
  for (let at = 0; at < cells.length; at++) cells[at] = view.getUint32(at * CELL_BYTES);
  return cells;
}

/** Whether every number points at a text that is there. */
function isWhole({ ids, cells, texts, numbers, marks }: PackedPersons): boolean {
  const count = numbers.length;
  const fits = marks.length === count && ids.length === count * ID_BYTES && cells.length === count * CELLS_PER_PERSON;
  if (!fits || texts.length !== TEXT_CELLS.length || texts.some(([empty]) => empty !== '')) return false;
  return TEXT_CELLS.every((name, column) => {
    const most = (texts[column] as readonly string[]).length;
    for (let at = CELLS[name]; at < cells.length; at += CELLS_PER_PERSON)
      if ((cells[at] as number) >= most) return false;
    return true;
  });
}

function text(value: CborValue): string {
  if (typeof value !== 'string') throw new LayoutError('text');
  return value;
}
