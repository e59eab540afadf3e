import { execFileSync } from 'node:child_process';
import { createPublicKey, verify } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Compartment, PlainRecord } from '@siegel/akten';
import { openBackup, restoreBackup } from '@siegel/keep/restore';
import {
  backupPartKey,
  buildEntry,
  makeBackupPair,
  makeBackupPartKey,
  platformRandom,
  userCoSigner,
  wrapBackupKey,
} from '@siegel/seal';
import { createSqliteEngine } from '@siegel/store';
import { bytesOfHex, hexOf, type Id, WIRE_KINDS } from '@siegel/wire';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { chosenFile } from '../../test-support/chosen-file.ts';
import { type Colleague, joinPractice } from '../../test-support/colleague.ts';
import { must } from '../../test-support/practice.ts';
import { ServiceWorld } from '../../test-support/service-world.ts';
import type { TransferState } from '../channel/attachment-api.ts';
import type { BackupsView } from '../channel/backup-api.ts';
import type { SafeApi } from '../channel/safe-api.ts';
import { sendRequest } from '../server/server-request.ts';
import { askBackupState, listBackups, setBackupPlan } from './ask-backups.ts';
import { revealBackupKey } from './reveal-key.ts';
import { setUpBackupKey } from './set-up-key.ts';

const CUT = 3_000;
const ED25519_SPKI = Buffer.from('302a300506032b6570032100', 'hex');
const MOST = { maxBuffer: 1 << 28 };

let world: ServiceWorld;
let folder: string;
/** Sets everything up, and administers. */
let desk: SafeApi;
/** Is named in the key, and administers nothing. */
let director: Colleague;
/** Administers, and is named in nothing. */
let deputy: Colleague;

beforeAll(async () => {
  world = await ServiceWorld.start();
  folder = await mkdtemp(join(tmpdir(), 'siegel-backups-'));
  desk = await world.arrive('desk');
  director = await joinPractice(world.practice, { name: 'Dr. Ruth Ahlers', rights: ['read-records'] });
  deputy = await joinPractice(world.practice, { name: 'Tim Vogt', rights: ['read-records', 'administer'] });
});
beforeEach(() => world.proxy.beHonest());
afterAll(async () => {
  await world.end();
  await rm(folder, { recursive: true, force: true });
});

const idOf = (hex: string) => bytesOfHex(hex) as Id;
const refused = (code: string) => expect.objectContaining({ ok: false, error: expect.objectContaining({ code }) });
const fileOf = (id: string) => `backups/${id}/file`;

async function reveal(colleague: Colleague, keyId: string) {
  must(await colleague.safe.sync());
  return revealBackupKey(colleague.safe, idOf(keyId));
}

async function quiet(): Promise<BackupsView> {
  return vi.waitFor(
    async () => {
      const view = must(await desk.backups());
      expect(view.running).toBeUndefined();
      return view;
    },
    { timeout: 60_000, interval: 50 },
  );
}

async function makeOne(): Promise<string> {
  const id = must(await desk.makeBackup());
  expect((await quiet()).failed).toBeUndefined();
  return id;
}

async function bytesHanded(id: string): Promise<Uint8Array> {
  const { archive } = must(await desk.downloadBackup({ transferId: `whole-${id}`, backupId: id }));
  return new Uint8Array(await archive!.arrayBuffer());
}

/** Enters a key of backups whose halves do not belong together, as somebody could who does not use this program. */
async function enterWrong(over: {
  readonly recipient?: string;
  readonly wrappedFor?: Colleague;
  readonly wrappedAt?: Id;
}): Promise<string> {
  const { practice } = world;
  const { author } = practice.desk;
  must(await practice.desk.sync());
  const record = platformRandom(16) as Id;
  const [pair, key] = [await makeBackupPair(), await makeBackupPartKey()];
  const { follower } = practice.desk;
  const wrappedFor = follower.membership.userAt((over.wrappedFor ?? director).user, follower.head.size)!;
  const place = { tenant: author.tenant, record: over.wrappedAt ?? record };
  const wrapped = await wrapBackupKey(key, place, wrappedFor.xwingPublic);
  const draft = {
    kind: WIRE_KINDS.backupKey,
    schemaVersion: 1,
    record,
    open: { recipient: over.recipient ?? pair.recipient, holders: [{ user: director.user, key: wrapped }] },
    sealed: new Map<Compartment, PlainRecord>([['restricted', { identity: pair.identity }]]),
    keyOf: () => backupPartKey(key),
    coSigners: [userCoSigner(author)],
  };
  must(await practice.desk.write([await buildEntry(draft, author)]));
  return hexOf(record);
}

let keyId: string;
let backupId: string;
/** Everything that was sent while the key was set up. */
let sent: ServiceWorld['proxy']['asked'];

test('[D3] [D4] [BK23] [BK25] a key is made for the director, and a backup comes in two pieces over a line that breaks', async () => {
  keyId = must(await desk.setUpBackupKey([hexOf(director.user)]));
  sent = [...world.proxy.asked];
  const [key, ...more] = must(await desk.backupKeys());
  expect(more).toEqual([]);
  expect(key).toMatchObject({
    keyId,
    recipient: expect.stringMatching(/^age1/) as string,
    enteredBy: 'Dr. Jana Lindner',
    holders: [{ userId: hexOf(director.user), name: 'Dr. Ruth Ahlers', isActive: true }],
    isOwn: false,
  });
  backupId = await makeOne();
  expect(must(await desk.backups())).toMatchObject({
    backups: [{ backupId, madeBy: 'Dr. Jana Lindner' }],
    hasKey: true,
  });
  let isCut = false;
  world.proxy.lieAbout(fileOf(backupId), (answer) => {
    if (isCut) return answer;
    isCut = true;
    return { ...answer, cutAt: CUT };
  });
  const states: TransferState[] = [];
  const unwatch = desk.watchTransfers((list) => states.push(...list));
  const file = chosenFile(join(folder, 'backup.tar'));
  const got = must(await desk.downloadBackup({ transferId: 'two', backupId, file }));
  unwatch();
  expect(got.archive).toBeUndefined();
  const asked = world.proxy.askedFor(fileOf(backupId)).map(({ headers }) => [headers['range'], headers['if-range']]);
  expect(asked).toEqual([
    [undefined, undefined],
    [`bytes=${CUT}-`, expect.stringMatching(/^"[0-9a-f]{64}"$/)],
  ]);
  expect(states.map(({ state }) => state)).toContain('waiting');
  expect(states.find(({ doneBytes }) => doneBytes === CUT)?.totalBytes).toBe(got.sizeBytes);
  const written = await readFile(join(folder, 'backup.tar'));
  expect(written).toHaveLength(got.sizeBytes);
  world.proxy.beHonest();
  expect(written.equals(await bytesHanded(backupId))).toBe(true);
});

test('[D3] [BK23] [BK24] [BK25] what the director reveals opens it, for programs of others and for a restoration', async () => {
  execFileSync('tar', ['-xf', 'backup.tar'], { cwd: folder });
  execFileSync('sha256sum', ['--quiet', '-c', `backups/${backupId}/SHA256SUMS`], { cwd: folder });
  const { recipient, identity } = must(await reveal(director, keyId));
  expect(recipient).toBe(must(await desk.backupKeys())[0]?.recipient);
  // The recipient has left the device that made the pair, the identity only sealed.
  const contains = (words: string) => sent.some(({ body }) => Buffer.from(body).includes(words));
  expect([contains(recipient), contains(identity)]).toEqual([true, false]);
  expect(world.proxy.neverGot(Buffer.from(identity))).toBe(true);
  const keyFile = join(folder, 'key.txt');
  await writeFile(keyFile, `${identity}\n`);
  const sealed = join(folder, 'backups', backupId, 'manifest.age');
  const packed = execFileSync('age', ['-d', '-i', keyFile, sealed], MOST);
  const text = execFileSync('zstd', ['-d', '-c'], { ...MOST, input: packed }).toString();
  expect(JSON.parse(text.slice(0, text.indexOf('\nsignature ')))).toMatchObject({ format: 'siegel-backup 1' });

  const { membership, head } = world.practice.desk.follower;
  const spki = Buffer.concat([ED25519_SPKI, membership.logAt(head.size)!.logPublic]);
  const logKey = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  const manifest = await openBackup(folder, backupId, {
    identity,
    verify: (words, signature) => verify(null, words, logKey, signature),
  });
  const engine = createSqliteEngine({ directory: join(folder, 'box'), boxKey: { bytes: platformRandom(32) } });
  const store = must(await engine.createTenant(world.practice.desk.given.tenant));
  const restored = await restoreBackup(store, { set: folder, manifest, identity });
  expect(restored).toMatchObject({ entries: manifest.head.size, withKeys: true });
  const { columns } = world.practice.desk.follower;
  const [seq = -1] = columns.seqsOfRecord(world.practice.finding);
  expect(hexOf((await store.entryAt(seq))!.body)).toBe(hexOf(columns.entryAt(seq)!.body));
  await engine.close();
});

test('[D3] [BK24] [BK31] who administers and is not named reveals nothing; who is named and does not administer sees no backup', async () => {
  for (const tried of [await reveal(deputy, keyId), await desk.revealBackupKey(keyId)])
    expect(tried).toEqual(refused('BACKUP_NOT_HOLDER'));
  // The server gives them nothing to open either.
  const { address } = deputy.given;
  expect(await sendRequest(address, `backup-keys/${keyId}`, { method: 'GET' })).toEqual(refused('BACKUP_NOT_HOLDER'));
  expect(await listBackups(director.given.address)).toEqual(refused('RIGHT_MISSING'));
  expect(await setUpBackupKey(director.safe, [director.user])).toEqual(refused('RIGHT_MISSING'));
  // Behind the proxy a browser hears of new entries when it is told.
  world.pushHead();
  await vi.waitFor(
    async () => {
      const { rows } = must(await desk.logPage({ groups: ['access'] }, undefined));
      const purposes = rows.map(({ purpose }) => purpose);
      expect(purposes.filter((purpose) => purpose === 'backup-key')).toHaveLength(1);
      expect(purposes.filter((purpose) => purpose === 'backup')).toHaveLength(3);
      expect(rows.flatMap(({ backup }) => backup ?? [])).toEqual(['made']);
    },
    { timeout: 10_000 },
  );
});

test('[BK23] a key is for persons who are here, each once, and no other is entered', async () => {
  const [own, unknown] = [hexOf(director.user), hexOf(platformRandom(16))];
  for (const holders of [[], [own, own], [own, unknown]])
    expect(await desk.setUpBackupKey(holders)).toEqual(refused('BACKUP_HOLDER_WRONG'));
  expect(must(await desk.backupKeys())).toHaveLength(1);
});

test('[BK23] [BK24] an exchanged part, holder, place or recipient is no key to anybody', async () => {
  const otherId = must(await desk.setUpBackupKey([hexOf(director.user), hexOf(deputy.user)]));
  must(await reveal(deputy, otherId));
  // The server hands out the part of one key for that of another.
  world.proxy.lie = (asked, honest) =>
    honest({ url: asked.url.replace(`backup-keys/${otherId}`, `backup-keys/${keyId}`) });
  expect(await reveal(director, otherId)).toEqual(refused('CONTENT_WITHHELD'));
  world.proxy.beHonest();
  must(await reveal(director, otherId));
  expect(await reveal(director, await enterWrong({ wrappedFor: deputy }))).toEqual(refused('KEY_UNKNOWN'));
  expect(await reveal(director, await enterWrong({ wrappedAt: idOf(otherId) }))).toEqual(refused('KEY_UNKNOWN'));
  const recipient = (await makeBackupPair()).recipient;
  expect(await reveal(director, await enterWrong({ recipient }))).toEqual(refused('OPEN_TAMPERED'));
  must(await reveal(director, await enterWrong({})));
});

test('[BK30] a download that is given up leaves the chosen file as it was, and one of another file begins anew', async () => {
  const path = join(folder, 'chosen.tar');
  await writeFile(path, 'what was there before');
  const file = chosenFile(path);
  world.proxy.lieAbout(fileOf(backupId), (answer) => ({ ...answer, cutAt: CUT }));
  const unwatch = desk.watchTransfers((list) => {
    if (list.some(({ state }) => state === 'waiting')) void desk.cancelTransfer('stopped');
  });
  expect(await desk.downloadBackup({ transferId: 'stopped', backupId, file })).toEqual(refused('TRANSFER_CANCELLED'));
  unwatch();
  expect(await readFile(path, 'utf8')).toBe('what was there before');
  expect((await readdir(folder)).filter((name) => name.startsWith('chosen'))).toEqual(['chosen.tar']);

  world.proxy.beHonest();
  const whole = await bytesHanded(backupId);
  world.proxy.lie = async (asked, honest) => {
    if (!asked.path.startsWith(fileOf(backupId))) return honest();
    const { 'if-range': tag, ...headers } = asked.headers;
    if (tag === undefined) return { ...(await honest()), cutAt: CUT };
    return honest({ headers: { ...headers, 'if-range': '"another file"' } });
  };
  must(await desk.downloadBackup({ transferId: 'anew', backupId, file }));
  expect((await readFile(path)).equals(whole)).toBe(true);
  world.proxy.beHonest();
  expect(await desk.downloadBackup({ transferId: 'none', backupId: 'x', file })).toEqual(refused('BACKUP_UNKNOWN'));
  expect((await readFile(path)).equals(whole)).toBe(true);
});

test('[BK51] [BK55] [BK56] the plan is changed by whoever administers, and everybody learns whether all is well', async () => {
  const plan = { isOn: true, minute: 1_290, zone: 'Europe/Vienna' };
  must(await desk.setBackupPlan(plan));
  const { daily, backups } = must(await desk.backups());
  expect(daily).toMatchObject({ plan, nextAtMs: expect.any(Number) as number });
  expect(daily?.failure).toBeUndefined();
  expect(backups.at(-1)).toMatchObject({ isNewestWhole: true, checked: { damaged: 0 } });
  expect(await desk.setBackupPlan({ ...plan, zone: 'Nirgendwo' })).toEqual(refused('MESSAGE_MALFORMED'));
  expect(await setBackupPlan(director.given.address, plan)).toEqual(refused('RIGHT_MISSING'));
  expect(must(await desk.backupState())).toEqual({ lastGoodAtMs: backups.at(-1)?.madeAtMs });
  expect(await askBackupState(director.given.address)).toMatchObject({ value: { failedAt: null, code: null } });
  world.pushHead();
  await vi.waitFor(
    async () => {
      const { rows } = must(await desk.logPage({ groups: ['access'] }, undefined));
      const [row] = rows.filter(({ backup }) => backup === 'planned');
      expect(row).toMatchObject({ userName: 'Dr. Jana Lindner', isProven: true });
    },
    { timeout: 10_000 },
  );
});

test('[D4] [BK28] [BK29] seven are kept: the eighth waits until one is deleted, and those that stay are whole', async () => {
  for (let count = must(await desk.backups()).backups.length; count < 7; count++) await makeOne();
  expect(await desk.makeBackup()).toEqual(refused('BACKUPS_FULL'));
  must(await desk.deleteBackup(backupId));
  expect(await desk.deleteBackup(backupId)).toEqual(refused('BACKUP_UNKNOWN'));
  const last = await makeOne();
  must(await desk.checkBackup(last));
  const { backups } = await quiet();
  expect(backups).toHaveLength(7);
  expect(backups.at(-1)).toMatchObject({ backupId: last, checked: { damaged: 0, names: [] } });
  must(await desk.cancelBackup());
});
