import { policyRecordId } from '@siegel/akten';
import type { Fields } from '@siegel/journal';
import { buildEntry, platformHasher, userCoSigner } from '@siegel/seal';
import { type EntryPacket, fail, ok, type Result, WIRE_KINDS } from '@siegel/wire';
import { newestVersion } from './newest-version.ts';
import type { Safe } from './safe.ts';

/** The rules of the organisation as the followed journal says now: the fields of its newest policy entry (JN18). A rule that is
 *  not among them stands at its default. */
export function rulesNow({ follower: { membership, head } }: Safe): Fields {
  return membership.policyAt(head.size)?.rules ?? {};
}

/** Changes the rules named in `changes`, undefined back to its default; all others stay as they are. RIGHT_MISSING without the
 *  right to administer, or for a lowered floor; ENTRY_STALE when somebody else changed the rules at the same time; OFFLINE. */
export async function changeRules(
  safe: Safe,
  changes: { readonly [name: string]: Fields[string] | undefined },
): Promise<Result<true>> {
  const written = await safe.write([await rulesEntry(safe, changes)]);
  if (!written.ok) return written;
  if (written.value.saved) return ok(true);
  await safe.outbox.drop(policyRecordId(safe.given.tenant, platformHasher.sha256));
  return fail('OFFLINE');
}

/** The entry that changes the rules named in `changes`; all others stay as they are. */
export function rulesEntry(
  safe: Safe,
  changes: { readonly [name: string]: Fields[string] | undefined },
): Promise<EntryPacket> {
  const { author } = safe;
  const record = policyRecordId(author.tenant, platformHasher.sha256);
  const changed = Object.entries({ ...rulesNow(safe), ...changes }).filter(
    (rule): rule is [string, Fields[string]] => rule[1] !== undefined,
  );
  const draft = {
    kind: WIRE_KINDS.policy,
    schemaVersion: 1,
    record,
    parent: newestVersion(safe, record),
    open: Object.fromEntries(changed),
    coSigners: [userCoSigner(author)],
  };
  return buildEntry(draft, author);
}
