import type { SafeStatus, SignedIn } from '@siegel/safe';
import type { Drafts } from '../akte/drafts.ts';
import type { Place } from '../place/place.ts';
import type { DemoNotice } from './demo-notice.ts';

/** What the workspace stands on. */
export interface ShellProps {
  readonly status: SafeStatus;
  readonly session: SignedIn;
  readonly place: Place;
  readonly go: (place: Place) => void;
  readonly drafts: Drafts;
  /** Undefined outside of a demonstration. */
  readonly demo: DemoNotice | undefined;
  readonly onLock: () => void;
  readonly onSignOut: () => void;
}
