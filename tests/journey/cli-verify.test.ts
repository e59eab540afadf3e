import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ofTonight, type ServerProcess, spawnServer } from '@siegel/testing';
import { batchRoot } from '@siegel/journal';
import { platformHasher } from '@siegel/seal';
import {
  decodeBody,
  decodeStatement,
  encodeStatement,
  FIRST_RECORD_KIND,
  peekBody,
  STAFF_KIND,
  WIRE_KINDS,
} from '@siegel/wire';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type CliOffice, foundCliOffice } from './cli-world.ts';
import { type RawBatch, rewriteTenant } from './rewrite-tenant.ts';

let office: CliOffice;
let scratch: string;
let running: ServerProcess | undefined;
/** A sound copy of the server's data and of both profiles. */
let sound: string;

const gdt = (number: string, name: string) =>
  [
    ['8000', '6310'],
    ['9206', '3'],
    ['9218', '02.10'],
    ['3000', number],
    ['3101', name],
    ['3102', 'Ada'],
    ['3103', '01021950'],
    ['6200', '20112026'],
    ['8402', 'EKG01'],
    ['6228', 'Sinusrhythmus'],
  ]
    .map(([fk = '', content = '']) => `${String(content.length + 9).padStart(3, '0')}${fk}${content}\r\n`)
    .join('');

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'siegel-verify-'));
  office = await foundCliOffice();
  for (const [n, name] of ['Adler', 'Birke', 'Cramer'].entries()) {
    const file = join(scratch, `${name}.gdt`);
    await writeFile(file, gdt(String(n + 1), name));
    // Three imports of their own: three batches each that can be told apart.
    expect(await office.json('import', file, '--commit'), name).toMatchObject({ exit: 0, committed: true });
  }
  expect((await office.enterDevice('frisch')).code).toBe(0);
  // Somebody has looked: views stand in the access log, too.
  expect(await office.json('show', 'adler')).toMatchObject({ exit: 0 });
  // The device that comes back has pinned everything; the fresh one is to believe nothing but its own eyes.
  expect(await office.json('verify')).toMatchObject({ exit: 0, intact: true });
  await rm(join(office.home, 'frisch', 'pages'), { recursive: true });
  await office.server.end('SIGTERM');
  sound = join(scratch, 'sound');
  await cp(office.server.directory, join(sound, 'server'), { recursive: true });
  await cp(office.home, join(sound, 'home'), { recursive: true });
});

afterEach(async () => {
  await running?.end('SIGKILL');
  running = undefined;
});

afterAll(async () => {
  await office.end();
  await rm(scratch, { recursive: true, force: true });
});

/** Puts the sound state back, lets an attacker write the database anew, and starts the server on it. */
async function tamper(change: (batches: RawBatch[]) => readonly RawBatch[]): Promise<void> {
  const { directory, boxKeyFile, port } = office.server;
  await rm(directory, { recursive: true });
  await cp(join(sound, 'server'), directory, { recursive: true });
  await rm(office.home, { recursive: true });
  await cp(join(sound, 'home'), office.home, { recursive: true });
  await rewriteTenant({ directory, boxKeyFile, tenant: office.founded.tenant, account: 'lindner' }, change);
  running = await spawnServer({ directory, boxKeyFile, args: ['--port', String(port)] });
}

const verify = (profile: string) => office.json('verify', '--no-attest', '--profile', profile);
const isRecord = ({ entries }: RawBatch) =>
  entries.some(({ body }) => {
    const { kind } = decodeBody(body);
    return kind >= FIRST_RECORD_KIND && kind !== STAFF_KIND;
  });
const indexOfRecords = (batches: readonly RawBatch[]) => batches.findIndex(isRecord);
const seqOf = (batches: readonly RawBatch[], index: number) =>
  batches.slice(0, index).reduce((sum, { entries }) => sum + entries.length, 0);

/** Flips a bit somewhere in the back of a body so that it still is one. */
function flipped(body: Uint8Array): Uint8Array {
  for (let at = body.length - 40; at > 0; at--) {
    const changed = Uint8Array.from(body);
    changed[at] = (changed[at] ?? 0) ^ 1;
    try {
      decodeBody(changed);
      return changed;
    } catch {
      // Not a body any more: try the byte before.
    }
  }
  throw new Error('no byte of this body can be changed');
}

test('[CL30, CL33] finds nothing in a database written anew without a change, and attests it', async () => {
  await tamper((batches) => batches);
  expect(await verify('default')).toMatchObject({
    exit: 0,
    intact: true,
    quarantined: [],
    forks: [],
    withheld: [],
    fault: null,
    pinned: null,
    content: { broken: [], akten: 6 },
  });
  const attested = await office.json('verify');
  expect(attested).toMatchObject({ exit: 0, attestation: expect.stringMatching(/^[0-9a-f]{32}$/) as string });
  expect(await office.json('verify', '--profile', 'frisch')).toMatchObject({ exit: 0, intact: true });
});

test('[CL31, CL34] finds a changed byte of a body, and at which entry', async () => {
  let seq = -1;
  await tamper((batches) => {
    const index = indexOfRecords(batches);
    const [entry] = batches[index]!.entries;
    seq = seqOf(batches, index);
    entry!.body = flipped(entry!.body);
    return batches;
  });
  const fresh = await verify('frisch');
  expect(fresh).toMatchObject({ exit: 4, intact: false, fault: { code: 'STATEMENT_MISMATCH' }, attestation: null });
  const { seq: found } = fresh['fault'] as { seq: number };
  // The statement covers its batch: the fault shows at the batch's last entry.
  expect(found).toBeGreaterThanOrEqual(seq);
  expect(await verify('default')).toMatchObject({ exit: 4, intact: false, pinned: 'LOG_FORKED' });
  // Every other command refuses to go on, too.
  expect(await office.json('find', 'adler')).toMatchObject({ exit: 4 });
});

test('[CL31, CL34] finds that the end of the journal is gone', async () => {
  await tamper((batches) => batches.slice(0, -3));
  expect(await verify('default')).toMatchObject({ exit: 4, intact: false, pinned: 'LOG_SHORTENED' });
});

/** A batch of records that nothing behind it builds upon. */
const isLoneRecord = (batch: RawBatch) =>
  isRecord(batch) && batch.entries.every(({ body }) => decodeBody(body).kind >= FIRST_RECORD_KIND);
const isDelivery = ({ entries }: RawBatch) =>
  entries.every(({ body }) => decodeBody(body).kind === WIRE_KINDS.delivery);

test.each(
  ofTonight([
    ['records', isLoneRecord],
    ['a delivery of the access log', isDelivery],
  ]),
)('[CL31, CL34] finds a batch taken out of the middle: %s', async (_, isWanted) => {
  await tamper((batches) => {
    const index = batches.findIndex(isWanted);
    expect(index).toBeGreaterThan(0);
    return batches.filter((__, at) => at !== index);
  });
  const fresh = await verify('frisch');
  expect(fresh).toMatchObject({ exit: 4, intact: false });
  expect((fresh['forks'] as number[]).length).toBeGreaterThan(0);
  const pinned = expect.stringMatching(/^LOG_/) as string;
  expect(await verify('default')).toMatchObject({ exit: 4, intact: false, pinned });
});

/** A copy of a batch under another record id, with a statement that fits and a signature nobody has made. */
function forged(batch: RawBatch): RawBatch {
  const entries = batch.entries.map((entry) => {
    const body = Uint8Array.from(entry.body);
    const place = peekBody(body, decodeBody(body).tenant)!;
    place.record[3] = (place.record[3] ?? 0) ^ 1;
    return { ...entry, body };
  });
  const root = batchRoot(
    entries.map(({ body }) => platformHasher.sha256(body)),
    platformHasher,
  );
  const bytes = encodeStatement({ ...decodeStatement(batch.signed.bytes), root });
  return { ...batch, entries, signed: { ...batch.signed, bytes } };
}

const isOpening = ({ entries }: RawBatch) => entries.every(({ body }) => decodeBody(body).kind === WIRE_KINDS.opening);
const isSignIn = ({ entries }: RawBatch) => entries.every(({ body }) => decodeBody(body).kind === WIRE_KINDS.signIn);

test.each(
  ofTonight([
    ['a delivery', isDelivery],
    ['a view', isOpening],
    ['a sign-in', isSignIn],
  ]),
)('[F7] [CL31, CL34] finds an edited entry of the access log: %s', async (_, isWanted) => {
  await tamper((batches) => {
    const index = batches.findIndex(isWanted);
    expect(index).toBeGreaterThan(0);
    return batches.map((batch, at) => (at === index ? forged(batch) : batch));
  });
  const fresh = await verify('frisch');
  expect(fresh).toMatchObject({ exit: 4, intact: false });
  expect(fresh['quarantined']).toMatchObject([{ code: 'STATEMENT_SIGNATURE_WRONG' }]);
  expect(await verify('default')).toMatchObject({ exit: 4, intact: false, pinned: 'LOG_FORKED' });
});

test.each(
  ofTonight([
    ['a delivery', isDelivery],
    ['a view', isOpening],
  ]),
)('[F7] [CL31, CL34] finds an inserted entry of the access log, and a dropped one: %s', async (_, isWanted) => {
  await tamper((batches) => [
    ...batches,
    { ...forged(batches.find(isWanted)!), receivedAt: batches.at(-1)!.receivedAt },
  ]);
  const report = await verify('frisch');
  expect(report).toMatchObject({ exit: 4, intact: false });
  expect(report['quarantined']).toMatchObject([{ code: 'STATEMENT_SIGNATURE_WRONG' }]);
  await running?.end('SIGKILL');
  await tamper((batches) => {
    const index = batches.findIndex(isWanted);
    return batches.filter((__, at) => at !== index);
  });
  expect(await verify('default')).toMatchObject({
    exit: 4,
    intact: false,
    pinned: expect.stringMatching(/^LOG_/) as string,
  });
});

if (process.env['SIEGEL_NIGHT'] !== undefined)
  test('[F7] [CL31, CL34] finds edited open fields of a delivery: whom it was for and what it was', async () => {
    await tamper((batches) => {
      const open = batches.find(isDelivery)?.entries[0]?.open;
      expect(open).toBeDefined();
      const at = open!.bytes.length - 3;
      open!.bytes[at] = (open!.bytes[at] ?? 0) ^ 1;
      return batches;
    });
    expect(await verify('frisch')).toMatchObject({ exit: 4, intact: false });
  });

if (process.env['SIEGEL_NIGHT'] !== undefined)
  test('[CL31, CL34] finds an inserted batch that no device has signed', async () => {
    let seq = -1;
    await tamper((batches) => {
      seq = seqOf(batches, batches.length);
      return [...batches, { ...forged(batches.find(isLoneRecord)!), receivedAt: batches.at(-1)!.receivedAt }];
    });
    for (const profile of ['default', 'frisch']) {
      const report = await verify(profile);
      expect(report).toMatchObject({ exit: 4, intact: false });
      expect(report['quarantined']).toEqual([{ seq, code: 'STATEMENT_SIGNATURE_WRONG' }]);
    }
  });

if (process.env['SIEGEL_NIGHT'] !== undefined)
  test('[CL31, CL34] finds a moved time of arrival', async () => {
    await tamper((batches) => {
      const index = indexOfRecords(batches);
      for (const batch of batches.slice(index)) batch.receivedAt += 1;
      return batches;
    });
    expect(await verify('default')).toMatchObject({ exit: 4, intact: false, pinned: 'LOG_FORKED' });
  });

test('[CL32, CL34] finds exchanged content, and which entries it was of', async () => {
  const seqs: number[] = [];
  await tamper((batches) => {
    const parts = batches.flatMap((batch, index) =>
      batch.entries.flatMap((entry, at) =>
        entry.envelopes.length > 0 && decodeBody(entry.body).kind >= FIRST_RECORD_KIND && isRecord(batch)
          ? [{ entry, seq: seqOf(batches, index) + at }]
          : [],
      ),
    );
    const [one, other] = parts.filter(({ entry }) => entry.envelopes.length === parts[0]!.entry.envelopes.length);
    [one!.entry.envelopes, other!.entry.envelopes] = [other!.entry.envelopes, one!.entry.envelopes];
    seqs.push(one!.seq, other!.seq);
    return batches;
  });
  const report = await verify('frisch');
  expect(report).toMatchObject({ exit: 4, intact: false, fault: null });
  const { broken } = report['content'] as { broken: { seq: number; code: string }[] };
  expect(broken.map(({ seq }) => seq)).toEqual(seqs);
  expect(await office.json('verify', '--no-content', '--no-attest')).toMatchObject({ exit: 0, intact: true });
});

test('[CL32, CL34] finds removed open fields', async () => {
  let seq = -1;
  await tamper((batches) => {
    const index = batches.findLastIndex(
      ({ entries }) => entries.some(({ open }) => open !== null) && entries.length > 1,
    );
    const at = batches[index]!.entries.findIndex(({ open }) => open !== null);
    seq = seqOf(batches, index) + at;
    batches[index]!.entries[at]!.open = null;
    return batches;
  });
  expect(await verify('frisch')).toMatchObject({ exit: 4, intact: false, withheld: [seq] });
});
