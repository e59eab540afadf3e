import type { PersonRow, SafeApi, SafeStatus, SearchAnswer, ServerView, SignedIn, WaitingEntry } from '@siegel/safe';
import { type ErrorCode, fail, ok, type Result } from '@siegel/wire';
import { INITIAL_STATUS } from '@siegel/safe/channel';
import { fakeFactors } from './fake-factors.ts';
import { fakeDevices, type KeptWork } from './fake-devices.ts';
import { fakeSettings } from './fake-settings.ts';
import { fakeFounding } from './fake-founding.ts';
import { fakeHome } from './fake-home.ts';
import { fakeImport } from './fake-import.ts';
import { fakeFreigabe } from './fake-freigabe.ts';
import { fakeLog } from './fake-log.ts';
import { fakeRoles } from './fake-roles.ts';
import { fakeLeaving } from './fake-leaving.ts';
import { fakeSupport } from './fake-support.ts';
import { fakePeople } from './fake-people.ts';
import { fakeAkte, fakeFiles } from './fake-akte.ts';
import { FakeWorld, SPECIAL } from './fake-world.ts';
import { viewOf } from './invented-akten.ts';
import { personIdOf } from './invented-persons.ts';
import { inventedServerView } from './invented-server-view.ts';

/** What a test can make the fake safe do. */
export type FakeOrder =
  | { readonly do: 'status'; readonly status: Partial<SafeStatus> }
  | { readonly do: 'remote-note'; readonly person: number; readonly text: string; readonly day?: string }
  | { readonly do: 'remote-change'; readonly recordId: string; readonly text: string }
  | { readonly do: 'refuse-change'; readonly recordId: string; readonly text: string }
  | { readonly do: 'presence'; readonly recordId: string; readonly who: string }
  | { readonly do: 'waiting'; readonly entries: readonly WaitingEntry[] }
  | { readonly do: 'new-browser'; readonly stoppedBefore?: number }
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

/** A safe of invented persons in memory, for tests and pictures of the page. It seals nothing and is never shipped. */
export function createFakeSafe(nowMs: () => number): {
  readonly api: SafeApi;
  readonly order: (order: FakeOrder) => void;
} {
  const world = new FakeWorld(nowMs);
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
    search: async (query, limit) => findPersons(world.persons, query, limit),
    async openPerson(personId) {
      if (!world.isOpen) return fail('SESSION_MISSING');
      if (personId === personIdOf(SPECIAL.slow)) await wait(4_000);
      const isThere = world.persons.some((row) => row.personId === personId);
      if (!isThere || personId === personIdOf(SPECIAL.forbidden)) return fail('AKTE_UNKNOWN');
      return personId === personIdOf(SPECIAL.broken) ? fail('CONTENT_WITHHELD') : ok(world.viewOfPerson(personId));
    },
    watchPerson: (personId, listener) => world.watchPerson(personId, listener),
    async writeEintrag(wish) {
      await wait(15);
      return world.write(wish);
    },
    dropRefused: async (recordId) => world.dropRefused(recordId),
    serverView: async (recordId) => serverView(world, recordId),
    ...fakeSettings(world),
    ...fakeFactors(),
    ...fakeDevices(() => open(true), { work, world }),
    ...fakeFounding(),
    ...fakeHome(world),
    ...{ ...fakePeople(nowMs), ...fakeRoles(), ...fakeLeaving() },
    ...fakeLog(nowMs),
    ...fakeSupport(),
    ...fakeFreigabe(nowMs),
    exampleRecord: async (personId) => ok(personId ?? personIdOf(0)),
    waitingEntries: async () => world.waiting,
    sendWaiting: async () => undefined,
    isAlive: async () => true,
    ...fakeImport(),
    ...fakeAkte(world),
    ...fakeFiles(world),
    announceEditing: async () => undefined,
    watchEditing: (listener) => world.watchEditing(listener),
  };
  return { api, order: (order) => obey(world, order) };
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
  world.setStatus({ phase: 'ready', progress: 1, persons, journalSize: 12_406, level: 'attributed' });
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

function serverView(world: FakeWorld, recordId: string): Result<ServerView> {
  const person = world.persons.find((row) => row.personId === recordId);
  if (person !== undefined) return ok(inventedServerView('person', recordId, world.stammdaten(person)));
  const eintrag = world.eintrag(recordId);
  if (eintrag === undefined) return fail('AKTE_UNKNOWN');
  return ok(inventedServerView(eintrag.kind, recordId, viewOf(eintrag).value));
}

function findPersons(persons: readonly PersonRow[], query: string, limit: number): SearchAnswer {
  const plain = (text: string) => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
  const wanted = plain(query);
  const exact = persons.filter(({ familienname, vorname, patientennummer }) =>
    [`${familienname}, ${vorname}`, `${familienname} ${vorname}`, `#${patientennummer}`].some((text) =>
      plain(text).startsWith(wanted),
    ),
  );
  const sound = wanted === 'brant' ? persons.filter(({ familienname }) => familienname === 'Brandt') : [];
  const total = exact.length + sound.length;
  return { exact: exact.slice(0, limit), soundAlike: sound.slice(0, limit), total, tookMs: 2.6 };
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function lock(world: FakeWorld): void {
  world.isOpen = false;
  world.setStatus({ phase: 'locked' });
}
