import { hexOf } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ServiceWorld } from '../../test-support/service-world.ts';
import { must } from '../../test-support/practice.ts';
import { auditJournal } from '../safe/audit-journal.ts';
import type { ImportLook, RunView } from '../channel/import-api.ts';
import type { SafeApi } from '../channel/safe-api.ts';

let world: ServiceWorld;
let service: SafeApi;
let siteId: string;

beforeAll(async () => {
  world = await ServiceWorld.start();
  service = await world.arrive('worker');
  const [site] = world.practice.desk.sites;
  siteId = site === undefined ? '' : hexOf(site);
}, 60_000);

afterAll(() => world.end());

const PERSONS = 600;
const row = (at: number) => `Reihe${at};Eva;01.01.19${50 + (at % 40)};Notiz ${at} ${'x'.repeat(5_000)};Rest ${at}\n`;
const TABLE = `Nachname;Vorname;Geburtsdatum;Bemerkung;Haustier\n${Array.from({ length: PERSONS }, (_, at) => row(at)).join('')}`;

/** A file whose reader crashes once its last part is asked for the `times`th time. */
class CrashingFile extends Blob {
  readonly #crashesAt: number;
  #reads = 0;

  constructor(text: string, times: number) {
    super([text]);
    this.#crashesAt = times;
  }

  override slice(start = 0, end = this.size): Blob {
    if (end === this.size && ++this.#reads >= this.#crashesAt) throw new Error('crash');
    return super.slice(start, end);
  }
}

const choose = ({ lookId, files }: ImportLook) => ({
  lookId,
  files: files.map(() => ({ cases: {}, possible: 'new' as const })),
});
const newest = async (): Promise<RunView | undefined> => must(await service.importRuns()).runs[0];

async function cutRun(): Promise<RunView> {
  // Three times for the character set, the rows and the fingerprint; the fourth time while it is written.
  const content = new CrashingFile(TABLE, 4);
  const looked = must(await service.lookAtImport({ siteId, files: [{ name: 'viele.csv', content }] }));
  await expect(service.commitImport(choose(looked))).rejects.toThrow('crash');
  const run = await newest();
  if (run === undefined) throw new Error('there is no run');
  return run;
}

test('[IE14] a run that was cut goes on with the same file and writes nothing twice', async () => {
  const run = await cutRun();
  expect(run).toMatchObject({ state: 'open', own: true, files: ['viele.csv'], unfinished: { total: PERSONS } });
  const done = run.unfinished?.done ?? 0;
  expect(done).toBeGreaterThan(0);
  expect(done).toBeLessThan(PERSONS);
  const { runId } = run;

  const other = [{ name: 'viele.csv', content: new Blob([TABLE.replace('Reihe7;', 'Reihe8;')]) }];
  expect(await service.resumeImport({ runId, files: other })).toMatchObject({ error: { code: 'RUN_OTHER_FILE' } });
  expect(await newest()).toMatchObject({ runId, state: 'open', unfinished: { done } });

  const resumed = must(await service.resumeImport({ runId, files: [{ name: 'x.csv', content: new Blob([TABLE]) }] }));
  // Two Akten, the person and one note each.
  expect(resumed).toMatchObject({ runId, entries: PERSONS * 4 });
  expect(await newest()).toMatchObject({ runId, state: 'closed', entries: PERSONS * 4 });
  for (const at of [0, done - 1, done, PERSONS - 1]) {
    const { exact } = await found(`reihe${at}`);
    const akte = must(await service.openPerson(exact[0]?.personId ?? ''));
    expect([at, exact.length, akte.eintraege.length]).toEqual([at, 1, 1]);
    expect(JSON.stringify(akte.eintraege)).toContain(`Notiz ${at} x`);
  }
  const audited = must(await auditJournal(world.practice.founded.given));
  expect([audited.runs, audited.quarantined, audited.fault]).toEqual([[], [], undefined]);
  must(await service.withdrawRun(runId));
}, 120_000);

async function found(query: string) {
  for (let tries = 0; tries < 300; tries++) {
    const hits = await service.search(query, 20);
    if (hits.exact.length > 0) return hits;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${query} is not found`);
}

test('[IE7, IE14] a run that was cut is taken back by hand, or by the next import', async () => {
  const first = await cutRun();
  must(await service.dropRun(first.runId));
  expect(await newest()).toMatchObject({ runId: first.runId, state: 'dropped' });
  const gone = { runId: first.runId, files: [{ name: 'viele.csv', content: new Blob([TABLE]) }] };
  expect(await service.resumeImport(gone)).toMatchObject({ ok: false });

  const second = await cutRun();
  const small = [{ name: 'klein.csv', content: new Blob(['Nachname;Vorname\nKlein;Eva\n']) }];
  must(await service.commitImport(choose(must(await service.lookAtImport({ siteId, files: small })))));
  const { runs } = must(await service.importRuns());
  expect(runs.map(({ runId, state }) => [runId === second.runId, state]).slice(0, 2)).toEqual([
    [false, 'closed'],
    [true, 'dropped'],
  ]);
}, 120_000);
