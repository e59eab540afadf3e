import type { PersonRow } from '@siegel/safe';
import { lazy, Suspense } from 'react';
import { AccessScreen } from '../access/access-screen.tsx';
import { AkteScreen } from '../akte/akte-screen.tsx';
import { HomeScreen } from '../home/home-screen.tsx';
import { NewPersonScreen } from '../new-person/new-person-screen.tsx';
import { SheetScreen } from '../recovery/sheet-screen.tsx';
import type { SearchProps } from '../search/search-field.tsx';
import { TourStrip } from '../tour/tour-strip.tsx';
import type { ShellProps } from './shell-props.ts';

/** Loaded when somebody goes there: most days nobody does. */
const TransferScreen = lazy(async () => ({
  default: (await import('../transfer/transfer-screen.tsx')).TransferScreen,
}));

const LogScreen = lazy(async () => ({ default: (await import('../log/log-screen.tsx')).LogScreen }));
const PeopleScreen = lazy(async () => ({
  default: (await import('../people/people-screen.tsx')).PeopleScreen,
}));

const FreigabeScreen = lazy(async () => ({
  default: (await import('../freigabe/freigabe-screen.tsx')).FreigabeScreen,
}));
const RolesScreen = lazy(async () => ({ default: (await import('../roles/roles-screen.tsx')).RolesScreen }));

/** What the places of the workspace get beside what the shell has. */
export interface WorkProps extends ShellProps {
  readonly search: SearchProps;
  readonly onOpened: (row: PersonRow) => void;
  readonly onHome: () => void;
  readonly onGo: (personId: string) => void;
}

/** The middle of the page: where somebody works. */
export function Work(props: WorkProps) {
  return (
    <main className="main">
      {props.demo !== undefined && <TourStrip demo={props.demo} place={props.place} />}
      <Screen {...props} />
    </main>
  );
}

const LAZY = ['transfer', 'people', 'roles', 'freigabe', 'log'] as const;
type LazyPlace = Extract<ShellProps['place'], { readonly page: (typeof LAZY)[number] }>;

function isLazy(place: ShellProps['place']): place is LazyPlace {
  return (LAZY as readonly string[]).includes(place.page);
}

function Screen({ place, go, status, session, search, drafts, onOpened, onHome, onGo }: WorkProps) {
  if (isLazy(place))
    return (
      <Suspense>
        <LazyScreen {...{ place, go, status, session, search, onGo }} />
      </Suspense>
    );
  switch (place.page) {
    case 'akte':
      return <AkteScreen key={place.personId} personId={place.personId} {...{ drafts, onOpened, onHome }} />;
    case 'access':
      return <AccessScreen account={session.account} displayName={session.displayName} />;
    case 'new-person':
      return <NewPersonScreen persons={status.persons} onOpen={onGo} onHome={onHome} />;
    case 'sheet':
      return <SheetScreen session={session} onHome={onHome} />;
    case 'home':
    case 'sign-in':
    case 'recovery':
    case 'joining':
      return <HomeScreen {...{ status, search, go }} />;
  }
}

/** Places nobody goes to every day. */
function LazyScreen({
  place,
  go,
  status,
  session,
  search,
  onGo,
}: Pick<WorkProps, 'go' | 'status' | 'session' | 'search' | 'onGo'> & { readonly place: LazyPlace }) {
  switch (place.page) {
    case 'transfer':
      return <TransferScreen session={session} />;
    case 'people':
      return <PeopleScreen journalSize={status.journalSize} onRoles={() => go({ page: 'roles' })} />;
    case 'roles':
      return <RolesScreen journalSize={status.journalSize} onPeople={() => go({ page: 'people' })} />;
    case 'freigabe':
      return <FreigabeScreen journalSize={status.journalSize} onGo={onGo} />;
    case 'log':
      return <LogScreen key={place.personId} person={personOf(place.personId, search.recent)} />;
  }
}

/** Whose log it is, by the name the search has shown; a name is not asked for again. */
function personOf(personId: string | undefined, recent: readonly PersonRow[]) {
  if (personId === undefined) return undefined;
  const row = recent.find((known) => known.personId === personId);
  return { personId, name: row === undefined ? '' : `${row.familienname}, ${row.vorname}` };
}
