import { type Body, equalBytes, type ErrorCode, type Id, PERSON_MERGE_KIND } from '@siegel/wire';
import type { CheckContext, CheckedEntry, JournalView, PersonPointer } from './journal-view.ts';
import type { Fields } from './member-states.ts';

/** The pointer an entry makes of its Stammakte; undefined for every other kind, and where its fields are gone. */
export function pointerBy(body: Body, fields: Fields | null): PersonPointer | undefined {
  const into = fields?.['into'];
  if (body.kind !== PERSON_MERGE_KIND || !(into instanceof Uint8Array)) return undefined;
  return { record: body.record, into: fields?.['state'] === 'merged' ? into : undefined };
}

/** What a pointer from one person to another may say (PM2 to PM6): it leads from one Stammakte to another that itself leads nowhere, no
 *  Stammakte leads to two, and its author administers, reads, and holds the keys of both. That writing is among the author's
 *  rights was asked before (JN11). */
export function mergeFault(entry: CheckedEntry, context: CheckContext): ErrorCode | undefined {
  const { body, fields } = entry;
  if (body.kind !== PERSON_MERGE_KIND) return undefined;
  // Its fields name nobody, and nothing erases them: without them somebody hides who is one.
  if (fields === null) return 'OPEN_FIELDS_MISMATCH';
  const into = fields['into'] as Id;
  // Taken back with its run, a pointer would vanish without a version that says so.
  if (body.run !== null || equalBytes(into, body.akte)) return 'PART_RULE_BROKEN';
  return (
    endsFault([body.akte, into], context.view) ??
    authorFault(entry, into, context) ??
    (fields['state'] === 'merged' ? joinFault(body, into, context.view) : liftFault(body, into, context.view))
  );
}

function endsFault([from, into]: readonly [Id, Id], view: JournalView): ErrorCode | undefined {
  if (view.akteOf(into) === undefined) return 'AKTE_UNKNOWN';
  const fault = [from, into].map((akte) => {
    if (isErased(akte, view)) return view.holdsAllSites ? 'AKTE_UNKNOWN' : undefined;
    return view.akteOf(akte)?.stammakte === true ? undefined : 'PART_RULE_BROKEN';
  });
  return fault.find((code) => code !== undefined);
}

/** Who has been erased since: a device that comes later cannot tell any more whose the Akte was, and must not hold the pointer back. */
function isErased(akte: Id, view: JournalView): boolean {
  return view.akteOf(akte) !== undefined && view.caseKeyOf(akte) === undefined;
}

/** PM3: administers and reads, and is of a group that opens the Stammakten of both whole. */
function authorFault({ body, seq }: CheckedEntry, into: Id, { view, membership }: CheckContext): ErrorCode | undefined {
  const user = membership.deviceAt(body.author, seq)?.user;
  if (user === undefined) return 'DEVICE_NOT_APPROVED';
  const rights = membership.rightsAt(user, seq);
  if (!rights.has('administer') || !rights.has('read-records')) return 'RIGHT_MISSING';
  const holds = (akte: Id) =>
    isErased(akte, view) ||
    view
      .caseKeyOf(akte)
      ?.groups.some((group) => membership.groupKeyAt(group, seq)?.members.some((member) => equalBytes(member, user)));
  return holds(body.akte) === true && holds(into) === true ? undefined : 'MERGE_NOT_WHOLE';
}

/** PM4, PM5: from somebody who stands to somebody who stands; so no pointers ever run in a circle. */
function joinFault(body: Body, into: Id, view: JournalView): ErrorCode | undefined {
  const before = view.pointerOf(body.akte);
  if (before?.into !== undefined || view.pointerOf(into)?.into !== undefined) return 'PERSON_MERGED';
  // One record per Stammakte: its versions are the history.
  return before === undefined || equalBytes(before.record, body.record) ? undefined : 'ENTRY_STALE';
}

/** PM6: lifted is what stands, and nothing else is said with it. */
function liftFault(body: Body, into: Id, view: JournalView): ErrorCode | undefined {
  const before = view.pointerOf(body.akte);
  if (before === undefined || !equalBytes(before.record, body.record)) return 'PART_RULE_BROKEN';
  if (before.into === undefined) return 'ENTRY_STALE';
  return equalBytes(before.into, into) ? undefined : 'PART_RULE_BROKEN';
}
