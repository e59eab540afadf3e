import type { Compartment, PlainRecord } from '@siegel/akten';
import type { MemberUser } from '@siegel/journal';
import {
  backupPartKey,
  buildEntry,
  makeBackupPair,
  makeBackupPartKey,
  platformRandom,
  userCoSigner,
  wrapBackupKey,
} from '@siegel/seal';
import { fail, hexOf, type Id, ok, type Result, WIRE_KINDS } from '@siegel/wire';
import { enterBatch } from '../roles/enter-batch.ts';
import type { Safe } from '../safe/safe.ts';
import type { RequestFailure } from '../server/server-request.ts';

const ID_BYTES = 16;

/** Makes a key of backups on this device and enters it for these users (BK23, BK25): the identity leaves the device sealed for them alone,
 *  and is not given to whoever enters it. @returns its record. BACKUP_HOLDER_WRONG; RIGHT_MISSING without the right to administer; OFFLINE. */
export async function setUpBackupKey(safe: Safe, holders: readonly Id[]): Promise<Result<Id, RequestFailure>> {
  const synced = await safe.sync();
  if (!synced.ok) return synced;
  const { membership, head } = safe.follower;
  const { tenant, user } = safe.given;
  if (!membership.rightsAt(user, head.size).has('administer')) return fail('RIGHT_MISSING');
  const members = membersNamed(safe, holders);
  if (members === undefined) return fail('BACKUP_HOLDER_WRONG');
  const record = platformRandom(ID_BYTES) as Id;
  const [{ recipient, identity }, key] = [await makeBackupPair(), await makeBackupPartKey()];
  const wraps = await Promise.all(
    members.map(async (member) => ({
      user: member.user,
      key: await wrapBackupKey(key, { tenant, record }, member.xwingPublic),
    })),
  );
  const draft = {
    kind: WIRE_KINDS.backupKey,
    schemaVersion: 1,
    record,
    open: { recipient, holders: wraps },
    sealed: new Map<Compartment, PlainRecord>([['restricted', { identity }]]),
    keyOf: () => backupPartKey(key),
    coSigners: [userCoSigner(safe.author)],
  };
  const entered = await enterBatch(safe, [await buildEntry(draft, safe.author)], record);
  return entered.ok ? ok(record) : entered;
}

/** Undefined unless they are somebody, each once, and all of them persons who are here: what the journal would refuse is not made first. */
function membersNamed(
  { follower: { membership, head } }: Safe,
  holders: readonly Id[],
): readonly MemberUser[] | undefined {
  const members = holders.map((user) => membership.userAt(user, head.size));
  const isOnce = new Set(holders.map(hexOf)).size === holders.length;
  const areHere = members.every((member) => member?.active === true && member.userKind === 'person');
  return members.length > 0 && isOnce && areHere ? members.filter((member) => member !== undefined) : undefined;
}
