import { unitMembersAt, unitsAt } from '@siegel/akten';
import { hexOf, type Id } from '@siegel/wire';
import { readCalendar } from '../appointments/read-calendar.ts';
import { localDay } from '../channel/local-day.ts';
import type { Addressee } from '../channel/task-api.ts';
import type { MeantUsers } from '../messages/write-messages.ts';
import { readOrg } from '../org/read-org.ts';
import type { Safe } from '../safe/safe.ts';

/** Names of the house on this device, by hex id. */
interface Named {
  readonly names: { readonly byUser: ReadonlyMap<string, string>; readonly byRole: ReadonlyMap<string, string> };
}

/** A unit of the org chart today, and whom it means (OG14). */
interface UnitNow {
  readonly id: string;
  readonly name: string;
  readonly members: ReadonlySet<string>;
}

/** Everybody and everything that can be addressed now; ids in hex. */
export interface DeskPeople {
  /** People who are here. */
  readonly people: readonly Id[];
  /** Roles in use. */
  readonly roles: readonly Id[];
  /** In the order of the org chart. */
  readonly units: readonly UnitNow[];
  /** Workplaces in use. */
  readonly workplaces: readonly { readonly id: string; readonly name: string }[];
}

/** Who is here now, in which roles and units, and which workplaces are in use (AU3, AU8). */
export async function deskPeople(safe: Safe): Promise<DeskPeople> {
  const { membership, head } = safe.follower;
  const { resources } = await readCalendar(safe, () => '');
  return {
    people: membership
      .usersAt(head.size)
      .filter(({ active, userKind }) => active && userKind === 'person')
      .map(({ user }) => user),
    roles: membership
      .rolesAt(head.size)
      .filter(({ active }) => active)
      .map(({ role }) => role),
    units: await unitsNow(safe),
    workplaces: resources
      .filter(({ kind, isUsed }) => kind === 'workplace' && isUsed)
      .map(({ resourceId, name }) => ({ id: resourceId, name })),
  };
}

/** The same as a page shows it: what has a name here. */
export function addresseesOf({ names }: Named, { people, roles, units, workplaces }: DeskPeople): readonly Addressee[] {
  const nameIn = (by: ReadonlyMap<string, string>) => (id: Id) => ({ id: hexOf(id), name: by.get(hexOf(id)) ?? '' });
  return [
    ...named(people.map(nameIn(names.byUser)), 'person').toSorted(byName),
    ...named(roles.map(nameIn(names.byRole)), 'role').toSorted(byName),
    ...named(units, 'unit'),
    ...named(workplaces, 'workplace'),
  ];
}

/** Whom some addressees mean now: people by name, everybody who has a named role or is placed in a named unit; and whoever stands at a
 *  workplace. */
export async function meantBy(safe: Safe, to: readonly string[]): Promise<MeantUsers> {
  const { people, units, workplaces } = await deskPeople(safe);
  const named = new Set(to);
  const ofUnits = new Set(units.filter(({ id }) => named.has(id)).flatMap(({ members }) => [...members]));
  const users = people.filter(
    (user) =>
      named.has(hexOf(user)) || ofUnits.has(hexOf(user)) || rolesOf(safe, user).some((role) => named.has(hexOf(role))),
  );
  return { users, isForAll: workplaces.some(({ id }) => named.has(id)) };
}

/** Whether somebody would find a task among the own ones: of what it names somebody is here, has the role or is placed in the unit, or
 *  a workplace is in use (AU8). */
export function findsSomebody(
  safe: Safe,
  { people, units, workplaces }: DeskPeople,
): (assignees: readonly string[]) => boolean {
  const here = new Set([
    ...people.map((user) => hexOf(user)),
    ...people.flatMap((user) => rolesOf(safe, user).map((role) => hexOf(role))),
    ...units.filter(({ members }) => members.size > 0).map(({ id }) => id),
    ...workplaces.map(({ id }) => id),
  ]);
  return (assignees) => assignees.some((id) => here.has(id));
}

/** Names of everybody who ever was here, and of all there is to address. */
export function namesOf({ names }: Named, addressees: readonly Addressee[]): Record<string, string> {
  return { ...Object.fromEntries(names.byUser), ...Object.fromEntries(addressees.map(({ id, name }) => [id, name])) };
}

/** Hex ids of the own roles. */
export function ownRolesOf(safe: Safe): readonly string[] {
  return rolesOf(safe, safe.given.user).map((role) => hexOf(role));
}

/** Ids of the units that mean the own user today. */
export function ownUnitsOf({ given }: Safe, { units }: DeskPeople): readonly string[] {
  return units.filter(({ members }) => members.has(hexOf(given.user))).map(({ id }) => id);
}

function rolesOf({ follower: { membership, head } }: Safe, user: Id): readonly Id[] {
  return membership.userAt(user, head.size)?.roles ?? [];
}

async function unitsNow(safe: Safe): Promise<readonly UnitNow[]> {
  const { history } = await readOrg(safe);
  const today = localDay(safe.given.now());
  const members = unitMembersAt(history, today);
  const units = unitsAt(history, today);
  const nameOf = (id: string | undefined) => units.find(({ unit }) => unit === id)?.name ?? '';
  return units.map(({ unit, name, parent }) => {
    // Two groups of one name are told apart by what they stand under.
    const isAlone = parent === undefined || units.filter((other) => other.name === name).length === 1;
    return { id: unit, name: isAlone ? name : `${name} (${nameOf(parent)})`, members: members.get(unit) ?? new Set() };
  });
}

function named(
  all: readonly { readonly id: string; readonly name: string }[],
  kind: Addressee['kind'],
): readonly Addressee[] {
  return all.filter(({ name }) => name !== '').map(({ id, name }) => ({ id, name, kind }));
}

const byName = (a: Addressee, b: Addressee) => a.name.localeCompare(b.name, 'de');
