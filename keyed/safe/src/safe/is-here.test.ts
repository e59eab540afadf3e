import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isUnreadable } from '@siegel/seal';
import { type ServerProcess, spawnServer } from '@siegel/testing';
import { hexOf, type Id } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ILSE, must, Practice } from '../../test-support/practice.ts';
import { renewAkten } from '../renewal/renew-akten.ts';
import { recordHistory } from '../worker/record-history.ts';
import { openHouseNames } from '../worker/staff-names.ts';
import { settleBase } from '../worker/settle-base.ts';
import { areHere } from './is-here.ts';
import type { Safe } from './safe.ts';
import { sealNextVersion } from './write-records.ts';

let server: ServerProcess;
let folder: string;
let practice: Practice;
let far: Safe;

beforeAll(async () => {
  server = await spawnServer();
  folder = await mkdtemp(join(tmpdir(), 'siegel-here-'));
  practice = await Practice.found({ origin: server.url, foundingToken: await server.foundingToken(), folder });
  far = await practice.enter('far');
}, 60_000);

afterAll(async () => {
  await server.end('SIGKILL');
  for (const used of [folder, server.directory]) await rm(used, { recursive: true, force: true });
});

const stammakteOf = (safe: Safe): Id =>
  safe.directory.aktenOfPerson(hexOf(practice.personId)).find(({ stammakte }) => stammakte)?.akte as Id;

/** Somebody renews the key of the Stammakte and changes the person under it; the desk asks for the Akte before it has heard of that. */
async function changeUnderNewKey(ort: string): Promise<Id> {
  must(await far.openPerson(hexOf(practice.personId)));
  const [record] = far.records.recordsOfAkte(stammakteOf(far)).filter(({ newest }) => newest.body.kind === 64);
  const id = record?.newest.body.record as Id;
  expect(must(await renewAkten(far, [stammakteOf(far)]))).toBe(1);
  must(await far.sync());
  must(await far.write([must(await sealNextVersion(far, id, { ...ILSE, ort }))]));
  const { desk } = practice;
  must(await desk.openPerson(hexOf(practice.personId)));
  must(await desk.sync());
  return id;
}

test('[SF32] parts that came before the journal told of their key are not here yet; they are fetched and joined', async () => {
  const { desk } = practice;
  const before = desk.records.recordsOfAkte(stammakteOf(desk)).find(({ newest }) => newest.body.kind === 64)?.newest;
  const record = await changeUnderNewKey('Potsdam');
  const newest = desk.records.recordOf(record)?.newest;
  if (before === undefined || newest === undefined) throw new Error('there is no such record');
  expect(newest.body.parts.every((part) => desk.cache.envelopeOf(part) !== undefined)).toBe(true);
  expect(isUnreadable(await desk.open(newest))).toBe(true);
  expect(await areHere(desk, [newest])).toBe(false);
  const base = hexOf(desk.follower.columns.hashAt(before.seq));
  const joined = await settleBase(desk, record, { base, value: { ...ILSE, telefon: '030 1' } });
  expect(joined).toMatchObject({ ok: true, value: { ort: 'Potsdam', telefon: '030 1' } });
  expect(await areHere(desk, [newest])).toBe(true);
});

test('[SF32] its history names nothing as withheld', async () => {
  const record = await changeUnderNewKey('Teltow');
  const { desk } = practice;
  const { versions } = must(await recordHistory(desk, hexOf(record), await openHouseNames(desk)));
  expect(versions.map(({ changes }) => changes.map(({ after }) => after)).at(-1)).toEqual(['Teltow']);
});
