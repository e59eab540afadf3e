import { AkteScreen } from '../akte/akte-screen.tsx';
import { HomeScreen } from '../home/home-screen.tsx';
import { NewPersonScreen } from '../new-person/new-person-screen.tsx';
import { SupportBanner } from '../support/support-banner.tsx';
import { TourStrip } from '../tour/tour-strip.tsx';
import { isLaterPlace, LaterScreen } from './later-screen.tsx';
import { PrintGuard } from './print-guard.tsx';
import type { WorkProps } from './work-props.ts';

/** The middle of the page: where somebody works. */
export function Work(props: WorkProps) {
  return (
    <main className="main">
      <SupportBanner />
      {props.demo !== undefined && <TourStrip demo={props.demo} place={props.place} />}
      <Screen {...props} />
      <PrintGuard print={props.status.print} page={props.place.page} />
    </main>
  );
}

function Screen(props: WorkProps) {
  const { place, go, status, session, search, drafts, onOpened, onHome, onGo } = props;
  if (isLaterPlace(place)) return <LaterScreen {...props} place={place} />;
  switch (place.page) {
    case 'akte':
      return (
        <AkteScreen
          key={place.personId}
          personId={place.personId}
          userName={session.displayName}
          {...{ drafts, onOpened, onHome }}
        />
      );
    case 'new-person':
      return <NewPersonScreen persons={status.persons} onOpen={onGo} onHome={onHome} />;
    case 'home':
    case 'sign-in':
    case 'recovery':
    case 'joining':
    case 'forgotten':
      return <HomeScreen {...{ status, search, go }} />;
  }
}
