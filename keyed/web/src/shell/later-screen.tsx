import { later } from './later.ts';
import { PartWaiting } from './part-waiting.tsx';
import type { PersonRow } from '@siegel/safe';
import { Suspense } from 'react';
import type { Place } from '../place/place.ts';
import { type HousePlace, HouseScreen, isOfHouse } from './house-screen.tsx';
import type { WorkProps } from './work-props.ts';

// Loaded when somebody goes there: most days nobody does.
const AccessScreen = later(async () => (await import('../access/access-screen.tsx')).AccessScreen);
const SheetScreen = later(async () => (await import('../recovery/sheet-screen.tsx')).SheetScreen);
const TransferScreen = later(async () => (await import('../transfer/transfer-screen.tsx')).TransferScreen);
const BackupsScreen = later(async () => (await import('../backups/backups-screen.tsx')).BackupsScreen);
const CareScreen = later(async () => (await import('../archive/care-screen.tsx')).CareScreen);
const DayListScreen = later(async () => (await import('../day-list/day-list-screen.tsx')).DayListScreen);
const CalendarScreen = later(async () => (await import('../week/calendar-screen.tsx')).CalendarScreen);
const FindingScreen = later(async () => (await import('../finding/finding-screen.tsx')).FindingScreen);
const WaitingListScreen = later(async () => (await import('../finding/waiting-list-screen.tsx')).WaitingListScreen);
const FreigabeScreen = later(async () => (await import('../freigabe/freigabe-screen.tsx')).FreigabeScreen);
const LogScreen = later(async () => (await import('../log/log-screen.tsx')).LogScreen);
const SettingsScreen = later(async () => (await import('../settings/settings-screen.tsx')).SettingsScreen);
const TasksScreen = later(async () => (await import('../tasks/tasks-screen.tsx')).TasksScreen);
const MessagesScreen = later(async () => (await import('../messages/messages-screen.tsx')).MessagesScreen);

const LATER = [
  'day-list',
  'calendar',
  'finding',
  'waiting-list',
  'care',
  'access',
  'sheet',
  'transfer',
  'backups',
  'new-backup',
  'freigabe',
  'people',
  'org',
  'roles',
  'support',
  'log',
  'settings',
  'tasks',
  'messages',
] as const;

/** Places that are fetched when somebody goes there. */
export type LaterPlace = Extract<Place, { readonly page: (typeof LATER)[number] }>;

/** True for a place whose screen is fetched when somebody goes there. */
export function isLaterPlace(place: Place): place is LaterPlace {
  return LATER.some((page) => page === place.page);
}

type LaterProps = Omit<WorkProps, 'place'> & { readonly place: LaterPlace };

/** The screen of such a place. */
export function LaterScreen(props: LaterProps) {
  const { place } = props;
  return (
    <Suspense fallback={<PartWaiting />}>
      {isCare(place) ? (
        <CareScreen onGo={props.onGo} />
      ) : isOfDays(place) ? (
        <DaysScreen {...props} place={place} />
      ) : isOfHouse(place) ? (
        <HouseScreen place={place} go={props.go} journalSize={props.status.journalSize} />
      ) : (
        <FetchedScreen {...props} place={place} />
      )}
    </Suspense>
  );
}

type OtherPlace = Exclude<LaterPlace, DaysPlace | HousePlace | { readonly page: 'care' }>;

function isCare(place: LaterPlace): place is Extract<LaterPlace, { readonly page: 'care' }> {
  return place.page === 'care';
}

function FetchedScreen({
  place,
  go,
  status,
  session,
  search,
  onGo,
  onHome,
}: Omit<LaterProps, 'place'> & { readonly place: OtherPlace }) {
  switch (place.page) {
    case 'access':
      return (
        <AccessScreen account={session.account} displayName={session.displayName} onOrg={() => go({ page: 'org' })} />
      );
    case 'sheet':
      return <SheetScreen session={session} onHome={onHome} />;
    case 'transfer':
      return <TransferScreen session={session} />;
    case 'backups':
    case 'new-backup':
      return <BackupsScreen isNew={place.page === 'new-backup'} status={status} go={go} />;
    case 'freigabe':
      return <FreigabeScreen journalSize={status.journalSize} onGo={onGo} />;
    case 'log':
      return <LogScreen key={place.personId} person={personOf(place.personId, search.recent)} />;
    case 'tasks':
      return <TasksScreen status={status} onGo={onGo} />;
    case 'messages':
      return <MessagesScreen status={status} onGo={onGo} />;
    case 'settings':
      return <SettingsScreen section={place.section} go={go} />;
  }
}

/** Places of days and appointments. */
type DaysPlace = Extract<LaterPlace, { readonly page: 'day-list' | 'calendar' | 'finding' | 'waiting-list' }>;

function isOfDays(place: LaterPlace): place is DaysPlace {
  return ['day-list', 'calendar', 'finding', 'waiting-list'].includes(place.page);
}

/** The day list and what belongs to appointments. */
function DaysScreen({
  place,
  status,
  session,
  go,
  onGo,
}: Pick<LaterProps, 'status' | 'session' | 'go' | 'onGo'> & { readonly place: DaysPlace }) {
  if (place.page === 'finding') return <FindingScreen {...{ session, status, go }} />;
  if (place.page === 'waiting-list') return <WaitingListScreen {...{ status, onGo }} />;
  const { day } = place;
  if (place.page === 'day-list') return <DayListScreen key={day} {...{ day, status, session, go, onGo }} />;
  return <CalendarScreen {...{ day, status, go, onGo }} />;
}

/** Whose log it is, by the name the search has shown; a name is not asked for again. */
function personOf(personId: string | undefined, recent: readonly PersonRow[]) {
  if (personId === undefined) return undefined;
  const row = recent.find((known) => known.personId === personId);
  return { personId, name: row === undefined ? '' : `${row.familienname}, ${row.vorname}` };
}
