import { addDays, type LocalDate } from '@siegel/akten';
import { bookOf, localDay, Safe, sealAppointments, sealChange } from '@siegel/safe';
import { makeDeviceKeys } from '@siegel/seal';
import type { GivenAnswer } from '@siegel/testing';
import { type CborValue, hexOf } from '@siegel/wire';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { must, type Practice } from '../../keyed/safe/test-support/practice.ts';
import { changeItems, type HostileWorld, startHostileWorld } from './hostile-world.ts';

// What a malicious server must not achieve with appointments: nobody is called in for somebody else (threat model M3).

const DAY: LocalDate = addDays(localDay(Date.now()), 3);
const ENVELOPE = 5;
const ENTRY = 3;
let world: HostileWorld;
let practice: Practice;
let recordIds: readonly string[];
/** A device that has the keys and the journal, and no content yet. */
let victim: Safe;
let devices = 0;

beforeAll(async () => {
  world = await startHostileWorld();
  ({ practice } = world);
  const other = await practice.addPerson('Lorenz', 'Puls 72');
  const persons = [practice.personId, other.personId].map((id) => hexOf(id));
  const drafts = persons.map((personId, i) => ({
    personId,
    day: DAY,
    from: 540 + i * 60,
    minutes: 15,
    resources: [],
    reason: i === 0 ? 'Laborbesprechung' : 'Knie',
  }));
  const sealed = must(await sealAppointments(practice.desk, drafts));
  must(await practice.desk.write(sealed.packets));
  must(await practice.desk.sync());
  recordIds = sealed.records.map(({ recordId }) => recordId);
}, 60_000);

afterAll(() => world.end());

beforeEach(async () => {
  world.proxy.beHonest();
  victim = await practice.enter(`victim-${devices++}`, await makeDeviceKeys());
});

/** Whose, when, why: only what opens has a reason. */
async function shown(safe: Safe): Promise<readonly string[]> {
  const known = await bookOf(safe).ofDay(DAY);
  return known
    .map(({ record, value }) => `${recordIds.indexOf(hexOf(record))} ${value.von} ${value.anlass ?? '-'}`)
    .toSorted();
}

const TRUE_DAY = ['0 540 Laborbesprechung', '1 600 Knie'];

test('[X5] [TE44] [SL12] attack 148: appointments of two Akten exchanged never show a time or reason of somebody else', async () => {
  expect(await shown(await practice.enter(`honest-${devices}`, await makeDeviceKeys()))).toEqual(TRUE_DAY);
  const swapped = changeItems((items) => {
    const envelopes = items.filter(([type]) => type === ENVELOPE).map(([, , bytes]) => bytes as CborValue);
    let next = envelopes.length;
    return items.map((item) => (item[0] === ENVELOPE ? [ENVELOPE, item[1] as CborValue, envelopes[--next]!] : item));
  });
  world.proxy.lieAbout('akten', swapped);
  // A part is found by its hash, wherever the server says it belongs.
  expect(await shown(victim)).toEqual(TRUE_DAY);
  // The open fields of one entry beside the body of the other.
  const fresh = { ...victim.given, pages: await practice.pagesIn(`swapped-${devices}`) };
  let hasLied = false;
  world.proxy.lieAbout(
    'journal',
    changeItems((items) => {
      const isOf = (item: readonly CborValue[], reason: number) =>
        item[0] === ENTRY && Array.isArray(item[3]) && hasMinute((item[3] as readonly Uint8Array[])[1], reason);
      const one = items.find((item) => isOf(item, 540));
      const two = items.find((item) => isOf(item, 600));
      if (one === undefined || two === undefined) return items;
      hasLied = true;
      return items.map((item) =>
        item === one ? [...item.slice(0, 3), two[3]!] : item === two ? [...item.slice(0, 3), one[3]!] : item,
      );
    }),
  );
  const opened = await Safe.open(fresh);
  expect(hasLied).toBe(true);
  if (opened.ok) for (const row of await shown(opened.value)) expect(TRUE_DAY).toContain(row);
  else expect(opened.error.code).not.toBe('OFFLINE');
});

test('[X5] [JN21] [TE47] attack 149: an older state of a visit given again is refused, and an old reason is never shown as the new one', async () => {
  const old: { journal?: GivenAnswer; akten?: GivenAnswer } = {};
  world.proxy.lie = async ({ path }, honest) => {
    const answer = await honest();
    if (path.startsWith('akten')) old.akten = answer;
    return answer;
  };
  expect(await shown(victim)).toEqual(TRUE_DAY);
  world.proxy.lie = async ({ path }, honest) => {
    const answer = await honest();
    if (path.startsWith('journal')) old.journal ??= answer;
    return answer;
  };
  must(await victim.sync());
  world.proxy.beHonest();
  const change = must(await sealChange(practice.desk, recordIds[0]!, { state: 'da', reason: 'Kontrolle' }));
  must(await practice.desk.write(change.packets));
  must(await victim.sync());
  const stateOf = async () => (await bookOf(victim).timesOf(DAY)).find(({ value }) => value.von === 540)?.value.zustand;
  expect(await stateOf()).toBe('da');
  world.proxy.lie = async ({ path }, honest) => {
    if (path.startsWith('journal')) return old.journal ?? honest();
    return path.startsWith('akten') ? (old.akten ?? honest()) : honest();
  };
  expect(await victim.sync()).toMatchObject({ ok: false });
  expect(await stateOf()).toBe('da');
  expect(await shown(victim)).toEqual(['0 540 -', '1 600 Knie']);
});

/** True when the open fields name this minute: 0x63 "von" and a number of two bytes. */
function hasMinute(open: Uint8Array | undefined, minute: number): boolean {
  if (open === undefined) return false;
  const text = Buffer.from(open).toString('latin1');
  const at = text.indexOf('cvon');
  return at !== -1 && open[at + 4] === 0x19 && open[at + 5] === minute >> 8 && open[at + 6] === (minute & 0xff);
}
