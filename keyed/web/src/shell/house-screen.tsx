import type { Place } from '../place/place.ts';
import { later } from './later.ts';

const PeopleScreen = later(async () => (await import('../people/people-screen.tsx')).PeopleScreen);
const OrgScreen = later(async () => (await import('../org/org-screen.tsx')).OrgScreen);
const RolesScreen = later(async () => (await import('../roles/roles-screen.tsx')).RolesScreen);
const SupportScreen = later(async () => (await import('../support/support-screen.tsx')).SupportScreen);

/** Places where the house is looked after: who works in it, as what, and who may help. */
export type HousePlace = Extract<Place, { readonly page: 'people' | 'org' | 'roles' | 'support' }>;

/** True for a place where the house is looked after. */
export function isOfHouse(place: Place): place is HousePlace {
  return ['people', 'org', 'roles', 'support'].includes(place.page);
}

/** The screen of such a place. */
export function HouseScreen({
  place,
  go,
  journalSize,
}: {
  place: HousePlace;
  go: (place: Place) => void;
  journalSize: number;
}) {
  switch (place.page) {
    case 'people':
      return <PeopleScreen journalSize={journalSize} onRoles={() => go({ page: 'roles' })} />;
    case 'org':
      return <OrgScreen journalSize={journalSize} />;
    case 'roles':
      return <RolesScreen journalSize={journalSize} onPeople={() => go({ page: 'people' })} />;
    case 'support':
      return <SupportScreen journalSize={journalSize} go={go} />;
  }
}
