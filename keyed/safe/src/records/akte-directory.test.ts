import { type CborValue, encodeCbor, hexOf, type Id, LEAF_CLASS, WIRE_KINDS, ZERO_ID } from '@siegel/wire';
import { expect, test } from 'vitest';
import { JournalColumns } from '../journal/journal-columns.ts';
import { AkteDirectory } from './akte-directory.ts';

const NOTE = 64;
const idOf = (of: number, kind: number): Id => new Uint8Array(16).fill(of).fill(kind, 0, 1);
const personId = (of: number) => hexOf(idOf(of, 1));

/** A journal of four Akten whose Eintraege came at these instants, each with a record of its own. */
function aDirectory(written: readonly { readonly of: number; readonly atMs: number }[]): AkteDirectory {
  const columns = new JournalColumns();
  const push = (of: number, { kind, atMs, open }: { kind: number; atMs: number; open?: CborValue }) => {
    const leaf = { site: ZERO_ID, class: LEAF_CLASS.records, receivedAt: atMs, entryHash: new Uint8Array(32) };
    const record = new Uint8Array(16).fill(columns.size).fill(3, 0, 1);
    const body = new Uint8Array(40).fill(of);
    const fields = open === undefined ? null : { salt: new Uint8Array(16), bytes: encodeCbor(open) };
    columns.push(leaf, { body, open: fields }, { kind, record, akte: idOf(of, 2), site: ZERO_ID });
  };
  for (let of = 0; of < 4; of++)
    push(of, { kind: WIRE_KINDS.caseKey, atMs: 1, open: { person: idOf(of, 1), stammakte: false } });
  for (const { of, atMs } of written) push(of, { kind: NOTE, atMs });
  const directory = new AkteDirectory(columns, () => false);
  directory.refresh();
  return directory;
}

test('[OF4] who was written about last comes first, each once, and nobody from before', () => {
  const directory = aDirectory([
    { of: 3, atMs: 10 },
    { of: 0, atMs: 20 },
    { of: 1, atMs: 21 },
    { of: 0, atMs: 22 },
  ]);
  expect(directory.newestPersons({ sinceMs: 20, most: 60 }, () => true)).toEqual([personId(0), personId(1)]);
  expect(directory.newestPersons({ sinceMs: 20, most: 1 }, () => true)).toEqual([personId(0)]);
  expect(directory.newestPersons({ sinceMs: 0, most: 60 }, (seq) => seq >= 4)).toEqual([0, 1, 3].map(personId));
});

test('[OF4] the rest of the journal is not looked at when there are enough: on the day of an import all of it is of today', () => {
  const directory = aDirectory(Array.from({ length: 1_000 }, (_, at) => ({ of: at % 4, atMs: 20 })));
  let asked = 0;
  directory.newestPersons({ sinceMs: 0, most: 4 }, () => ++asked > 0);
  expect(asked).toBe(4);
});
