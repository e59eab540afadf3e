import { equalBytes, type ErrorCode, type Id } from '@siegel/wire';
import type { KnownAkte } from '../records/akte-directory.ts';
import type { Safe } from '../safe/safe.ts';
import { siteGroupKey } from './found-akte.ts';
import { mayReleaseCarried } from './release-carried.ts';

/** Persons who get an Akte at a further site, or whose Akte at one site goes on at another. */
export interface SiteJob {
  readonly does: 'move' | 'add';
  /** Where the Akten are; of `add` it says nothing. */
  readonly from: Id | undefined;
  readonly to: Id;
  /** Hex ids; undefined: everybody with an Akte at `from`. */
  readonly persons: readonly string[] | undefined;
  /** What is released there is released here again by the own user (BS11). */
  readonly releases: boolean;
}

/** Why a job cannot be begun at all: SITE_UNKNOWN, SITE_CLOSED, RIGHT_MISSING; undefined when it can. */
export function siteJobRefusal(safe: Safe, { does, from, to, releases }: SiteJob): ErrorCode | undefined {
  const { membership, head } = safe.follower;
  const isOwn = (site: Id) => safe.sites.some((own) => equalBytes(own, site));
  const sites = does === 'add' ? [to] : [to, ...(from === undefined ? [] : [from])];
  if (does === 'move' && (from === undefined || equalBytes(from, to))) return 'SITE_UNKNOWN';
  const mayWrite = membership.rightsAt(safe.given.user, head.size).has('write-records');
  if (!mayWrite || !sites.every(isOwn) || siteGroupKey(safe, to) === undefined) return 'RIGHT_MISSING';
  if (releases && !mayReleaseCarried(safe)) return 'RIGHT_MISSING';
  return membership.isSiteAt(to, head.size) ? undefined : 'SITE_CLOSED';
}

/** Persons of a job for whom it is still to be done. */
export function personsLeft(safe: Safe, { does, from, to, persons }: SiteJob): readonly string[] {
  const asked = persons ?? [...safe.directory.persons()];
  if (does === 'add')
    return asked.filter((person) => isKnown(safe, person) && openAkteAt(safe, person, to) === undefined);
  return from === undefined ? [] : asked.filter((person) => openAkteAt(safe, person, from) !== undefined);
}

const isKnown = (safe: Safe, person: string) => safe.directory.aktenOfPerson(person).some(({ stammakte }) => stammakte);

/** The Akte of a person at a site that is gone on with. */
export function openAkteAt(safe: Safe, person: string, at: Id): KnownAkte | undefined {
  return safe.directory.openAktenOfPerson(person).find(({ site, stammakte }) => !stammakte && equalBytes(site, at));
}
