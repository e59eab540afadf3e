import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeRecoveryCode } from '@siegel/seal';
import { type ServerProcess, spawnServer } from '@siegel/testing';
import { hexOf } from '@siegel/wire';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { beginCalendar } from '../../keyed/safe/src/appointments/change-calendar.ts';
import { readCalendar } from '../../keyed/safe/src/appointments/read-calendar.ts';
import { sealAppointments } from '../../keyed/safe/src/appointments/write-appointments.ts';
import { localDay } from '../../keyed/safe/src/channel/local-day.ts';
import { storeRecoverySlot } from '../../keyed/safe/src/safe/slots.ts';
import { joinPractice } from '../../keyed/safe/test-support/colleague.ts';
import { must, PASSWORD, Practice } from '../../keyed/safe/test-support/practice.ts';
import { FAMILY_NAMES } from '../../tools/demo/src/data/family-names.ts';
import { launch } from './first-run-world.ts';
import { Hands } from './morning-hands.ts';
import { watchForScripts } from './practice-world.ts';

const WEB = new URL('../../keyed/web/dist', import.meta.url).pathname;
/** Minutes between two who come to the same doctor. */
const STEP = 5;
const DAY_MINUTES = 1_440;
const MFA = ['read-records', 'write-records'];

/** Who works this morning; doctors first. */
export const STAFF = ['Dr. Jana Lindner', 'Dr. Tobias Wirth', 'Melanie Kruse', 'Sonja Arslan'] as const;
/** One of `STAFF`. */
export type Member = (typeof STAFF)[number];

/** Somebody who is expected. */
export interface Patient {
  readonly at: number;
  /** As a row of the day list begins. */
  readonly name: string;
  readonly personId: string;
  /** Minute of the day. */
  readonly from: number;
  readonly doctor: Member;
  readonly reception: Member;
}

/** A practice with a full morning: a real server, four people with a browser each, and everybody who is expected. */
export class MorningHouse {
  server: ServerProcess;
  readonly practice: Practice;
  readonly patients: readonly Patient[];
  readonly hands: ReadonlyMap<Member, Hands>;
  readonly day: string;
  readonly complaints: string[];
  readonly #browser: Browser;
  readonly #folder: string;

  private constructor(server: ServerProcess, practice: Practice, rest: Rest) {
    this.server = server;
    this.practice = practice;
    this.patients = rest.patients;
    this.hands = rest.hands;
    this.day = rest.day;
    this.complaints = rest.complaints;
    this.#browser = rest.browser;
    this.#folder = rest.folder;
  }

  /** @param count how many are expected. */
  static async open(count: number): Promise<MorningHouse> {
    expect(existsSync(join(WEB, 'index.html')), 'build the client first: npm run build:client').toBe(true);
    const server = await spawnServer({ args: ['--web', WEB] });
    const folder = await mkdtemp(join(tmpdir(), 'siegel-morning-'));
    const practice = await Practice.found({ origin: server.url, foundingToken: await server.foundingToken(), folder });
    const accesses = await staffOf(practice);
    const day = localDay(Date.now());
    const patients = await patientsOf(practice, count, day);
    const [browser, complaints] = [await launch(), [] as string[]];
    const hands = new Map<Member, Hands>();
    for (const [member, access] of accesses) {
      const page = await arrive(browser, `${server.url}/anmelden#demo=${access}`, complaints);
      await page.getByRole('grid').waitFor();
      hands.set(member, new Hands(page));
    }
    return new MorningHouse(server, practice, { patients, hands, day, complaints, browser, folder });
  }

  handsOf(member: Member): Hands {
    const hands = this.hands.get(member);
    if (hands === undefined) throw new Error(`MO1: ${member} does not work today`);
    return hands;
  }

  /** Somebody else who works here, with these rights, in a browser of their own. */
  async arriveWith(name: string, rights: readonly string[]): Promise<Page> {
    const access = await admit(this.practice, { name, rights, account: `kollegin${STAFF.length}` });
    return arrive(this.#browser, `${this.server.url}/anmelden#demo=${access}`, this.complaints);
  }

  /** The server dies as in a power cut. */
  kill(): Promise<unknown> {
    return this.server.end('SIGKILL');
  }

  /** The same server on the same data, at the same address. */
  async startAgain(): Promise<void> {
    const { directory, boxKeyFile, port } = this.server;
    this.server = await spawnServer({ directory, boxKeyFile, args: ['--web', WEB, '--port', String(port)] });
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.server.end('SIGKILL');
    for (const used of [this.#folder, this.server.directory]) await rm(used, { recursive: true, force: true });
  }
}

interface Rest {
  readonly patients: readonly Patient[];
  readonly hands: ReadonlyMap<Member, Hands>;
  readonly day: string;
  readonly complaints: string[];
  readonly browser: Browser;
  readonly folder: string;
}

/** Everybody who works here, with what signs them in. */
async function staffOf(practice: Practice): Promise<ReadonlyMap<Member, string>> {
  const [founder, ...others] = STAFF;
  const accesses = new Map<Member, string>([[founder, accessOf('lindner', practice.founded.recoveryCode)]]);
  for (const [i, name] of others.entries()) {
    const rights = i === 0 ? [...MFA, 'freigeben'] : MFA;
    accesses.set(name, await admit(practice, { name, rights, account: `kollegin${i + 1}` }));
  }
  must(await practice.desk.sync());
  return accesses;
}

/** Invites and admits somebody. @param wish the account is the one that `joinPractice` gives. @returns what signs them in. */
async function admit(
  practice: Practice,
  { name, rights, account }: { readonly name: string; readonly rights: readonly string[]; readonly account: string },
): Promise<string> {
  const { given } = await joinPractice(practice, { name, rights });
  const { bytes, text } = makeRecoveryCode();
  must(await storeRecoverySlot(given, bytes));
  return accessOf(account, text);
}

/** A window in an empty profile that signs in by this address. */
async function arrive(browser: Browser, address: string, complaints: string[]): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'de-DE' });
  const page = await context.newPage();
  await watchForScripts(page, complaints);
  await page.goto(address);
  return page;
}

function accessOf(account: string, recoveryCode: string): string {
  return Buffer.from(JSON.stringify({ account, password: PASSWORD, recoveryCode })).toString('base64url');
}

/** Enters everybody who is expected, with an appointment around now; every second one comes to the other doctor. */
async function patientsOf(practice: Practice, count: number, day: string): Promise<readonly Patient[]> {
  const { desk } = practice;
  const names = [...STAFF.slice(0, 2)];
  must(await beginCalendar(desk, 'de', () => names.shift() ?? ''));
  const { resources, types } = await readCalendar(desk, () => '');
  const now = new Date();
  const last = DAY_MINUTES - 60 - (count / 2) * STEP;
  const start = Math.max(0, Math.min(last, now.getHours() * 60 + now.getMinutes() - 20));
  const patients: Patient[] = [];
  for (const [at, name] of familyNames(count).entries()) {
    const { personId } = await practice.addPerson(name, 'RR 130/80');
    const [doctor, reception] = [at % 2 === 0 ? STAFF[0] : STAFF[1], at % 4 < 2 ? STAFF[2] : STAFF[3]];
    const from = start + Math.floor(at / 2) * STEP;
    patients.push({ at, name: `${name}, Ilse`, personId: hexOf(personId), from, doctor, reception });
  }
  const drafts = patients.map(({ at, personId, from, doctor }) => ({
    personId,
    day,
    from,
    minutes: STEP,
    resources: [resources.find(({ name }) => name === doctor)?.resourceId ?? ''],
    type: types[at % types.length]?.typeId ?? '',
    reason: `Anliegen ${at}`,
    chain: [],
  }));
  must(await desk.write(must(await sealAppointments(desk, drafts)).packets));
  must(await desk.sync());
  return patients;
}

/** Names of which none is part of another. */
function familyNames(count: number): readonly string[] {
  const names = FAMILY_NAMES.deutsch.filter(
    (name, _, all) => name !== 'Brandt' && all.every((other) => other === name || !other.includes(name)),
  );
  return names.slice(0, count);
}
