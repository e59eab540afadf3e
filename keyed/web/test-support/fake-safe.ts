import type { SafeApi, SafeStatus, SignedIn, WaitingEntry } from '@siegel/safe';
import { type ErrorCode, fail, ok, type Result } from '@siegel/wire';
import { INITIAL_STATUS } from '@siegel/safe/channel';
import { fakeFinding } from './fake-finding.ts';
import { fakeAppointments } from './fake-appointments.ts';
import { fakeWeek } from './fake-week.ts';
import { fakeDesk } from './fake-desk.ts';
import { fakeEntryTypes } from './fake-entry-types.ts';
import { fakeFactors } from './fake-factors.ts';
import { fakeDevices, type KeptWork } from './fake-devices.ts';
import { fakeSettings } from './fake-settings.ts';
import { fakeFounding } from './fake-founding.ts';
import { fakeDayFilters } from './fake-day-filters.ts';
import { fakeTextBlocks } from './fake-text-blocks.ts';
import { fakeHome } from './fake-home.ts';
import { fakeImport } from './fake-import.ts';
import { fakeFreigabe } from './fake-freigabe.ts';
import { fakeMerge } from './fake-merge.ts';
import { fakeLog } from './fake-log.ts';
import { fakeReading } from './fake-reading.ts';
import { fakeRoles } from './fake-roles.ts';
import { fakeLeaving } from './fake-leaving.ts';
import { fakeStammdaten } from './fake-stammdaten.ts';
import { FakeBackupDesk, type FakeBackups } from './fake-backups.ts';
import { fakeSupport } from './fake-support.ts';
import { fakeOrg } from './fake-org.ts';
import { fakePeople } from './fake-people.ts';
import { fakeAkte, fakeFiles } from './fake-akte.ts';
import { FakeWorld } from './fake-world.ts';
import { personIdOf } from './invented-persons.ts';
import { wait } from './wait.ts';

/** What a test can make the fake safe do. */
export type FakeOrder =
  | { readonly do: 'status'; readonly status: Partial<SafeStatus> }
  | { readonly do: 'remote-note'; readonly person: number; readonly text: string; readonly day?: string }
  | { readonly do: 'remote-change'; readonly recordId: string; readonly text: string }
  | { readonly do: 'refuse-change'; readonly recordId: string; readonly text: string }
  | { readonly do: 'presence'; readonly recordId: string; readonly who: string }
  | { readonly do: 'waiting'; readonly entries: readonly WaitingEntry[] }
  | { readonly do: 'new-browser'; readonly stoppedBefore?: number }
  | { readonly do: 'backups'; readonly state: Partial<FakeBackups> }
  | { readonly do: 'fail-writes'; readonly code: ErrorCode | undefined };

/** Name and password that the fake safe takes. */
export const FAKE_ACCOUNT = { account: 'k.albers', password: 'richtig-pferd-batterie' } as const;

const SESSION: SignedIn = {
  account: FAKE_ACCOUNT.account,
  displayName: 'Dr. Katrin Albers',
  tenantName: 'Praxis am Lindenhof',
  sites: [{ siteId: '0'.repeat(32), name: 'Lindenhof' }],
  work: { drafts: [], desk: null },
};

/** She administers, and is named in the key. */
const BACKUPS = { mayManage: true, isHolder: true };

/** A safe of invented persons in memory, for tests and pictures of the page. It seals nothing and is never shipped. */
export function createFakeSafe(nowMs: () => number): {
  readonly api: SafeApi;
  readonly order: (order: FakeOrder) => void;
} {
  const world = new FakeWorld(nowMs);
  const backups = new FakeBackupDesk(world, nowMs);
  const work: KeptWork = { drafts: new Map(), desk: null };
  const open = (isKnown: boolean) => signIn(world, isKnown, work);
  const api: SafeApi = {
    signIn: async ({ account, password }) => {
      if (account === 'neu') return fail('DEVICE_NOT_APPROVED');
      return open(account === SESSION.account && password === FAKE_ACCOUNT.password);
    },
    forgotPassword: async () => fail('RECOVERY_CODE_WRONG'),
    signInWithSlot: ({ password }) => open(password === FAKE_ACCOUNT.password),
    async signOut() {
      world.isOpen = false;
      world.setStatus({ ...INITIAL_STATUS, clientVersion: '0.1.0' });
    },
    lock: async () => lock(world),
    watchStatus(listener) {
      world.statusListeners.add(listener);
      listener(world.status);
      return () => world.statusListeners.delete(listener);
    },
    ...fakeReading(world),
    async writeEintrag(wish) {
      await wait(15);
      return world.write(wish);
    },
    dropRefused: async (recordId) => world.dropRefused(recordId),
    ...fakeSettings(world),
    ...fakeFactors(),
    ...fakeDevices(() => open(true), { work, world }),
    ...fakeFounding(),
    ...fakeEntryTypes(world),
    ...{ ...fakeHome(world), ...fakeTextBlocks(world) },
    ...{ ...fakePeople(nowMs), ...fakeOrg(nowMs), ...fakeRoles(), ...fakeLeaving() },
    ...fakeLog(nowMs),
    ...{ ...fakeSupport(), ...backups.api, ...fakeDesk(), ...fakeMerge() },
    ...{ ...fakeFreigabe(nowMs), ...fakeAppointments(world, nowMs), ...fakeWeek(), ...fakeFinding() },
    ...fakeDayFilters(),
    exampleRecord: async (personId) => ok(personId ?? personIdOf(0)),
    waitingEntries: async () => world.waiting,
    sendWaiting: async () => undefined,
    heard: async () => undefined,
    isAlive: async () => true,
    ...{ ...fakeImport(), ...fakeStammdaten() },
    ...fakeAkte(world),
    ...fakeFiles(world),
    announceEditing: async () => undefined,
    watchEditing: (listener) => world.watchEditing(listener),
  };
  return { api, order: (order) => (order.do === 'backups' ? backups.become(order.state) : obey(world, order)) };
}

async function signIn(world: FakeWorld, isKnown: boolean, work: KeptWork): Promise<Result<SignedIn>> {
  world.setStatus({ phase: 'signing-in' });
  await wait(40);
  if (!isKnown) {
    world.setStatus({ phase: 'signed-out' });
    return fail('LOGIN_FAILED');
  }
  world.setStatus({ phase: 'syncing', progress: 0.5 });
  await wait(40);
  world.isOpen = true;
  world.wasOpen = true;
  const persons = world.persons.length;
  world.setStatus({ phase: 'ready', progress: 1, persons, journalSize: 12_406, level: 'attributed', backups: BACKUPS });
  return ok({ ...SESSION, work: { drafts: [...work.drafts], desk: work.desk } });
}

function obey(world: FakeWorld, order: FakeOrder): void {
  if (order.do === 'status') world.setStatus(order.status);
  if (order.do === 'waiting') world.waiting = order.entries;
  if (order.do === 'new-browser') world.askForApproval(order.stoppedBefore ?? 0);
  if (order.do === 'fail-writes') world.writesFailWith = order.code;
  if (order.do === 'remote-note') world.remoteNote(personIdOf(order.person), order.text, order.day);
  if (order.do === 'refuse-change') world.refuseChange(order.recordId, order.text);
  if (order.do === 'presence') world.setPresence(order.recordId, order.who);
  if (order.do === 'remote-change') world.remoteChange(order.recordId, order.text);
}

function lock(world: FakeWorld): void {
  world.isOpen = false;
  world.setStatus({ phase: 'locked' });
}
