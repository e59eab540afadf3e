import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServerProcess, spawnServer } from '@siegel/testing';
import { bytesOfHex, type Id } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Colleague, joinPractice } from '../../test-support/colleague.ts';
import { must, Practice } from '../../test-support/practice.ts';
import type { Safe } from '../safe/safe.ts';
import { openHouseForm } from '../settings/house-form.ts';
import { saveBlocks, setBlockUse } from './change-blocks.ts';
import { readBlocks } from './read-blocks.ts';

let server: ServerProcess;
let folder: string;
let practice: Practice;
let desk: Safe;
let nurse: Colleague;
let reader: Colleague;

beforeAll(async () => {
  server = await spawnServer();
  folder = await mkdtemp(join(tmpdir(), 'siegel-blocks-'));
  practice = await Practice.found({ origin: server.url, foundingToken: await server.foundingToken(), folder });
  ({ desk } = practice);
  nurse = await joinPractice(practice);
  reader = await joinPractice(practice, { name: 'Ole Petersen', rights: ['read-records'] });
}, 60_000);

afterAll(async () => {
  await server.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
  await rm(server.directory, { recursive: true, force: true });
});

const idOf = (hex: string | undefined) => bytesOfHex(hex ?? '') as Id;
const refused = (code: string) => expect.objectContaining({ ok: false, error: expect.objectContaining({ code }) });
const draft = (kuerzel: string, text: string, isOwn = false) => ({ kuerzel, text, name: '', groups: [], isOwn });
async function textsOf(safe: Safe): Promise<readonly string[]> {
  must(await safe.sync());
  return (await readBlocks(safe)).blocks.map(({ kuerzel, text, isOwn }) => `${isOwn ? '*' : ''}${kuerzel}: ${text}`);
}

test('[K2] [TB4] [TB6] [TB12] blocks of the house are everybody’s who writes; taken away, they come back as they were', async () => {
  const [gs = ''] = must(await saveBlocks(desk, [draft('gs', 'gute Besserung'), draft('rr', 'RR ___/___')]));
  expect(await textsOf(nurse.safe)).toEqual(['gs: gute Besserung', 'rr: RR ___/___']);
  expect(await saveBlocks(nurse.safe, [draft('GS', 'x')])).toEqual(refused('TEXT_BLOCK_THERE'));
  expect(await saveBlocks(nurse.safe, [draft('g s', 'x')])).toEqual(refused('TEXT_BLOCK_WRONG'));
  expect(await saveBlocks(nurse.safe, [draft('neu', ' ')])).toEqual(refused('TEXT_BLOCK_WRONG'));
  must(await saveBlocks(nurse.safe, [{ ...draft('gs', 'alles Gute'), blockId: gs }]));
  expect(await textsOf(desk)).toEqual(['gs: alles Gute', 'rr: RR ___/___']);
  must(await setBlockUse(desk, idOf(gs), false));
  expect(await textsOf(nurse.safe)).toEqual(['rr: RR ___/___']);
  const [other = ''] = must(await saveBlocks(nurse.safe, [draft('gs', 'dazwischen')]));
  expect(await setBlockUse(desk, idOf(gs), true)).toEqual(refused('TEXT_BLOCK_THERE'));
  must(await setBlockUse(nurse.safe, idOf(other), false));
  must(await setBlockUse(desk, idOf(gs), true));
  expect(await textsOf(nurse.safe)).toEqual(['gs: alles Gute', 'rr: RR ___/___']);
  // Who only reads uses no text fields, and enters nothing.
  expect(await saveBlocks(reader.safe, [draft('ich', 'x')])).toEqual(refused('RIGHT_MISSING'));
  expect((await readBlocks(reader.safe)).mayWrite).toBe(false);
});

test('[K2] [S3] [TB5] an own block opens for its owner alone: a colleague with all keys of the house finds sealed bytes', async () => {
  const words = 'Nur fuer mich: Erinnerung an Frau Uhlenbrock';
  const [own = ''] = must(await saveBlocks(nurse.safe, [draft('gs', words, true)]));
  expect(await textsOf(nurse.safe)).toContain(`*gs: ${words}`);
  const seen = await readBlocks(desk);
  expect(await textsOf(desk)).toEqual(['gs: alles Gute', 'rr: RR ___/___']);
  expect(seen.unreadable).toBe(0);
  const version = desk.records.versionsOf(idOf(own)).at(-1);
  const opened = version === undefined ? undefined : await openHouseForm(desk, version);
  expect(Object.keys(opened ?? {}).toSorted()).toEqual(['own', 'owner', 'state']);
  expect(Buffer.from(opened?.['own'] as Uint8Array).includes('Uhlenbrock')).toBe(false);
  // Nobody else takes it away, the administrator neither.
  expect(await setBlockUse(desk, idOf(own), false)).toEqual(refused('RIGHT_MISSING'));
  expect(await saveBlocks(desk, [{ ...draft('gs2', 'x'), blockId: own }])).toEqual(refused('RIGHT_MISSING'));
  expect(await textsOf(nurse.safe)).toContain(`*gs: ${words}`);
});
