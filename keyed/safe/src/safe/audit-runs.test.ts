import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildEntry, platformHasher, platformRandom, userCoSigner } from '@siegel/seal';
import { type ServerProcess, spawnServer } from '@siegel/testing';
import { concatBytes, decodeBody, type EntryPacket, type Hash, hexOf, type Id, WIRE_KINDS } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FINDING, must, Practice } from '../../test-support/practice.ts';
import { auditJournal } from './audit-journal.ts';
import { Run, withdrawRun } from './run.ts';
import { sealEintrag, sealNewPerson } from './write-records.ts';

let server: ServerProcess;
let folder: string;
let practice: Practice;

beforeAll(async () => {
  server = await spawnServer();
  folder = await mkdtemp(join(tmpdir(), 'siegel-runs-'));
  practice = await Practice.found({ origin: server.url, foundingToken: await server.foundingToken(), folder });
});

afterAll(async () => {
  await server.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
  await rm(server.directory, { recursive: true, force: true });
});

const findingIn = async (run: Id) =>
  (await sealEintrag(practice.desk, { kind: 'finding', value: FINDING }, { ...practice.eintraege, run })).packet;

const hashOf = (...packets: readonly EntryPacket[]) =>
  platformHasher.sha256(concatBytes(...packets.map(({ body }) => platformHasher.sha256(body))));

/** A run with two findings whose closing entry says what it likes. @returns the seq of that entry. */
async function aRunThatSays(facts: (packets: readonly EntryPacket[]) => { count?: number; hash?: Hash }) {
  const { desk } = practice;
  const { author } = desk;
  const run = platformRandom(16) as Id;
  const draft = { kind: WIRE_KINDS.run, schemaVersion: 1, record: run, coSigners: [userCoSigner(author)] };
  const opened = await buildEntry({ ...draft, open: { state: 'open', purpose: 'import' } }, author);
  must(await desk.write([opened]));
  const packets = [await findingIn(run), await findingIn(run)];
  must(await desk.write(packets));
  const parent = { entryHash: platformHasher.sha256(opened.body), body: decodeBody(opened.body) };
  const open = { state: 'closed', purpose: 'import', ...facts(packets) };
  must(await desk.write([await buildEntry({ ...draft, parent, open }, author)]));
  must(await desk.sync());
  return desk.follower.columns.seqsOfRecord(run).at(-1);
}

test('[JN41] an audit compares number and hash of every closed run with what stands in it', async () => {
  const { desk } = practice;
  const run = must(await Run.open(desk, 'import'));
  must(await run.add([await findingIn(run.id), await findingIn(run.id), await findingIn(run.id)]));
  must(await run.close());
  const empty = must(await Run.open(desk, 'import'));
  must(await empty.close());
  const dropped = must(await Run.open(desk, 'import'));
  must(await dropped.drop());
  const right = await aRunThatSays((packets) => ({ count: 2, hash: hashOf(...packets) }));
  expect(must(await auditJournal(desk.given)).runs).toEqual([]);
  expect(right).toBeDefined();
  const wrong = [
    await aRunThatSays((packets) => ({ count: 3, hash: hashOf(...packets) })),
    await aRunThatSays(([first, second]) => ({ count: 2, hash: hashOf(second!, first!) })),
    await aRunThatSays(() => ({})),
  ];
  expect(must(await auditJournal(desk.given)).runs).toEqual(wrong);
});

test('[SF30] a run changes its persons when it is closed, and again when it is withdrawn', async () => {
  const { desk, founded } = practice;
  const other = await practice.enter('other');
  const run = must(await Run.open(desk, 'import'));
  const value = { familienname: 'Cramer', vorname: 'Ada' };
  const made = must(await sealNewPerson(desk, value, { site: founded.founding.site, run: run.id }));
  must(await run.add(made.packets));
  must(await run.send());
  must(await other.sync());
  const person = hexOf(made.personId);
  const changedBy = async (turn: Promise<unknown>) => {
    const since = other.follower.head.size;
    await turn;
    must(await other.sync());
    return other.directory.personsChangedSince(since);
  };
  expect(await changedBy(run.close())).toContain(person);
  must(await other.loadIndex());
  expect(other.index.get(person)).toMatchObject({ familienname: 'Cramer' });
  expect(await changedBy(withdrawRun(desk, run.id))).toContain(person);
});
