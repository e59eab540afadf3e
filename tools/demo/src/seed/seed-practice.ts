import { beginHouse, foundTenant, type FoundedTenant, makeSnapshot, Safe } from '@siegel/safe';
import { hexOf, type Id } from '@siegel/wire';
import { PRACTICE, STAFF } from '../data/practice.ts';
import type { DemoAccess, RolesFile } from '../roles/roles-file.ts';
import { enterStaff, type EnteredMember } from './enter-staff.ts';
import { expectOk } from './expect-ok.ts';
import { giveAccess } from './give-access.ts';
import { MemoryPages } from './memory-pages.ts';
import { newAccess } from './new-access.ts';
import { presentSome } from './present-some.ts';
import type { StageReport } from './stage-report.ts';
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
  const given = await giveAccessToAll(founded, entered);
  report.begin('Akten versiegeln und schreiben');
  const today = new Date(order.now()).toISOString().slice(0, 10);
  const { persons, eintraegePerPerson } = order;
  const practice = { seed: DEMO_SEED, persons, eintraegePerPerson, today };
  const eintraege = await writePersons(safe, founded.founding.site, practice, (done, total) =>
    report.progress(done, total),
  );
  report.begin('Einträge vorlegen und freigeben');
  await presentSome(safe);
  report.begin('Suchstand versiegeln und bestätigen');
  await leaveSnapshot(safe, founded.founding.site);
  report.end();
  const tenant = hexOf(founded.given.tenant);
  const roles = { tenant, persons: order.persons, eintraege, access: [access, ...given] };
  return { roles, kitFile: founded.kitFile };
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
): Promise<readonly DemoAccess[]> {
  const given: DemoAccess[] = [];
  // One after the other: each registration stretches its password over 64 MiB.
  for (const member of entered) given.push(await giveAccess(founded, member));
  return given;
}
