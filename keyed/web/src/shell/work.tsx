import type { PersonRow } from '@siegel/safe';
import { lazy, Suspense } from 'react';
import { AccessScreen } from '../access/access-screen.tsx';
import { AkteScreen } from '../akte/akte-screen.tsx';
import { HomeScreen } from '../home/home-screen.tsx';
import { NewPersonScreen } from '../new-person/new-person-screen.tsx';
import { SheetScreen } from '../recovery/sheet-screen.tsx';
import type { Place } from '../place/place.ts';
import type { SearchProps } from '../search/search-field.tsx';
import { TourStrip } from '../tour/tour-strip.tsx';
import { SupportBanner } from '../support/support-banner.tsx';
import type { ShellProps } from './shell-props.ts';

/** Loaded when somebody goes there: most days nobody does. */
const TransferScreen = lazy(async () => ({
  default: (await import('../transfer/transfer-screen.tsx')).TransferScreen,
}));

const LogScreen = lazy(async () => ({ default: (await import('../log/log-screen.tsx')).LogScreen }));
const SupportScreen = lazy(async () => ({
  default: (await import('../support/support-screen.tsx')).SupportScreen,
}));
const PeopleScreen = lazy(async () => ({
  default: (await import('../people/people-screen.tsx')).PeopleScreen,
}));

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
      <SupportBanner />
      {props.demo !== undefined && <TourStrip demo={props.demo} place={props.place} />}
      <Screen {...props} />
    </main>
  );
}

function Screen(props: WorkProps) {
  const { place, go, status, session, search, drafts, onOpened, onHome, onGo } = props;
  if (place.page === 'akte')
    return <AkteScreen key={place.personId} personId={place.personId} {...{ drafts, onOpened, onHome }} />;
  if (place.page === 'access') return <AccessScreen account={session.account} displayName={session.displayName} />;
  if (place.page === 'new-person') return <NewPersonScreen persons={status.persons} onOpen={onGo} onHome={onHome} />;
  if (place.page === 'sheet') return <SheetScreen session={session} onHome={onHome} />;
  if (!LATER.has(place.page)) return <HomeScreen {...{ status, search, go }} />;
  return (
    <Suspense>
      <LaterScreen {...props} />
    </Suspense>
  );
}

/** Fetched when somebody goes there. */
const LATER: ReadonlySet<string> = new Set<Place['page']>(['transfer', 'people', 'support', 'log']);

function LaterScreen({ place, go, status, session, search }: WorkProps) {
  if (place.page === 'transfer') return <TransferScreen session={session} />;
  if (place.page === 'people') return <PeopleScreen journalSize={status.journalSize} />;
  if (place.page === 'support') return <SupportScreen journalSize={status.journalSize} go={go} />;
  if (place.page !== 'log') return null;
  return <LogScreen key={place.personId} person={personOf(place.personId, search.recent)} />;
}

/** Whose log it is, by the name the search has shown; a name is not asked for again. */
function personOf(personId: string | undefined, recent: readonly PersonRow[]) {
  if (personId === undefined) return undefined;
  const row = recent.find((known) => known.personId === personId);
  return { personId, name: row === undefined ? '' : `${row.familienname}, ${row.vorname}` };
}
