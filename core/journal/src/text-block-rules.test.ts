import { MemoryJournal, TestTenant } from '@siegel/testing';
import { type Id, WIRE_KINDS } from '@siegel/wire';
import { beforeEach, expect, test } from 'vitest';

let tenant: TestTenant;
let journal: MemoryJournal;

beforeEach(async () => {
  tenant = new TestTenant('text-block-rules');
  journal = new MemoryJournal(tenant.tenant, tenant.instance, tenant.log.publicKey);
  expect(await journal.append(tenant.genesis())).toMatchObject({ ok: true });
});

const refused = { ok: false, error: expect.objectContaining({ code: 'RIGHT_MISSING' }) };
const done = expect.objectContaining({ ok: true });
const anId = () => tenant.random(16) as Id;
const append = (record: Id, owner?: Id, state = 'active') => {
  const fields = { state, ...(owner !== undefined && { owner }) };
  const parent = journal.headOf(record)?.entryHash ?? null;
  const packet = tenant.entry({ kind: WIRE_KINDS.textBlock, record, parent, fields });
  return journal.append(tenant.batch([packet], journal.head, tenant.first));
};

test('[TB5] a block of a user is entered by this user alone, and stays theirs', async () => {
  const [own, house] = [anId(), anId()];
  expect(await append(own, anId())).toEqual(refused);
  expect(await append(own, tenant.first.user)).toEqual(done);
  expect(await append(own)).toEqual(refused);
  expect(await append(own, tenant.first.user, 'removed')).toEqual(done);
  expect(await append(house)).toEqual(done);
  expect(await append(house, tenant.first.user)).toEqual(refused);
  expect(await append(house, undefined, 'removed')).toEqual(done);
});
