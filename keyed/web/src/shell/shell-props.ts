import type { SafeStatus, SignedIn } from '@siegel/safe';
import type { Drafts } from '../akte/drafts.ts';
import type { Place } from '../place/place.ts';
import type { DemoNotice } from './demo-notice.ts';

/** What the workspace stands on. */
export interface ShellProps {
  readonly status: SafeStatus;
  readonly session: SignedIn;
  readonly place: Place;
  /** `replace`: in place of where somebody is, so that going back does not lead there. */
  readonly go: (place: Place, replace?: boolean) => void;
  readonly drafts: Drafts;
  /** Undefined outside of a demonstration. */
  readonly demo: DemoNotice | undefined;
  readonly onLock: () => void;
  readonly onSignOut: () => void;
}
