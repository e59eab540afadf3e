import { organisationMark } from '@siegel/seal';
import { hexOf, type LogFileEntry, WIRE_KINDS } from '@siegel/wire';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { must } from '../../test-support/practice.ts';
import { ServiceWorld } from '../../test-support/service-world.ts';
import type { LogFilter } from '../channel/log-api.ts';
import type { SafeApi } from '../channel/safe-api.ts';
import { checkLogFile, type LogFileCheck } from './check-log-file.ts';

let world: ServiceWorld;
let desk: SafeApi;
let organisation: string;
/** Everything, as it was saved. */
let saved: readonly string[];

beforeAll(async () => {
  world = await ServiceWorld.start();
  desk = await world.arrive('desk');
  must(await desk.openPerson(world.personId));
  await desk.notePrint(world.personId, 'Karteikarte');
  must(await desk.openPerson(world.personId));
  await vi.waitFor(
    async () => {
      const { rows } = must(await desk.logPage({ groups: ['access'] }, undefined));
      expect(rows.filter(({ kind }) => kind === WIRE_KINDS.opening)).toHaveLength(3);
    },
    { timeout: 10_000 },
  );
  organisation = organisationMark(world.practice.founded.given.orgPublic);
  saved = await save({ groups: [] });
}, 60_000);
afterAll(() => world.end());

async function save(filter: LogFilter): Promise<readonly string[]> {
  must(await desk.beginLogFile(filter, {}));
  let text = '';
  for (;;) {
    const part = must(await desk.nextLogPart());
    text += part.text;
    if (part.isDone) return text.split('\n').slice(0, -1);
  }
}

async function* linesOf(lines: readonly string[]) {
  yield* lines;
}

async function check(lines: readonly string[], named = organisation): Promise<LogFileCheck> {
  const checked = await checkLogFile(linesOf(lines), named);
  if (checked === undefined) throw new Error('no log file');
  return checked;
}

/** The file with one of its entries changed, chosen by what it is. */
function changed(isWanted: (entry: LogFileEntry) => boolean, by: (entry: LogFileEntry) => LogFileEntry): string[] {
  let isDone = false;
  return saved.map((line, i) => {
    if (i === 0 || i === saved.length - 1 || isDone) return line;
    const entry = JSON.parse(line.replace(/^,/, '')) as LogFileEntry;
    if (!isWanted(entry)) return line;
    isDone = true;
    return `${line.startsWith(',') ? ',' : ''}${JSON.stringify(by(entry))}`;
  });
}

const flip = (text: string) => `${text.slice(0, 60)}${text[60] === 'A' ? 'B' : 'A'}${text.slice(61)}`;

test('[F7] [LG13] [LG14] a saved log is JSON, and holds what proves every row of it', async () => {
  const whole = JSON.parse(saved.join('\n')) as { readonly format: string; readonly entries: readonly object[] };
  expect(whole.format).toBe('siegel-log');
  const report = await check(saved);
  expect(report).toMatchObject({ faults: [], fileFaults: [], mark: organisation });
  expect(report.rows).toBe(must(await desk.logPage({ groups: [] }, undefined)).rows.length);
  expect(report.signedBy).toBe(hexOf(world.practice.desk.given.user));
  const few = await check(await save({ groups: ['sign-in'] }));
  expect(few).toMatchObject({ faults: [], fileFaults: [] });
  expect(few.rows).toBeLessThan(report.rows);
});

test('[LG15] an edited row is found, and which', async () => {
  const isRow = ({ part, said }: LogFileEntry) => part === 'row' && said?.purpose === 'open';
  const { seq } = JSON.parse(
    saved.find((line) => line.includes('"part":"row"'))?.replace(/^,/, '') ?? '',
  ) as LogFileEntry;
  const body = await check(
    changed(
      ({ part }) => part === 'row',
      (entry) => ({ ...entry, body: flip(entry.body) }),
    ),
  );
  expect(body.faults.map((fault) => fault.seq)).toEqual([seq]);
  expect(body.fileFaults).toContain('digest');
  for (const by of [
    (entry: LogFileEntry) => ({ ...entry, open: { ...entry.open!, fields: flip(entry.open!.fields) } }),
    (entry: LogFileEntry) => ({ ...entry, open: null }),
    (entry: LogFileEntry) => ({ ...entry, leaf: flip(entry.leaf) }),
    (entry: LogFileEntry) => ({ ...entry, seq: entry.seq - 1 }),
    (entry: LogFileEntry) => ({ ...entry, batch: { ...entry.batch, signature: flip(entry.batch.signature) } }),
    (entry: LogFileEntry) => ({ ...entry, said: { ...entry.said!, at: '2026-01-01T00:00:00.000Z' } }),
    (entry: LogFileEntry) => ({ ...entry, said: { ...entry.said!, address: '10.0.0.1' } }),
  ])
    expect((await check(changed(isRow, by))).faults).toHaveLength(1);
});

test('[LG15] a row that was dropped, inserted or moved is found, and another name of somebody', async () => {
  const at = saved.findIndex((line) => line.includes('"part":"row"'));
  const without = saved.filter((_, i) => i !== at);
  expect((await check(without)).fileFaults).toEqual(['digest', 'signature']);
  const twice = [...saved.slice(0, at + 1), ...saved.slice(at)];
  expect((await check(twice)).fileFaults).toEqual(['order', 'digest', 'signature']);
  const swapped = [...saved.slice(0, at), saved[at + 1]!, saved[at]!, ...saved.slice(at + 2)];
  expect((await check(swapped)).fileFaults).toContain('order');
  const renamed = changed(
    ({ said }) => said !== undefined && said.who !== '',
    (entry) => ({ ...entry, said: { ...entry.said!, who: 'Jemand anders' } }),
  );
  expect((await check(renamed)).fileFaults).toEqual(['digest', 'signature']);
  expect((await check(saved.slice(0, -1))).fileFaults).toEqual(['form', 'digest', 'signature']);
});

test('[LG15] a file of another organisation, or without a part of the house, is none', async () => {
  expect((await check(saved, '0'.repeat(32))).fileFaults).toEqual(['organisation']);
  expect((await check(saved, hexOf(world.practice.founded.given.orgPublic))).fileFaults).toEqual([]);
  const withoutGenesis = saved.filter((line) => !line.includes('"seq":0,'));
  expect((await check(withoutGenesis)).faults.length).toBeGreaterThan(3);
  expect(await checkLogFile(linesOf(['{"format":"andere"}']), organisation)).toBeUndefined();
});

test('[LG13] a file is dropped by a stop, and by whoever leaves', async () => {
  must(await desk.beginLogFile({ groups: [] }, {}));
  must(await desk.nextLogPart());
  await desk.stopLogFile();
  expect(await desk.nextLogPart()).toEqual({ ok: false, error: { code: 'SESSION_MISSING' } });
});
