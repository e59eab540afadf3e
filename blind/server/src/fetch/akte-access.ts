import { COMPARTMENT_CODES } from '@siegel/akten';
import type { AkteRow, ReadView } from '@siegel/store';
import { hexOf, type Id, type WrappedKey, WRAPPER } from '@siegel/wire';
import { groupsOf } from '../tenants/member-now.ts';
import type { TenantCore } from '../tenants/tenant-core.ts';
import { type Reader, readerOf } from './readable.ts';
import { sitesOfPerson } from './sites-of-person.ts';

/** Compartments by their wire code; `all` with the key of the whole Akte. */
export type AkteScope = 'all' | 'nothing' | ReadonlySet<number>;

/** Who somebody is, and notes of the administration about them; nothing that was written in the Akte. */
const WHO: ReadonlySet<number> = new Set([COMPARTMENT_CODES.identity, COMPARTMENT_CODES.admin]);

/** Whose sealed content a user may fetch now. */
export interface AkteAccess {
  readonly reader: Reader;
  /** True when the Akte exists, stands at a site of the user, and a group of its newest case key has the user as a member: in
   *  strict mode a Stammakte has no site, and only its groups tell who may have it (SY27). */
  mayFetch(reads: ReadView, akte: Id): Promise<boolean>;
  /** What of an Akte the user may fetch: all of it, some compartments of a Stammakte (the right to see who the persons are), or
   *  nothing. */
  scopeOf(reads: ReadView, akte: Id): Promise<AkteScope>;
  /** True where not every Stammakte is for everybody whose groups it names (BS25). */
  readonly isStrict: boolean;
  /** The wraps that are of use to the user: for its groups and itself. A mirror gets all. */
  ownWraps(wraps: readonly WrappedKey[]): readonly WrappedKey[];
}

/** Looks up the user's rights, sites and groups once. */
export function akteAccessOf({ membership }: Pick<TenantCore, 'membership'>, user: Id): AkteAccess {
  const reader = readerOf(membership, user);
  const groups = new Set(groupsOf(membership, user).map(hexOf));
  const { mirrors } = reader;
  const isStrict = membership.isStrictAt(Number.MAX_SAFE_INTEGER);
  const userHex = hexOf(user);
  async function scopeOf(reads: ReadView, akte: Id): Promise<AkteScope> {
    const [row] = await reads.aktenOf([akte]);
    if (row === undefined) return 'nothing';
    if (mirrors) return 'all';
    const isElsewhere = isStrict && row.stammakte && !(await isOfOwnSite(reads, row, reader));
    return isElsewhere ? 'nothing' : scopeByKey(row);
  }
  function scopeByKey(row: AkteRow): AkteScope {
    const { whole, part } = groupsOfAkte(row);
    const isWhole = whole.some((group) => groups.has(group));
    if (reader.rights.has('read-records') && reader.mayReadSite(row.site) && isWhole) return 'all';
    const isNamed = isWhole || part.some((group) => groups.has(group));
    return row.stammakte && isNamed && reader.readsPersons ? WHO : 'nothing';
  }
  return {
    reader,
    isStrict,
    scopeOf,
    mayFetch: async (reads, akte) => (await scopeOf(reads, akte)) === 'all',
    ownWraps: (wraps) =>
      mirrors
        ? wraps
        : wraps.filter(({ wrapper, wrapperId }) =>
            wrapper === WRAPPER.user ? hexOf(wrapperId) === userHex : groups.has(hexOf(wrapperId)),
          ),
  };
}

/** In strict mode a Stammakte is for the sites that have an Akte of the person, also before its wraps say so (BS25); one without any Akte
 *  is for nobody. */
async function isOfOwnSite(reads: ReadView, { akte, person }: AkteRow, reader: Reader): Promise<boolean> {
  const sites = await sitesOfPerson(reads, person ?? akte);
  return sites.some((site) => reader.mayReadSite(site));
}

interface NamedGroups {
  /** May open all of the Akte. */
  readonly whole: readonly string[];
  /** May open some compartments (SL7). */
  readonly part: readonly string[];
}

/** Groups named by the newest case key that is not erased, in hex. */
function groupsOfAkte({ caseKey }: AkteRow): NamedGroups {
  return {
    whole: (caseKey?.groups ?? []).map(hexOf),
    part: (caseKey?.parts ?? []).map(({ group }) => hexOf(group)),
  };
}
