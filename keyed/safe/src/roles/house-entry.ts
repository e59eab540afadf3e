import { type Author, buildEntry, compartmentKey, type EntryDraft, type GroupKey, userCoSigner } from '@siegel/seal';
import { type CborValue, type EntryPacket, type Id, WIRE_KINDS } from '@siegel/wire';
import { newestVersion } from '../safe/newest-version.ts';
import type { Safe } from '../safe/safe.ts';
import type { UserWish } from './rights-change.ts';

const MOST_NAME = 200;

/** A name as it is kept: without blanks around it, at most 200 characters. */
export function houseNameOf(text: string): string {
  return Array.from(text.trim()).slice(0, MOST_NAME).join('');
}

/** What the entry of a role or a group says. */
export interface HouseWish {
  readonly kind: typeof WIRE_KINDS.role | typeof WIRE_KINDS.group;
  readonly record: Id;
  readonly open: { readonly [name: string]: CborValue };
  /** Undefined: the name stays as it is sealed. */
  readonly name?: string | undefined;
}

/** The next version of a role or group, its name sealed for everybody who belongs to the organisation. */
export function houseEntry(safe: Safe, { kind, record, open, name }: HouseWish, key: GroupKey): Promise<EntryPacket> {
  const { author } = safe;
  const parent = newestVersion(safe, record);
  const draft: EntryDraft = {
    kind,
    schemaVersion: 1,
    record,
    open,
    coSigners: [userCoSigner(author)],
    ...(parent !== undefined && { parent }),
    ...(name !== undefined && {
      sealed: new Map([['admin', { name: houseNameOf(name) }] as const]),
      keyOf: () => compartmentKey(key, 'admin'),
    }),
  };
  return buildEntry(draft, author);
}

/** The next version of an active user. */
export function userEntry(safe: Safe, user: Id, { roles, rights, sites }: UserWish): Promise<EntryPacket> {
  const { membership, head } = safe.follower;
  const member = membership.userAt(user, head.size);
  if (member === undefined) throw new Error('RO4: only somebody who is here gets other rights');
  const { userKind, ed25519Public, xwingPublic } = member;
  const author: Author = safe.author;
  const open = { userKind, ed25519Public, xwingPublic, state: 'active', roles, rights, sites };
  const parent = newestVersion(safe, user);
  const coSigners = [userCoSigner(author)];
  return buildEntry({ kind: WIRE_KINDS.user, schemaVersion: 1, record: user, parent, open, coSigners }, author);
}

/** The newest key of the organisation's group, if it is here. */
export function organisationKey({ follower: { membership, head }, keys }: Safe): GroupKey | undefined {
  const organisation = membership.groupsAt(head.size).find(({ groupKind }) => groupKind === 'organisation');
  return organisation === undefined ? undefined : keys.groupKey(organisation.group);
}
