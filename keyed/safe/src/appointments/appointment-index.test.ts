import { addDays, appointment, type LocalDate } from '@siegel/akten';
import { type Id, packOpenFields, ZERO_ID } from '@siegel/wire';
import { expect, test } from 'vitest';
import { JournalColumns } from '../journal/journal-columns.ts';
import { AppointmentIndex } from './appointment-index.ts';

const FIRST: LocalDate = '2020-01-01';
const MANY = 200_000;
const DAYS = 2_000;
/** A day is asked for while somebody waits. */
const ASK_MS = 50;

function idOf(number: number): Id {
  const id = new Uint8Array(16);
  new DataView(id.buffer).setUint32(0, number + 1);
  return id as Id;
}

/** Columns with one appointment per number; only what the index reads is true. */
function push(columns: JournalColumns, number: number, day: LocalDate): void {
  const open = packOpenFields(
    { tag: day, von: 540, minuten: 15, ressourcen: [], zustand: 'erwartet' },
    new Uint8Array(16),
  );
  const entryHash = new Uint8Array(32);
  new DataView(entryHash.buffer).setUint32(0, number + 1);
  const place = { kind: appointment.code, record: idOf(number), akte: idOf(number % 20_000), site: ZERO_ID };
  columns.push({ entryHash, receivedAt: number }, { body: new Uint8Array(8), open }, place);
}

test('[TE44] every version stands under the day it says, and a question after the first reads only what is new', async () => {
  const columns = new JournalColumns();
  for (let i = 0; i < MANY; i++) push(columns, i, addDays(FIRST, i % DAYS));
  const index = new AppointmentIndex(columns);
  await index.follow();
  for (const after of [0, 7, DAYS - 1]) {
    const seqs = index.seqsOfDay(addDays(FIRST, after));
    expect(seqs).toHaveLength(MANY / DAYS);
    expect(seqs.every((seq) => seq % DAYS === after)).toBe(true);
  }
  expect(index.seqsOfDay('2019-12-31')).toEqual([]);
  push(columns, MANY, FIRST);
  const began = performance.now();
  await index.follow();
  expect(index.seqsOfDay(FIRST)).toContain(MANY);
  expect(performance.now() - began).toBeLessThan(ASK_MS);
});

test('[TE44] what a refused page had added is forgotten', async () => {
  const columns = new JournalColumns();
  for (let i = 0; i < 10; i++) push(columns, i, FIRST);
  const index = new AppointmentIndex(columns);
  await index.follow();
  columns.truncate(5);
  for (let i = 100; i < 110; i++) push(columns, i, '2020-02-02');
  await index.follow();
  expect(index.seqsOfDay(FIRST)).toHaveLength(5);
  expect(index.seqsOfDay('2020-02-02')).toHaveLength(10);
});
