import type { PersonRow } from '@siegel/safe';
import { AccessScreen } from '../access/access-screen.tsx';
import { AkteScreen } from '../akte/akte-screen.tsx';
import { HomeScreen } from '../home/home-screen.tsx';
import { NewPersonScreen } from '../new-person/new-person-screen.tsx';
import { SheetScreen } from '../recovery/sheet-screen.tsx';
import type { SearchProps } from '../search/search-field.tsx';
import { SupportBanner } from '../support/support-banner.tsx';
import { TourStrip } from '../tour/tour-strip.tsx';
import { isLaterPlace, LaterScreen } from './later-screen.tsx';
import type { ShellProps } from './shell-props.ts';

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
  if (isLaterPlace(place)) return <LaterScreen {...props} place={place} />;
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
    case 'forgotten':
      return <HomeScreen {...{ status, search, go }} />;
  }
}
