import { MemoryJournal, TestTenant } from '@siegel/testing';
import { type CborValue, type Id, WIRE_KINDS } from '@siegel/wire';
import { beforeEach, expect, test } from 'vitest';

let tenant: TestTenant;
let journal: MemoryJournal;

beforeEach(async () => {
  tenant = new TestTenant('backup-keys');
  journal = new MemoryJournal(tenant.tenant, tenant.instance, tenant.log.publicKey);
  expect(await journal.append(tenant.genesis())).toMatchObject({ ok: true });
});

const RECIPIENT = 'age1cy0su9fwf3gf9mw868g5yut09p6nytfmmnktexz2ya5uqg9vl9sss4euqm';
const SEALED_KEY_BYTES = 1201;
const done = expect.objectContaining({ ok: true });
const refused = (code: string) => ({ ok: false, error: expect.objectContaining({ code }) });
const holder = (user: Id) => ({ user, key: tenant.random(SEALED_KEY_BYTES) });

/** Appends a key of backups; `over` goes over its open fields. */
async function append(over: { readonly [name: string]: CborValue } = {}, more: { parts?: number; record?: Id } = {}) {
  const { parts = 1, record = tenant.random(16) } = more;
  const fields = { recipient: RECIPIENT, holders: [holder(tenant.first.user)], ...over };
  const envelopes = Array.from({ length: parts }, () => tenant.envelope());
  const parent = journal.headOf(record)?.entryHash ?? null;
  const version = parent === null ? 1 : 2;
  const described = envelopes.map((envelope, at) => tenant.part(at, envelope, tenant.first, version));
  const packet = tenant.entry({ kind: WIRE_KINDS.backupKey, record, parent, fields, envelopes, parts: described });
  return journal.append(tenant.batch([packet], journal.head, tenant.first));
}

test('[BK23] a key of backups names a recipient of age for X25519, and at least one person who belongs here, once', async () => {
  expect(await append()).toEqual(done);
  for (const recipient of [
    '',
    'age1',
    RECIPIENT.slice(0, -1),
    RECIPIENT.toUpperCase(),
    `ssh-ed25519 ${RECIPIENT.slice(0, 40)}`,
  ])
    expect(await append({ recipient }), recipient).toEqual(refused('BACKUP_RECIPIENT_WRONG'));
  const { user } = tenant.first;
  for (const holders of [[], [holder(user), holder(user)], [holder(user), holder(tenant.random(16))]])
    expect(await append({ holders })).toEqual(refused('BACKUP_HOLDER_WRONG'));
  const short = [{ user, key: tenant.random(SEALED_KEY_BYTES - 1) }];
  expect(await append({ holders: short })).toEqual(refused('OPEN_FIELDS_NOT_DECLARED'));
});

test('[BK23] nothing of the identity lies open, and its part is there', async () => {
  expect(await append({ identity: 'AGE-SECRET-KEY-1' })).toEqual(refused('OPEN_FIELDS_NOT_DECLARED'));
  expect(await append({}, { parts: 0 })).toEqual(refused('ENVELOPE_MISMATCH'));
  expect(await append({}, { parts: 2 })).toEqual(refused('ENVELOPE_MISMATCH'));
});

test('[BK23] it never changes: the newest one counts, and the earlier ones stay as they are', async () => {
  const [first, second] = [tenant.random(16) as Id, tenant.random(16) as Id];
  expect(await append({}, { record: first })).toEqual(done);
  expect(await append({}, { record: first })).toEqual(refused('KIND_NOT_ALLOWED'));
  expect(await append({}, { record: second })).toEqual(done);
  const { backup } = journal.membership;
  expect(backup.keysAt(journal.head.size).map(({ record }) => record)).toEqual([first, second]);
  expect(backup.newestAt(journal.head.size)?.record).toEqual(second);
  expect(backup.newestAt(journal.head.size - 1)?.record).toEqual(first);
});

test('[BK23] whoever may not administer enters none', async () => {
  const member = tenant.member();
  const user = tenant.entry({
    kind: WIRE_KINDS.user,
    record: member.user,
    fields: tenant.userFields(member, { rights: ['read-records'] }),
  });
  const fields = tenant.deviceFields(member);
  const device = tenant.entry({ kind: WIRE_KINDS.device, record: member.device, fields, coSigner: member });
  expect(await journal.append(tenant.batch([user, device], journal.head, tenant.first))).toEqual(done);
  const wish = { kind: WIRE_KINDS.backupKey, record: tenant.random(16), envelopes: [tenant.envelope()] };
  const packet = tenant.entry({ ...wish, fields: { recipient: RECIPIENT, holders: [holder(member.user)] } }, member);
  expect(await journal.append(tenant.batch([packet], journal.head, member))).toEqual(refused('RIGHT_MISSING'));
});
