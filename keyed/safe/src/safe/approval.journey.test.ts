import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeDeviceKeys } from '@siegel/seal';
import { type ServerProcess, spawnServer } from '@siegel/testing';
import { hexOf } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asking } from '../../test-support/asking-device.ts';
import { must, Practice } from '../../test-support/practice.ts';
import { approvalRequests, compareWithDevice } from './approve-device.ts';
import { unlockDevice } from './enter-device.ts';
import { ownSlots } from './own-access.ts';
import { removeDevice } from './remove-device.ts';
import { Safe } from './safe.ts';

let server: ServerProcess;
let folder: string;
let practice: Practice;

beforeAll(async () => {
  server = await spawnServer();
  folder = await mkdtemp(join(tmpdir(), 'siegel-approval-'));
  practice = await Practice.found({ origin: server.url, foundingToken: await server.foundingToken(), folder });
}, 60_000);

afterAll(async () => {
  await server.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
  await rm(server.directory, { recursive: true, force: true });
});

const ask = async (name: string) => asking(await practice.signInPlace(name));

/** The request of the newest asking device. */
async function newestRequest(): Promise<string> {
  const requests = must(await approvalRequests(practice.desk));
  return requests.at(-1)?.approval ?? '';
}

test('[S2] [DV1] [DV4] lets a device in by comparing three words, and it seals its own password slot', async () => {
  const asked = await ask('second');
  await asked.waiting;
  const compared = must(await compareWithDevice(practice.desk, await newestRequest()));
  expect(compared.words).toHaveLength(3);
  expect(await asked.words).toEqual(compared.words);
  must(await compared.approve('Empfang 1'));
  asked.confirm();
  const safe = must(await Safe.open(must(await asked.given)));
  expect(must(await safe.openPerson(hexOf(practice.personId))).length).toBeGreaterThan(0);
  // From now on the password alone opens this device: nobody has handed it over.
  must(await unlockDevice(asked.place, asked.device));
  expect(must(await approvalRequests(practice.desk))).toEqual([]);
});

test('[DV3] takes nothing before its own person has compared the words, whatever was handed over', async () => {
  const asked = await ask('hasty');
  await asked.waiting;
  const compared = must(await compareWithDevice(practice.desk, await newestRequest()));
  must(await compared.approve('Empfang 1'));
  let isDone = false;
  void asked.given.then(() => (isDone = true));
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(isDone).toBe(false);
  asked.stop.abort();
  expect(await asked.given).toEqual({ ok: false, error: { code: 'APPROVAL_ENDED' } });
  must(await practice.desk.sync());
  must(await removeDevice(practice.desk, asked.device.device));
});

test('[DV5] ends with a refusal, when it is given up, and is answered by one device only', async () => {
  const refused = await ask('refused');
  await refused.waiting;
  const compared = must(await compareWithDevice(practice.desk, await newestRequest()));
  await refused.words;
  await compared.refuse();
  expect(await refused.given).toEqual({ ok: false, error: { code: 'APPROVAL_ENDED' } });
  expect(await compared.approve('Empfang 1')).toEqual({ ok: false, error: { code: 'APPROVAL_ENDED' } });

  const taken = await ask('taken');
  await taken.waiting;
  const approval = await newestRequest();
  must(await compareWithDevice(practice.desk, approval));
  expect(await compareWithDevice(practice.desk, approval)).toEqual({ ok: false, error: { code: 'APPROVAL_TAKEN' } });
  taken.stop.abort();
  expect(await taken.given).toEqual({ ok: false, error: { code: 'APPROVAL_ENDED' } });
  expect(await compareWithDevice(practice.desk, approval)).toEqual({ ok: false, error: { code: 'APPROVAL_ENDED' } });
});

test('[DV23] a removed device opens nothing any more: no session, no slot, no way back', async () => {
  const device = await makeDeviceKeys();
  const safe = await practice.enter('lost', device);
  must(await practice.desk.sync());
  must(await removeDevice(practice.desk, device.device));
  expect(await safe.sync()).toMatchObject({ ok: false });
  const slots = must(await ownSlots(practice.desk.given.address));
  expect(slots.map(({ slotId }) => slotId)).not.toContain(hexOf(device.device));
  expect(await unlockDevice(await practice.signInPlace('lost'), device)).toMatchObject({ ok: false });
  must(await practice.desk.sync());
  expect(await removeDevice(practice.desk, device.device)).toMatchObject({ ok: false });
});
