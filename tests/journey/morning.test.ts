import { addDays } from '@siegel/akten';
import { hexOf } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bookOf } from '../../keyed/safe/src/appointments/appointment-book.ts';
import { fieldsOf } from '../../keyed/safe/src/appointments/appointment-fields.ts';
import { MessageBook } from '../../keyed/safe/src/messages/message-book.ts';
import { auditJournal } from '../../keyed/safe/src/safe/audit-journal.ts';
import type { Safe } from '../../keyed/safe/src/safe/safe.ts';
import { TaskBook } from '../../keyed/safe/src/tasks/task-book.ts';
import { must } from '../../keyed/safe/test-support/practice.ts';
import { clock } from '../../keyed/web/src/day-list/day-rows.ts';
import type { Hands } from './morning-hands.ts';
import { MorningHouse } from './morning-house.ts';
import { Morning } from './morning-plan.ts';

const isNight = process.env['SIEGEL_NIGHT'] !== undefined;
const EXPECTED = isNight ? 60 : 8;
const LIMIT_MS = isNight ? 1_200_000 : 300_000;

let house: MorningHouse;
let morning: Morning;

beforeAll(async () => {
  house = await MorningHouse.open(EXPECTED);
  morning = new Morning(house);
}, 300_000);
afterAll(() => house?.close());

const stateOf = (name: string) =>
  morning.isMissed(house.patients.find((one) => one.name === name) ?? fail(name))
    ? 'nicht erschienen'
    : 'abgeschlossen';

function fail(name: string): never {
  throw new Error(`MO2: nobody expects ${name}`);
}

test(
  '[MO1] [MO2] [MO3] [MO4] a morning of four people by keyboard; the server is killed in the middle, and work goes on',
  async () => {
    const began = performance.now();
    await morning.between(0, EXPECTED / 2);
    await morning.withoutServer(EXPECTED / 2, house);
    await morning.between(EXPECTED / 2, EXPECTED);
    for (const hands of house.hands.values()) {
      await hands.seeStatus('Alles gespeichert');
      expect(await hands.isLocked()).toBe(false);
    }
    expect(house.complaints).toEqual([]);
    const typed = [...house.hands.values()].reduce((sum, hands) => sum + hands.typed.length, 0);
    const seconds = ((performance.now() - began) / 1_000).toFixed(0);
    process.stdout.write(`morning: ${EXPECTED} expected, ${typed} texts by four people, ${seconds} s\n`);
  },
  LIMIT_MS,
);

test(
  '[MO5] [MO7] every state, time and text of the morning stands in all four browsers',
  async () => {
    await Promise.all([...house.hands.values()].map(seeEverything));
  },
  LIMIT_MS,
);

test('[MO8] who opens no Akten is told so on the day list and in the calendar, where no day looks free', async () => {
  const page = await house.arriveWith('Olaf Reimann', ['read-persons']);
  await page.getByText('Alles gespeichert').waitFor();
  await page.keyboard.press('F3');
  await page.getByText('Die Termine sind nicht für Sie').waitFor();
  expect(await page.getByText('Im Wartezimmer ist niemand').count()).toBe(0);
  await page.keyboard.press('F6');
  await page.getByText('Ob dieser Tag frei ist, steht hier nicht.').waitFor();
});

async function seeEverything(hands: Hands): Promise<void> {
  await hands.toDay();
  for (const patient of house.patients) {
    await hands.seeState(patient.name, stateOf(patient.name));
    expect(await hands.timeOf(patient.name)).toBe(clock(morning.timeOf(patient)));
    const kept = morning.kept.filter((one) => one.patient === patient);
    if (kept.length === 0) continue;
    await hands.open(patient.name);
    for (const { text } of kept) {
      await hands.eintrag(text).first().waitFor();
      expect(await hands.eintrag(text).count(), text).toBe(1);
    }
    await hands.toDay();
  }
  for (const reasons of [morning.inAWeek, morning.inTwoWeeks]) {
    await hands.daysOn(7);
    for (const reason of reasons) await hands.row(reason).waitFor();
  }
  await hands.seeTasks(morning.tasks);
  for (const familienname of morning.newPersons) await hands.seePerson(familienname);
}

test(
  '[MO5] [MO6] a new device reads all of it once, and the journal is sound from its first entry',
  async () => {
    const safe = await house.practice.enter('after the morning');
    const { day, patients } = house;
    const today = await appointmentsOf(safe, day);
    for (const patient of patients) {
      const { name, personId } = patient;
      const text = await everythingOf(safe, personId);
      for (const kept of morning.kept.filter(({ patient }) => patient.name === name))
        expect(text.split(kept.text).length - 1, kept.text).toBe(1);
      const rows = today.filter((row) => row.personId === personId);
      const isOver = stateOf(name) === 'abgeschlossen';
      const [documented, billed] = isOver ? [1, 1] : [0, 0];
      const state = isOver ? 'fertig' : 'nichtErschienen';
      expect(rows.map(factsOf), name).toEqual([{ state, from: morning.timeOf(patient), documented, billed }]);
    }
    const later = [...(await appointmentsOf(safe, addDays(day, 7))), ...(await appointmentsOf(safe, addDays(day, 14)))];
    expect(later).toHaveLength(morning.inAWeek.length + morning.inTwoWeeks.length);
    expect(new Set(later.map(({ reason }) => reason))).toEqual(new Set([...morning.inAWeek, ...morning.inTwoWeeks]));
    const { tasks } = await new TaskBook(safe).open();
    const titles = tasks.map(({ value }) => JSON.stringify(value));
    for (const task of morning.tasks)
      expect(
        titles.filter((one) => one.includes(task)),
        task,
      ).toHaveLength(1);
    const { known } = await new MessageBook(safe).newest(1_000);
    const said = known.map(({ content, inAkte }) => JSON.stringify([content, inAkte]));
    for (const subject of morning.messages)
      expect(
        said.filter((one) => one.includes(subject)),
        subject,
      ).toHaveLength(1);
    const audit = must(await auditJournal(safe.given));
    expect(audit).toMatchObject({ quarantined: [], forks: [], withheld: [], runs: [], fault: undefined });
  },
  LIMIT_MS,
);

type Row = Awaited<ReturnType<typeof appointmentsOf>>[number];
const factsOf = ({ state, from, documented, billed }: Row) => ({
  state,
  from,
  documented: documented.length,
  billed: billed.length,
});

async function appointmentsOf(safe: Safe, day: string) {
  const known = await bookOf(safe).ofDay(day);
  return known.map(({ akte, value }) => ({ personId: safe.merged.personOfAkte(akte), ...fieldsOf(value) }));
}

/** All that opens of a person, in one text. */
async function everythingOf(safe: Safe, personId: string): Promise<string> {
  const opened = must(await safe.openPerson(personId));
  return JSON.stringify(
    opened.map((one) => one.opened),
    (_, value: unknown) =>
      typeof value === 'bigint' ? value.toString() : value instanceof Uint8Array ? hexOf(value) : value,
  );
}
