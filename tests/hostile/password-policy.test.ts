import { passwordRulesOf, policyRecordId } from '@siegel/akten';
import { buildEntry, platformHasher, userCoSigner } from '@siegel/seal';
import type { Safe } from '@siegel/safe';
import { WIRE_KINDS } from '@siegel/wire';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { changeRules, rulesNow } from '../../keyed/safe/src/safe/house-rules.ts';
import { newestVersion } from '../../keyed/safe/src/safe/newest-version.ts';
import { changePasswordPolicy, readPasswordPolicy } from '../../keyed/safe/src/settings/password-policy.ts';
import { must, type Practice } from '../../keyed/safe/test-support/practice.ts';
import { ForgedJournal, forgerOf } from './forged-journal.ts';
import { type HostileWorld, startHostileWorld, takeLogKey } from './hostile-world.ts';

// A server that wants weaker passwords than the house has decided: it lowers floors, hides a rule, or shows an old one again.

let world: HostileWorld;
let practice: Practice;
let logSeed: Uint8Array;
let reader: Safe;
let entered = 0;

beforeAll(async () => {
  world = await startHostileWorld();
  ({ practice } = world);
  logSeed = await takeLogKey(world);
  const { desk } = practice;
  must(await desk.sync());
  const before = must(await readPasswordPolicy(desk));
  must(await changePasswordPolicy(desk, before.version, { ...before, rules: { ...before.rules, length: 16 } }));
  must(await desk.sync());
}, 60_000);

afterAll(() => world.end());

beforeEach(async () => {
  world.proxy.beHonest();
  must(await practice.desk.sync());
  entered += 1;
  reader = await practice.enter(`policy-reader-${entered}`);
});

const lengthNow = (safe: Safe) => passwordRulesOf(rulesNow(safe)).length;

/** A policy entry by whoever `author` is, behind the newest one. */
function policyBy(author: Safe['author'], open: Parameters<typeof buildEntry>[0]['open'], safe: Safe) {
  const record = policyRecordId(author.tenant, platformHasher.sha256);
  const parent = newestVersion(safe, record);
  const coSigners = [userCoSigner(author)];
  return buildEntry(
    { kind: WIRE_KINDS.policy, schemaVersion: 1, record, parent, coSigners, ...(open && { open }) },
    author,
  );
}

test('[X5] [PW2] attack 110: floors lowered by the server, or by an administrator without the kit, count nowhere', async () => {
  const { floors } = rulesNow(reader) as { readonly floors: Readonly<Record<string, number>> };
  const low = { floors: { ...floors, passwordLength: 8 }, password: { length: 8 } };
  const journal = new ForgedJournal(world, logSeed);
  // Once with keys of the server's own, once truly signed by somebody who may administer.
  const forger = await forgerOf(reader);
  await journal.forge([await policyBy(forger, low, reader)], forger, reader);
  await journal.forge([await policyBy(practice.desk.author, low, reader)], practice.desk.author, reader);
  await journal.forge(
    [await policyBy(practice.desk.author, { floors, password: { length: 8 } }, reader)],
    practice.desk.author,
    reader,
  );
  world.proxy.lie = journal.lie;
  must(await reader.sync());
  expect(lengthNow(reader)).toBe(16);
  expect([...reader.attributions.heldBack.values()]).toEqual([
    'STATEMENT_SIGNATURE_WRONG',
    'RIGHT_MISSING',
    'PASSWORD_RULE_BELOW_FLOOR',
  ]);
  // What is compiled in holds even if all of that counted.
  expect(passwordRulesOf(low)).toMatchObject({ length: 12, strength: 9 });
  // The server itself refuses the honest way.
  world.proxy.beHonest();
  expect(await changeRules(practice.desk, { password: { length: 8 } })).toMatchObject({
    error: { code: 'PASSWORD_RULE_BELOW_FLOOR' },
  });
});

test('[X5] [PW2] attack 111: a hidden policy entry is missed by every device that has seen it, or what came after', async () => {
  const record = policyRecordId(reader.author.tenant, platformHasher.sha256);
  const [seq = 0] = reader.follower.columns.seqsOfRecord(record);
  const journal = new ForgedJournal(world, logSeed);
  world.proxy.lie = async (asked, honest) => {
    if (!asked.path.startsWith('journal?')) return honest();
    await journal.drop(seq, asked);
    return journal.lie(asked, honest);
  };
  const synced = await reader.sync();
  expect(synced).toMatchObject({ ok: false, error: { code: expect.stringMatching(/^LOG_(SHORTENED|FORKED)$/) } });
  expect(lengthNow(reader)).toBe(16);
});

test('[X5] [PW2] attack 112: an old policy shown again as the newest one is held back', async () => {
  const { desk } = practice;
  const record = policyRecordId(desk.author.tenant, platformHasher.sha256);
  const old = desk.follower.columns.entryAt(desk.follower.columns.seqsOfRecord(record)[0] ?? 0);
  const before = must(await readPasswordPolicy(desk));
  must(await changePasswordPolicy(desk, before.version, { ...before, rules: { ...before.rules, length: 20 } }));
  must(await desk.sync());
  must(await reader.sync());
  expect(lengthNow(reader)).toBe(20);
  if (old === undefined) throw new Error('PW2: there is an old policy');
  const journal = new ForgedJournal(world, logSeed);
  await journal.forge([{ body: old.body, open: old.open, envelopes: [], wraps: [] }], desk.author, reader);
  world.proxy.lie = journal.lie;
  must(await reader.sync());
  expect(lengthNow(reader)).toBe(20);
  expect([...reader.attributions.heldBack.values()]).toEqual(['ENTRY_STALE']);
});
