import { MemoryJournal, TestTenant } from '@siegel/testing';
import { hexOf, type Id, WIRE_KINDS } from '@siegel/wire';
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';

let tenant: TestTenant;
let journal: MemoryJournal;

beforeEach(async () => {
  tenant = new TestTenant('org-rules');
  journal = new MemoryJournal(tenant.tenant, tenant.instance, tenant.log.publicKey);
  expect(await journal.append(tenant.genesis())).toMatchObject({ ok: true });
});

const NOW = Number.MAX_SAFE_INTEGER;
const refusal = (code: string) => ({ ok: false, error: expect.objectContaining({ code }) });
const done = expect.objectContaining({ ok: true });
type Wish = { readonly state?: string; readonly parent?: Id; readonly unit?: Id };

const entry = (kind: number, record: Id, fields: Wish) =>
  tenant.entry({
    kind,
    record,
    parent: journal.headOf(record)?.entryHash ?? null,
    fields: { state: 'active', ...fields },
  });
const asUnit = (record: Id, fields: Wish = {}) => entry(WIRE_KINDS.orgUnit, record, fields);
const asPlacement = (record: Id, fields: Wish) => entry(WIRE_KINDS.placement, record, fields);
const append = (...packets: readonly ReturnType<typeof entry>[]) =>
  journal.append(tenant.batch(packets, journal.head, tenant.first));
const anId = () => tenant.random(16) as Id;

test('[OG2] [OG4] a unit never comes to stand under itself or under one that is not there', async () => {
  const [top, team, group] = [anId(), anId(), anId()];
  expect(await append(asUnit(top, { parent: top }))).toEqual(refusal('UNIT_CYCLE'));
  expect(await append(asUnit(top, { parent: anId() }))).toEqual(refusal('UNIT_UNKNOWN'));
  expect(await append(asUnit(top), asUnit(team, { parent: top }), asUnit(group, { parent: team }))).toEqual(done);
  expect(await append(asUnit(top, { parent: group }))).toEqual(refusal('UNIT_CYCLE'));
  expect(await append(asUnit(team, { parent: group }))).toEqual(refusal('UNIT_CYCLE'));
  expect(journal.membership.org.unitAt(team, NOW)?.parent).toEqual(top);
  // Within one batch the earlier entry counts: what was above may go below.
  expect(await append(asUnit(group), asUnit(top, { parent: group }))).toEqual(done);
  expect(await append(asUnit(team, { state: 'removed' }))).toEqual(done);
  expect(await append(asUnit(group, { parent: team }))).toEqual(refusal('UNIT_UNKNOWN'));
});

test('[OG4] [OG6] a unit with units or current placements is not removed before they have gone', async () => {
  const [top, team, placement] = [anId(), anId(), anId()];
  const gone = (unit: Id) => asUnit(unit, { state: 'removed' });
  expect(await append(asUnit(top), asUnit(team, { parent: top }), asPlacement(placement, { unit: team }))).toEqual(
    done,
  );
  expect(await append(gone(top))).toEqual(refusal('UNIT_NOT_EMPTY'));
  expect(await append(gone(team))).toEqual(refusal('UNIT_NOT_EMPTY'));
  // The whole batch is refused: nobody is moved for nothing.
  expect(await append(asPlacement(placement, { unit: top }), gone(top))).toEqual(refusal('UNIT_NOT_EMPTY'));
  expect(journal.membership.org.placementAt(placement, NOW)?.unit).toEqual(team);
  expect(await append(asPlacement(placement, { unit: top }), gone(team))).toEqual(done);
  expect(await append(asPlacement(placement, { unit: team }))).toEqual(refusal('UNIT_UNKNOWN'));
  expect(await append(asPlacement(anId(), { unit: anId(), state: 'withdrawn' }))).toEqual(refusal('UNIT_UNKNOWN'));
  expect(await append(asPlacement(placement, { unit: top, state: 'past' }), gone(top))).toEqual(done);
  expect(journal.membership.org.unitsAt(NOW).map(({ active }) => active)).toEqual([false, false]);
});

test('[OG3] whoever may not administer writes no unit and no placement, and a name is never open', async () => {
  const member = tenant.member();
  const fields = tenant.userFields(member, { rights: ['read-records', 'write-records'] });
  const user = tenant.entry({ kind: WIRE_KINDS.user, record: member.user, fields });
  const device = tenant.entry({
    kind: WIRE_KINDS.device,
    record: member.device,
    fields: tenant.deviceFields(member),
    coSigner: member,
  });
  const unit = anId();
  expect(await append(user, device, asUnit(unit))).toEqual(done);
  for (const [kind, own] of [
    [WIRE_KINDS.orgUnit, { state: 'active' }],
    [WIRE_KINDS.placement, { state: 'active', unit }],
  ] as const) {
    const packet = tenant.entry({ kind, record: anId(), fields: own, author: member.device, coSigner: member });
    expect(await journal.append(tenant.batch([packet], journal.head, member))).toEqual(refusal('RIGHT_MISSING'));
    const named = tenant.entry({ kind, record: anId(), fields: { ...own, name: 'Team Tagesgruppe' } });
    expect(await append(named)).toEqual(refusal('OPEN_FIELDS_NOT_DECLARED'));
  }
});

test('[OG5] [OG13] whatever is asked for in whatever order, units and placements hang together, and a refused batch leaves nothing', async () => {
  const id = (n: number) => new Uint8Array(16).fill(n + 1) as Id;
  const step = fc.record({
    isUnit: fc.boolean(),
    record: fc.nat(6),
    at: fc.option(fc.nat(6)),
    isActive: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { maxLength: 25 }), async (acts) => {
      tenant = new TestTenant('org-rules');
      journal = new MemoryJournal(tenant.tenant, tenant.instance, tenant.log.publicKey);
      await journal.append(tenant.genesis());
      for (const act of acts) {
        const before = [journal.membership.org.unitsAt(NOW), journal.membership.org.placementsAt(NOW)];
        // One entry of a record per batch: a second one would be stale.
        const steps = [...new Map(act.map((one) => [`${one.isUnit} ${one.record}`, one])).values()];
        const packets = steps.map(({ isUnit, record, at, isActive }) =>
          isUnit
            ? asUnit(id(record), { state: isActive ? 'active' : 'removed', ...(at !== null && { parent: id(at) }) })
            : asPlacement(id(record + 50), { state: isActive ? 'active' : 'past', unit: id(at ?? 0) }),
        );
        const { ok } = await append(...packets);
        if (!ok)
          expect([journal.membership.org.unitsAt(NOW), journal.membership.org.placementsAt(NOW)]).toEqual(before);
        hangsTogether();
      }
    }),
    { numRuns: 40 },
  );
});

/** Every active unit reaches the root over active units; every active placement is in an active unit. */
function hangsTogether(): void {
  const active = new Map(
    journal.membership.org
      .unitsAt(NOW)
      .filter((unit) => unit.active)
      .map((unit) => [hexOf(unit.unit), unit]),
  );
  for (const unit of active.values()) {
    let [at, steps]: [typeof unit | undefined, number] = [unit, 0];
    while (at?.parent !== undefined) {
      at = active.get(hexOf(at.parent));
      expect(at).toBeDefined();
      expect((steps += 1)).toBeLessThanOrEqual(active.size);
    }
  }
  for (const placement of journal.membership.org.placementsAt(NOW))
    if (placement.active) expect(active.has(hexOf(placement.unit))).toBe(true);
}
