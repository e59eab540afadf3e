/** Rows of the index packed for a shard: every distinct text once per column, the rest numbers (SN3). */
import { type CborValue, decodeCbor, encodeCbor, ID_BYTES, LayoutError, list, someBytes, tuple } from '@siegel/wire';
import { CELLS, CELLS_PER_PERSON, TEXT_CELLS } from './person-cells.ts';

const FORMAT = 1;
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
}

/** The bytes that are sealed. */
export function encodePacked({ ids, cells, texts, numbers }: PackedPersons): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(cells.length * CELL_BYTES);
  const view = new DataView(bytes.buffer);
  cells.forEach((cell, at) => view.setUint32(at * CELL_BYTES, cell));
  return encodeCbor([FORMAT, ids, bytes, texts as CborValue, numbers as CborValue]);
}

/** Reads what `encodePacked` wrote. Throws CborError or LayoutError: a member device may have sealed anything. */
export function decodePacked(bytes: Uint8Array): PackedPersons {
  const [format, idBytes, cellBytes, textLists, numberList] = tuple(decodeCbor(bytes), 5, 'packed persons');
  if (format !== FORMAT) throw new LayoutError('packed persons format');
  const ids = someBytes(idBytes, MOST_PERSONS * ID_BYTES, 'ids');
  const texts = list(textLists, TEXT_CELLS.length, 'texts').map((column) =>
    list(column, MOST_PERSONS, 'column').map(text),
  );
  const numbers = list(numberList, MOST_PERSONS, 'numbers').map(text);
  const cells = cellsOf(someBytes(cellBytes, MOST_PERSONS * CELLS_PER_PERSON * CELL_BYTES, 'cells'));
  const packed = { ids, cells, texts, numbers };
  if (!isWhole(packed)) throw new LayoutError('packed persons');
  return packed;
}

function cellsOf(bytes: Uint8Array): Uint32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const cells = new Uint32Array(Math.floor(bytes.length / CELL_BYTES));
  for (let at = 0; at < cells.length; at++) cells[at] = view.getUint32(at * CELL_BYTES);
  return cells;
}

/** Whether every number points at a text that is there. */
function isWhole({ ids, cells, texts, numbers }: PackedPersons): boolean {
  const count = numbers.length;
  const fits = ids.length === count * ID_BYTES && cells.length === count * CELLS_PER_PERSON;
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
