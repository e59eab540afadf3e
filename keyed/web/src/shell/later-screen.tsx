import type { PersonRow } from '@siegel/safe';
import { lazy, Suspense } from 'react';
import type { Place } from '../place/place.ts';
import type { WorkProps } from './work-props.ts';

// Loaded when somebody goes there: most days nobody does.
const TransferScreen = lazy(async () => ({
  default: (await import('../transfer/transfer-screen.tsx')).TransferScreen,
}));
const FreigabeScreen = lazy(async () => ({
  default: (await import('../freigabe/freigabe-screen.tsx')).FreigabeScreen,
}));
const LogScreen = lazy(async () => ({ default: (await import('../log/log-screen.tsx')).LogScreen }));
const PeopleScreen = lazy(async () => ({ default: (await import('../people/people-screen.tsx')).PeopleScreen }));
const RolesScreen = lazy(async () => ({ default: (await import('../roles/roles-screen.tsx')).RolesScreen }));
const SupportScreen = lazy(async () => ({ default: (await import('../support/support-screen.tsx')).SupportScreen }));
const SettingsScreen = lazy(async () => ({
  default: (await import('../settings/settings-screen.tsx')).SettingsScreen,
}));

const LATER = ['transfer', 'freigabe', 'people', 'roles', 'support', 'log', 'settings'] as const;

/** Places that are fetched when somebody goes there. */
export type LaterPlace = Extract<Place, { readonly page: (typeof LATER)[number] }>;

/** True for a place whose screen is fetched when somebody goes there. */
export function isLaterPlace(place: Place): place is LaterPlace {
  return LATER.some((page) => page === place.page);
}

type LaterProps = Omit<WorkProps, 'place'> & { readonly place: LaterPlace };

/** The screen of such a place. */
export function LaterScreen(props: LaterProps) {
  return (
    <Suspense>
      <FetchedScreen {...props} />
    </Suspense>
  );
}

function FetchedScreen({ place, go, status, session, search, onGo }: LaterProps) {
  const { journalSize } = status;
  switch (place.page) {
    case 'transfer':
      return <TransferScreen session={session} />;
    case 'freigabe':
      return <FreigabeScreen journalSize={journalSize} onGo={onGo} />;
    case 'people':
      return <PeopleScreen journalSize={journalSize} onRoles={() => go({ page: 'roles' })} />;
    case 'roles':
      return <RolesScreen journalSize={journalSize} onPeople={() => go({ page: 'people' })} />;
    case 'support':
      return <SupportScreen journalSize={journalSize} go={go} />;
    case 'log':
      return <LogScreen key={place.personId} person={personOf(place.personId, search.recent)} />;
    case 'settings':
      return <SettingsScreen section={place.section} go={go} />;
  }
}

/** Whose log it is, by the name the search has shown; a name is not asked for again. */
function personOf(personId: string | undefined, recent: readonly PersonRow[]) {
  if (personId === undefined) return undefined;
  const row = recent.find((known) => known.personId === personId);
  return { personId, name: row === undefined ? '' : `${row.familienname}, ${row.vorname}` };
}
