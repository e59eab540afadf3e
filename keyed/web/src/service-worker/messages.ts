import type { KnownRelease, ReleaseRefusal } from '../release/check-release.ts';

/** What a page asks its service worker; each question brings a port for the answer. */
export type ReleaseQuestion = { readonly ask: 'state' } | { readonly ask: 'check' } | { readonly ask: 'activate' };

/** How the client of this browser stands. */
export interface ReleaseState {
  readonly active: KnownRelease | undefined;
  /** Stored whole, waits until the user takes it. */
  readonly next: KnownRelease | undefined;
  /** Why the release the server offers is not taken. */
  readonly refused: ReleaseRefusal | undefined;
}

/** Asked for and worked with when nothing is known. */
export const NO_RELEASE: ReleaseState = { active: undefined, next: undefined, refused: undefined };
