import type { ErrorCode, Result } from '@siegel/wire';
import type { CallForms } from './call-form.ts';
import type { PersonRow } from './search-api.ts';

/** Akten of a person at several sites: where to write, adding to a site, moving to another (docs/spec/sites.md, BS6 to BS13). */
export interface AktenSitesApi {
  /** Writes for this person at this site from now on, on this device. */
  chooseSite(personId: string, siteId: string): Promise<Result<true>>;
  /** Persons with an Akte at an own site, by what was typed (grammar of the search); all of them in order of name for nothing. */
  personsAtSite(siteId: string, query: string, limit: number): Promise<PersonsAtSite>;
  /** Calls `listener` with how far the job of this device is: at once and whenever that changes. */
  watchSiteJob(listener: (view: SiteJobView) => void): () => void;
  /** Begins a job; it goes on by itself. SITE_JOB_RUNNING: another one is not over; SITE_UNKNOWN, SITE_CLOSED, RIGHT_MISSING. */
  beginSiteJob(wish: SiteJobWish): Promise<Result<true>>;
  /** Stops behind the step it is at: what is done is done. */
  stopSiteJob(): Promise<void>;
  /** Goes on with a job that was stopped or cut off. */
  continueSiteJob(): Promise<void>;
  /** Gives up what is left of a job, or takes note of its end. */
  endSiteJob(): Promise<void>;
}

export const AKTEN_SITES_CALLS = {
  chooseSite: 'result',
  personsAtSite: 'plain',
  watchSiteJob: 'watch',
  beginSiteJob: 'result',
  stopSiteJob: 'plain',
  continueSiteJob: 'plain',
  endSiteJob: 'plain',
} as const satisfies CallForms<AktenSitesApi>;

export interface PersonsAtSite {
  readonly persons: readonly PersonRow[];
  readonly total: number;
}

export interface SiteJobWish {
  readonly does: 'move' | 'add';
  /** Where the Akten are; of `add` it says nothing. */
  readonly fromSiteId?: string;
  readonly toSiteId: string;
  /** Absent: everybody with an Akte there. */
  readonly personIds?: readonly string[];
  /** What is released there is released again here, with the own signature (BS11). */
  readonly releases: boolean;
}

export interface SiteJobView {
  /** `none`: there is no job. `waiting`: stopped, or cut off by a lock or a lost line. */
  readonly state: 'none' | 'running' | 'waiting' | 'done';
  readonly does: 'move' | 'add';
  readonly fromSite: string;
  readonly toSite: string;
  readonly done: number;
  readonly total: number;
  /** Akten that stayed where they are, by why. */
  readonly stayed: readonly { readonly code: ErrorCode; readonly persons: readonly StayedPerson[] }[];
  /** Why it waits, when it was not stopped by hand. */
  readonly failure?: ErrorCode;
}

export interface StayedPerson {
  readonly personId: string;
  readonly name: string;
}
