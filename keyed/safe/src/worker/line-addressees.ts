import { hexOf, ok, type Result } from '@siegel/wire';
import type { LineAddressees } from '../channel/entry-type-api.ts';
import { addresseesOf, deskPeople } from '../tasks/desk-people.ts';
import type { Unlocked } from './unlocked.ts';

/** Colleagues who work here now; and the roles, units and workplaces a task can be for. */
export async function lineAddressees(house: Unlocked): Promise<Result<LineAddressees>> {
  const addressees = addresseesOf(house, await deskPeople(house.safe));
  const [people, groups] = [true, false].map((isPerson) =>
    addressees.filter(({ kind }) => (kind === 'person') === isPerson).map(({ id, name }) => ({ id, name })),
  );
  return ok({ ownUser: hexOf(house.safe.given.user), people: people ?? [], groups: groups ?? [] });
}
