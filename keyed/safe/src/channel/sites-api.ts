import type { Result } from '@siegel/wire';
import type { CallForms } from './call-form.ts';

/** Betriebsstaetten of the house (docs/spec/sites.md). */
export interface SitesApi {
  sitesView(): Promise<Result<SitesView>>;
  /** Adds a site with everybody who belongs to it. SITE_NAME_MISSING, RIGHT_MISSING, OFFLINE. */
  addSite(name: string, userIds: readonly string[]): Promise<Result<string>>;
  /** SITE_NAME_MISSING, SITE_UNKNOWN, RIGHT_MISSING, OFFLINE, ENTRY_STALE. */
  renameSite(siteId: string, name: string): Promise<Result<true>>;
  /** Closes a site for new Akten, or opens it again. LAST_SITE, SITE_UNKNOWN, RIGHT_MISSING, OFFLINE, ENTRY_STALE. */
  setSiteOpen(siteId: string, isOpen: boolean): Promise<Result<true>>;
}

export const SITES_CALLS = {
  sitesView: 'result',
  addSite: 'result',
  renameSite: 'result',
  setSiteOpen: 'result',
} as const satisfies CallForms<SitesApi>;

export interface SitesView {
  /** Whether the own user may write Akten, and release what they move (BS11). */
  readonly may: { readonly write: boolean; readonly release: boolean };
  readonly sites: readonly SiteView[];
  /** Everybody who could belong to a new one. */
  readonly people: readonly { readonly userId: string; readonly name: string; readonly isOwn: boolean }[];
}

export interface SiteView {
  readonly siteId: string;
  readonly name: string;
  readonly isOpen: boolean;
  /** Names of those who belong to it. */
  readonly people: readonly string[];
  /** Undefined for a site the own user does not belong to. */
  readonly akten?: number;
}
