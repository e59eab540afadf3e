import type { BackupKeyEntry } from '@siegel/journal';
import { type Body, decodeBody, equalBytes, type Id, type OpenFields } from '@siegel/wire';
import { readOpen } from '../journal/read-open.ts';
import type { Safe } from '../safe/safe.ts';

/** A key of backups as it stands in the journal, who entered it proven (JN20). */
export interface EnteredKey extends BackupKeyEntry {
  readonly body: Body;
  readonly open: OpenFields | null;
}

/** The keys of backups, oldest first; one whose author is not proven counts for nothing. */
export async function enteredKeys({ follower, attributions }: Safe): Promise<readonly EnteredKey[]> {
  const { membership, columns, head } = follower;
  const keys: EnteredKey[] = [];
  for (const key of membership.backup.keysAt(head.size)) {
    const entry = columns.entryAt(key.seq);
    if (entry === undefined || (await attributions.faultOf(key.seq)) !== undefined) continue;
    keys.push({ ...key, body: decodeBody(entry.body), open: entry.open });
  }
  return keys;
}

/** The key of the part as it was sealed for `user`; undefined for whoever the entry does not name. */
export function keySealedFor({ open }: EnteredKey, user: Id): Uint8Array | undefined {
  const holders = (readOpen(open)?.['holders'] ?? []) as readonly { readonly user: Id; readonly key: Uint8Array }[];
  return holders.find((holder) => equalBytes(holder.user, user))?.key;
}
