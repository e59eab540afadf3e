import type { AkteRow, ReadView } from '@siegel/store';
import { hexOf, type Id, unpackOpenFields, type WrappedKey, WRAPPER } from '@siegel/wire';
import { groupsOf } from '../tenants/member-now.ts';
import type { TenantCore } from '../tenants/tenant-core.ts';
import { type Reader, readerOf } from './readable.ts';

/** Whose sealed content a user may fetch now. */
export interface AkteAccess {
  readonly reader: Reader;
  /** True when the Akte exists, stands at a site of the user, and a group of its newest case key has the user as a member: in
   *  strict mode a Stammakte has no site, and only its groups tell who may have it (SY27). */
  mayFetch(reads: ReadView, akte: Id): Promise<boolean>;
  /** The wraps that are of use to the user: for its groups and itself. A mirror gets all. */
  ownWraps(wraps: readonly WrappedKey[]): readonly WrappedKey[];
}

/** Looks up the user's rights, sites and groups once. */
export function akteAccessOf({ membership }: Pick<TenantCore, 'membership'>, user: Id): AkteAccess {
  const reader = readerOf(membership, user);
  const groups = new Set(groupsOf(membership, user).map(hexOf));
  const { mirrors } = reader;
  const userHex = hexOf(user);
  return {
    reader,
    async mayFetch(reads, akte) {
      const [row] = await reads.aktenOf([akte]);
      if (row === undefined) return false;
      if (mirrors) return true;
      if (!reader.rights.has('read-records')) return false;
      return reader.mayReadSite(row.site) && (await groupsOfAkte(reads, row)).some((group) => groups.has(group));
    },
    ownWraps: (wraps) =>
      mirrors
        ? wraps
        : wraps.filter(({ wrapper, wrapperId }) =>
            wrapper === WRAPPER.user ? hexOf(wrapperId) === userHex : groups.has(hexOf(wrapperId)),
          ),
  };
}

/** Groups named by the newest case key that is not erased, in hex. */
async function groupsOfAkte(reads: ReadView, { caseKey }: AkteRow): Promise<readonly string[]> {
  const open = caseKey === null ? null : (await reads.entryAt(caseKey.seq))?.open;
  const groups = open === null || open === undefined ? undefined : unpackOpenFields(open)['groups'];
  return Array.isArray(groups) ? groups.flatMap((id) => (id instanceof Uint8Array ? [hexOf(id)] : [])) : [];
}
