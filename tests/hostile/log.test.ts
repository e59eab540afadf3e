import { checkLogFile, Safe } from '@siegel/safe';
import {
  type Author,
  buildEntry,
  openLogDetails,
  organisationMark,
  platformRandom,
  sealLogDetails,
} from '@siegel/seal';
import { type CborValue, hexOf, type Id, readLogFileEntry, WIRE_KINDS } from '@siegel/wire';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { LogFile } from '../../keyed/safe/src/log/log-file.ts';
import { logReaders } from '../../keyed/safe/src/log/log-readers.ts';
import { logRow } from '../../keyed/safe/src/log/log-row.ts';
import { must, type Practice } from '../../keyed/safe/test-support/practice.ts';
import { ForgedJournal, forgerOf } from './forged-journal.ts';
import { type HostileWorld, startHostileWorld, takeLogKey } from './hostile-world.ts';

// What a malicious server, or whoever has a saved log in hands, must not achieve with the log (threat model M3, M8). It has the log
// key and signs whatever journal it likes.

let world: HostileWorld;
let practice: Practice;
let logSeed: Uint8Array;
let victim: Safe;
let forger: Author;
let devices = 0;

beforeAll(async () => {
  world = await startHostileWorld();
  ({ practice } = world);
  logSeed = await takeLogKey(world);
}, 60_000);
afterAll(() => world.end());
beforeEach(async () => {
  world.proxy.beHonest();
  victim = await practice.enter(`victim-${devices++}`);
  forger = await forgerOf(victim);
});

const entryOf = (kind: number, open: { readonly [name: string]: CborValue }, author: Author) =>
  buildEntry({ kind, schemaVersion: 1, record: platformRandom(16) as Id, open }, author);
const names = { byUser: new Map<string, string>(), byDevice: new Map<string, string>(), ofPerson: () => '' };

test('[X5] [LG8] attack 119: views, sign-ins and deliveries in the name of somebody else are held back, and written by nobody but who may', async () => {
  const akten = [practice.personId];
  const journal = new ForgedJournal(world, logSeed);
  // The server has no key of a device: what it says somebody has seen is signed by nobody.
  await journal.forge([await entryOf(WIRE_KINDS.opening, { purpose: 'open', akten }, forger)], forger, victim);
  world.proxy.lie = journal.lie;
  must(await victim.sync());
  const row = await logRow(victim, names, victim.follower.head.size - 1);
  expect(row).toMatchObject({ kind: WIRE_KINDS.opening, isProven: false });
  world.proxy.beHonest();
  // And no device writes what only the server writes, whatever rights its user has.
  const device = practice.desk.given.device.device;
  for (const [kind, open] of [
    [WIRE_KINDS.delivery, { device, purpose: 'open', akten, address: '10.0.0.1' }],
    [WIRE_KINDS.signIn, { device, address: '10.0.0.1' }],
    [WIRE_KINDS.signOut, { device, reason: 'ended' }],
  ] as const) {
    const written = await practice.desk.write([await entryOf(kind, open, practice.desk.author)]);
    expect(written).toMatchObject({ ok: false, error: { code: 'KIND_NOT_ALLOWED' } });
  }
});

test('[X5] [LG10] attack 120: no readable word stands where details are sealed, and sealed ones open nowhere else', async () => {
  const akten = [practice.personId];
  const readable = [
    new TextEncoder().encode('Befund von Ilse Brandt'),
    new TextEncoder().encode(`Befund von Ilse Brandt${' '.repeat(1_500)}`),
    new Uint8Array(5_000).fill(1),
  ];
  for (const details of readable) {
    const open = { purpose: 'print', akten, details };
    const written = await practice.desk.write([await entryOf(WIRE_KINDS.opening, open, practice.desk.author)]);
    expect(written).toMatchObject({ ok: false, error: { code: 'OPEN_FIELDS_NOT_DECLARED' } });
  }
  const readers = logReaders(practice.desk)!;
  const key = practice.desk.keys.groupKey(readers.group)!;
  const place = { tenant: practice.desk.given.tenant, record: platformRandom(16) as Id, device: forger.device.device };
  const sealed = await sealLogDetails({ what: 'Befund' }, place, readers);
  expect(await openLogDetails(sealed, place, key)).toEqual({ what: 'Befund' });
  const elsewhere = [
    { ...place, record: platformRandom(16) as Id },
    { ...place, device: platformRandom(16) as Id },
    { ...place, tenant: platformRandom(16) as Id },
  ];
  for (const other of elsewhere) expect(await openLogDetails(sealed, other, key)).toBeUndefined();
  for (let at = 0; at < sealed.length; at += 97) {
    const changed = sealed.map((byte, i) => (i === at ? byte ^ 1 : byte));
    expect(await openLogDetails(changed, place, key)).toBeUndefined();
  }
  // What is one word long cannot be told from two.
  const longer = await sealLogDetails({ what: 'Befunde' }, place, readers);
  expect(longer.length).toBe(sealed.length);
});

async function savedBy(safe: Safe): Promise<string[]> {
  const rowAt = (seq: number) => logRow(safe, names, seq);
  const file = await LogFile.begin({ safe, filter: { groups: [] }, rowAt, labelOf: () => '' }, () => Promise.resolve());
  let text = '';
  for (;;) {
    const part = await file.part();
    text += part.text;
    if (part.isDone) return text.split('\n').slice(0, -1);
  }
}

async function* linesOf(lines: readonly string[]) {
  yield* lines;
}

test('[X5] [LG15] attack 121: a saved log with forged, stripped or foreign entries proves nothing, whoever has written it anew', async () => {
  const mark = organisationMark(practice.founded.given.orgPublic);
  const check = async (lines: readonly string[]) => (await checkLogFile(linesOf(lines), mark))!;
  expect(await check(await savedBy(victim))).toMatchObject({ faults: [], fileFaults: [] });
  // A journal with an entry the server has invented, saved by a device that believed it so far.
  const journal = new ForgedJournal(world, logSeed);
  const open = { purpose: 'open', akten: [practice.personId] };
  await journal.forge([await entryOf(WIRE_KINDS.opening, open, forger)], forger, victim);
  world.proxy.lie = journal.lie;
  must(await victim.sync());
  const seq = victim.follower.head.size - 1;
  const invented = await check(await savedBy(victim));
  expect(invented.faults).toEqual([{ seq, code: 'STATEMENT_SIGNATURE_WRONG' }]);
  world.proxy.beHonest();
  // A removal that was left out of the house, and the file signed again by a device that may.
  const safe = await practice.enter(`attesting-${devices++}`);
  const lines = await savedBy(safe);
  const houseSeqs = lines.flatMap((line) => {
    const entry = readLogFileEntry(line);
    return entry?.part === 'house' && entry.seq > 0 ? [entry.seq] : [];
  });
  for (const left of houseSeqs.slice(0, 4)) {
    const without = await check(lines.filter((line) => readLogFileEntry(line)?.seq !== left));
    expect(without.fileFaults).toContain('signature');
  }
  // Another organisation whose journal is sound in itself.
  const foreign = (await checkLogFile(linesOf(lines), hexOf(platformRandom(32))))!;
  expect(foreign.fileFaults).toEqual(['organisation']);
});
