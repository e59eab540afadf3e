import { MemoryJournal, TestTenant } from '@siegel/testing';
import { WIRE_KINDS } from '@siegel/wire';
import { expect, test } from 'vitest';
import { Membership } from './membership.ts';

async function founded() {
  const tenant = new TestTenant('membership');
  const journal = new MemoryJournal(tenant.tenant, tenant.instance, tenant.log.publicKey);
  await journal.append(tenant.genesis());
  const append = (...packets: Parameters<TestTenant['batch']>[0]) =>
    journal.append(tenant.batch(packets, journal.head));
  return { tenant, journal, append };
}

test('[JN11] answers for every seq with the state before it', async () => {
  const { tenant, journal, append } = await founded();
  const role = tenant.random(16);
  const member = tenant.member();
  await append(tenant.entry({ kind: WIRE_KINDS.role, record: role, fields: { rights: ['export'] } }));
  await append(
    tenant.entry({
      kind: WIRE_KINDS.user,
      record: member.user,
      fields: tenant.userFields(member, { roles: [role], rights: ['import'] }),
    }),
  );
  const parent = journal.headOf(role)!.entryHash;
  await append(tenant.entry({ kind: WIRE_KINDS.role, record: role, parent, fields: { rights: [] } }));
  const { membership } = journal;
  expect(membership.userAt(member.user, 2)).toBeUndefined();
  expect(membership.rightsAt(member.user, 2)).toEqual(new Set());
  expect(membership.rightsAt(member.user, 3)).toEqual(new Set(['import', 'export']));
  expect(membership.rightsAt(member.user, 4)).toEqual(new Set(['import']));
});

test('[RO2] an ended role gives nothing, from its entry on', async () => {
  const { tenant, journal, append } = await founded();
  const role = tenant.random(16);
  const member = tenant.member();
  const fields = { rights: ['export'], state: 'active' };
  await append(tenant.entry({ kind: WIRE_KINDS.role, record: role, fields }));
  const over = { roles: [role, tenant.random(16)], rights: [] };
  await append(tenant.entry({ kind: WIRE_KINDS.user, record: member.user, fields: tenant.userFields(member, over) }));
  const parent = journal.headOf(role)!.entryHash;
  const ended = { ...fields, state: 'removed' };
  expect(await append(tenant.entry({ kind: WIRE_KINDS.role, record: role, parent, fields: ended }))).toMatchObject({
    ok: true,
  });
  const { membership } = journal;
  expect(membership.rightsAt(member.user, 3)).toEqual(new Set(['export']));
  expect(membership.rightsAt(member.user, 4)).toEqual(new Set());
  expect(membership.roleAt(role, 4)).toMatchObject({ active: false });
});

test('[JN40] rebuilding the state from the entries gives the same state', async () => {
  const { tenant, journal, append } = await founded();
  const member = tenant.member();
  await append(tenant.entry({ kind: WIRE_KINDS.user, record: member.user, fields: tenant.userFields(member) }));
  await append(tenant.entry({ kind: WIRE_KINDS.device, record: member.device, fields: tenant.deviceFields(member) }));
  const rebuilt = new Membership();
  journal.entries.forEach((entry, seq) => rebuilt.apply(seq, entry.body, entry.fields!));
  expect(rebuilt).toEqual(journal.membership);
  rebuilt.rollback(1);
  expect(rebuilt.userAt(member.user, 9)).toBeUndefined();
  expect(rebuilt.genesis).toEqual(journal.membership.genesis);
  rebuilt.rollback(0);
  expect(rebuilt).toEqual(new Membership());
});
