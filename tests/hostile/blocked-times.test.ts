import { addDays, type LocalDate } from '@siegel/akten';
import { localDay, Safe } from '@siegel/safe';
import { makeDeviceKeys } from '@siegel/seal';
import type { GivenAnswer } from '@siegel/testing';
import type { CborValue } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeBlockedTimes } from '../../keyed/safe/src/appointments/change-blocked-times.ts';
import { readBlockedTimes } from '../../keyed/safe/src/appointments/read-blocked-times.ts';
import { must, type Practice } from '../../keyed/safe/test-support/practice.ts';
import { changeItems, type HostileWorld, startHostileWorld } from './hostile-world.ts';

// What a malicious server must not achieve with blocked times: nobody is shown as free, or as away, by its doing (threat model M3).

const DAY: LocalDate = addDays(localDay(Date.now()), 3);
const ENTRY = 3;
const RESOURCE = 'ab'.repeat(16);
let world: HostileWorld;
let practice: Practice;
let blockedId: string;

beforeAll(async () => {
  world = await startHostileWorld();
  ({ practice } = world);
  const wish = { days: [DAY], from: 480, minutes: 240, resources: [RESOURCE], title: 'Urlaub', isUsed: true };
  const done = must(await changeBlockedTimes(practice.desk, [wish]));
  blockedId = done.blocked[0]?.blockedId ?? '';
}, 60_000);
afterAll(() => world.end());

const shown = async (safe: Safe) =>
  (await readBlockedTimes(safe)).map(({ days, from, title }) => `${days.join(' ')} ${from} ${title ?? '-'}`);

test('[X5] [KG20] [KG21] attack 150: the server neither moves a blocked time nor gives it back as it was', async () => {
  const honest = await practice.enter('honest', await makeDeviceKeys());
  expect(await shown(honest)).toEqual([`${DAY} 480 Urlaub`]);
  // Another day in the open fields of the entry.
  const victim = { ...honest.given, pages: await practice.pagesIn('moved') };
  let hasLied = false;
  world.proxy.lieAbout(
    'journal',
    changeItems((items) =>
      items.map((item) => {
        const open = (item[0] === ENTRY && Array.isArray(item[3]) ? item[3] : [])[1];
        if (!(open instanceof Uint8Array) || !Buffer.from(open).includes(DAY)) return item;
        hasLied = true;
        const moved = Buffer.from(open).toString('latin1').replace(DAY, addDays(DAY, 1));
        const parts = [...(item[3] as readonly CborValue[])];
        parts[1] = new Uint8Array(Buffer.from(moved, 'latin1'));
        return [...item.slice(0, 3), parts];
      }),
    ),
  );
  const opened = await Safe.open(victim);
  expect(hasLied).toBe(true);
  if (opened.ok) for (const line of await shown(opened.value)) expect(line).toBe(`${DAY} 480 Urlaub`);
  else expect(opened.error.code).not.toBe('OFFLINE');
  // The journal as it was before it was taken back.
  const old: { journal?: GivenAnswer } = {};
  world.proxy.lie = async ({ path }, answer) => {
    const given = await answer();
    if (path.startsWith('journal')) old.journal ??= given;
    return given;
  };
  must(await honest.sync());
  world.proxy.beHonest();
  const kept = { blockedId, days: [DAY], from: 480, minutes: 240, resources: [RESOURCE] };
  must(await changeBlockedTimes(practice.desk, [{ ...kept, isUsed: false }]));
  must(await honest.sync());
  expect(await shown(honest)).toEqual([]);
  world.proxy.lie = async ({ path }, answer) => (path.startsWith('journal') ? (old.journal ?? answer()) : answer());
  expect(await honest.sync()).toMatchObject({ ok: false });
  expect(await shown(honest)).toEqual([]);
});
