import { type GroupKey, type LogDetails, type LogReaders, openLogDetails, sealLogDetails } from '@siegel/seal';
import type { Id } from '@siegel/wire';
import type { JournalFollower } from '../journal/journal-follower.ts';
import { readBody } from '../journal/read-body.ts';
import { readOpen } from '../journal/read-open.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import type { SafeGiven } from '../safe/safe-given.ts';

/** What sealing details needs of the safe. */
interface SealingSafe {
  readonly given: SafeGiven;
  readonly follower: JournalFollower;
}

/** What opening them needs. */
interface OpeningSafe extends SealingSafe {
  readonly keys: KeyRing;
}

/** For whom details of the log are sealed: the group of kind `dpo`, as long as there is none that of the organisation (LG10). There
 *  the server alone keeps them from colleagues without the right to read the log. Undefined: nobody's key is entered. */
export function logReaders({ follower: { membership, head } }: Pick<SealingSafe, 'follower'>): LogReaders | undefined {
  const groups = membership.groupsAt(head.size).filter(({ active }) => active);
  const group =
    groups.find(({ groupKind }) => groupKind === 'dpo') ?? groups.find(({ groupKind }) => groupKind === 'organisation');
  const key = group === undefined ? undefined : membership.groupKeyAt(group.group, head.size);
  return key === undefined ? undefined : { group: key.group, version: key.version, inboxPublic: key.inboxPublic };
}

/** Open fields with sealed details of the entry `record`; none where nobody could open them: they are never written openly. */
export async function detailsFor(
  safe: SealingSafe,
  record: Id,
  what: string,
): Promise<{ readonly details?: Uint8Array }> {
  const readers = what === '' ? undefined : logReaders(safe);
  if (readers === undefined) return {};
  const { tenant, device } = safe.given;
  return { details: await sealLogDetails({ what }, { tenant, record, device: device.device }, readers) };
}

/** The opened details of the entry at `seq`; undefined when it has none or this user holds no key for them. */
export async function detailsAt(safe: OpeningSafe, seq: number): Promise<LogDetails | undefined> {
  const entry = safe.follower.columns.entryAt(seq);
  const sealed = readOpen(entry?.open ?? null)?.['details'];
  const body = entry === undefined || !(sealed instanceof Uint8Array) ? undefined : readBody(entry.body);
  if (body === undefined || !(sealed instanceof Uint8Array)) return undefined;
  const place = { tenant: safe.given.tenant, record: body.record, device: body.author };
  for (const key of readerKeys(safe)) {
    const opened = await openLogDetails(sealed, place, key);
    if (opened !== undefined) return opened;
  }
  return undefined;
}

/** The keys this user holds of groups that details are sealed for, newest first: nearly everything was sealed for one of the last. */
function* readerKeys(safe: OpeningSafe): Generator<GroupKey> {
  const { membership, head } = safe.follower;
  for (const { group, groupKind } of membership.groupsAt(head.size)) {
    if (groupKind !== 'dpo' && groupKind !== 'organisation') continue;
    for (const { keyId } of membership.groupKeyVersions(group).toReversed()) {
      const key = safe.keys.groupKeyOfId(keyId);
      if (key !== undefined) yield key;
    }
  }
}
