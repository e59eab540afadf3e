import { beginHouse, foundTenant, type FoundedTenant, localDay, makeSnapshot, Safe } from '@siegel/safe';
import { hexOf, type Id } from '@siegel/wire';
import { DESK_MESSAGES } from '../data/desk.ts';
import { PRACTICE, STAFF } from '../data/practice.ts';
import type { DemoAccess, RolesFile } from '../roles/roles-file.ts';
import { enterTwice } from './enter-twice.ts';
import { enterStaff, type EnteredMember } from './enter-staff.ts';
import { expectOk } from './expect-ok.ts';
import { giveAccess, type GivenAccess } from './give-access.ts';
import { MemoryPages } from './memory-pages.ts';
import { newAccess } from './new-access.ts';
import { presentSome } from './present-some.ts';
import { seedEntryTypes } from './seed-entry-types.ts';
import { seedBackups } from './seed-backups.ts';
import { type DemoDoctor, seedDays } from './seed-days.ts';
import { type DeskIds, seedDesk, seedFirstMessages } from './seed-desk.ts';
import { seedTextBlocks } from './seed-text-blocks.ts';
import { seedFinding } from './seed-finding.ts';
import type { StageReport } from './stage-report.ts';
import { writeOrgChart } from './write-org-chart.ts';
import { writePersons } from './write-persons.ts';

/** What is to be seeded, and where. */
export interface SeedingOrder {
  readonly origin: string;
  readonly foundingToken: string;
  readonly persons: number;
  readonly eintraegePerPerson: number;
  readonly now: () => number;
}

/** The demo practice, complete on the server. */
export interface SeededPractice {
  readonly roles: RolesFile;
  /** The organisation's key of the demo practice, as its founder keeps it. */
  readonly kitFile: string;
}

const DEMO_SEED = 20_418;
/** A larger practice would wait too long for it. */
const MOST_WITH_BACKUP = 10_000;

/** Founds "Praxis am Lindenhof" on an empty server and fills it, as any client would: keys are made here, the server gets
 *  sealed entries only. Throws SeedingFailed. */
export async function seedPractice(order: SeedingOrder, report: StageReport): Promise<SeededPractice> {
  report.begin('Praxis gründen');
  const { founded, access } = await foundPractice(order);
  const safe = expectOk('open', await Safe.open(founded.given));
  report.begin('Mitarbeitende aufnehmen');
  const entered = await enterStaff(safe, founded, STAFF);
  // Whoever reads Akten has a group of their own before the first person is written (RO20).
  expectOk('house', await beginHouse(safe, 'de'));
  const users = new Map(entered.map(({ member, user }) => [member.anmeldename, user]));
  const unitIds = await writeOrgChart(safe, users);
  const given = await giveAccessToAll(founded, entered);
  const userIds = new Map([...users].map(([account, user]) => [account, hexOf(user)]));
  const desk = { unitIds, userIds: userIds.set(access.account, hexOf(founded.founding.user)) };
  await letColleaguesWrite(safe, access.account, { given, desk });
  report.begin('Akten versiegeln und schreiben');
  const today = localDay(order.now());
  const { persons, eintraegePerPerson } = order;
  const practice = { seed: DEMO_SEED, persons, eintraegePerPerson, today };
  const eintraege = await writePersons(safe, founded.founding.site, practice, (done, total) =>
    report.progress(done, total),
  );
  report.begin('Einträge vorlegen und freigeben');
  await presentSome(safe);
  await enterTwice(safe, founded.founding.site);
  await seedEntryTypes(safe, today);
  report.begin('Kalender füllen');
  await seedDays(safe, doctorsOf(founded, entered), order.now());
  await seedDesk(safe, desk, order.now());
  await seedTextBlocks(safe);
  await seedFinding(safe, order.now());
  if (persons <= MOST_WITH_BACKUP) {
    report.begin('Erstes Backup machen');
    await seedBackups(safe, [founded.founding.user, ...deputiesOf(entered)]);
  }
  report.begin('Suchstand versiegeln und bestätigen');
  await leaveSnapshot(safe, founded.founding.site);
  report.end();
  const tenant = hexOf(founded.given.tenant);
  const roles = { tenant, persons: order.persons, eintraege, access: [access, ...given.map((one) => one.access)] };
  return { roles, kitFile: founded.kitFile };
}

/** Colleagues write to each other, from safes that end here. */
async function letColleaguesWrite(
  founder: Safe,
  founderAccount: string,
  { given, desk }: { readonly given: readonly GivenAccess[]; readonly desk: DeskIds },
): Promise<void> {
  const safes = new Map([[founderAccount, founder]]);
  const writers = new Set(DESK_MESSAGES.flatMap(({ von, gelesenVon = [] }) => [von, ...gelesenVon]));
  for (const { access, given: of } of given)
    if (writers.has(access.account)) safes.set(access.account, expectOk('messages', await Safe.open(of)));
  await seedFirstMessages(safes, desk);
  for (const [account, safe] of safes) if (account !== founderAccount) await safe.close();
}

/** Who opens backups beside the founder: whoever runs the office. */
function deputiesOf(entered: readonly EnteredMember[]): readonly Id[] {
  return entered.filter(({ member }) => member.rolle === 'verwaltung').map(({ user }) => user);
}

/** Everybody who treats; the founder is the first of the staff. */
function doctorsOf({ founding }: FoundedTenant, entered: readonly EnteredMember[]): readonly DemoDoctor[] {
  const [founder] = STAFF;
  const all = [...(founder === undefined ? [] : [{ member: founder, user: founding.user }]), ...entered];
  return all
    .filter(({ member }) => member.rolle === 'arzt')
    .map(({ member, user }) => ({
      user,
      name: member.anzeigename.replace('Dr. med. ', 'Dr. '),
      shortName: member.initialen,
    }));
}

/** What a first client does after a day: whoever signs in finds persons at once (SN12). */
async function leaveSnapshot(safe: Safe, site: Id): Promise<void> {
  expectOk('snapshot', await safe.sync());
  expectOk('snapshot', await safe.loadIndex());
  await safe.attributions.continueInIdleTime(Number.POSITIVE_INFINITY);
  expectOk('snapshot', await makeSnapshot(safe, site, { pause: () => Promise.resolve() }));
}

async function foundPractice(
  order: SeedingOrder,
): Promise<{ readonly founded: FoundedTenant; readonly access: DemoAccess }> {
  const [founder] = STAFF;
  if (founder === undefined) throw new Error('DM1: a practice has a founder');
  const { access } = newAccess(founder.anmeldename);
  const founded = expectOk(
    'founding',
    await foundTenant({
      ...order,
      ...access,
      fetch,
      profile: 'practice',
      organisationName: PRACTICE.name,
      siteName: PRACTICE.strasse,
      founderName: founder.anzeigename,
      pages: new MemoryPages(),
    }),
  );
  // The founding makes a recovery code of its own.
  return { founded, access: { ...access, recoveryCode: founded.recoveryCode } };
}

async function giveAccessToAll(
  founded: FoundedTenant,
  entered: readonly EnteredMember[],
): Promise<readonly GivenAccess[]> {
  const given: GivenAccess[] = [];
  // One after the other: each registration stretches its password over 64 MiB.
  for (const member of entered) given.push(await giveAccess(founded, member));
  return given;
}
