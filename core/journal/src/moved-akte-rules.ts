import { type Body, equalBytes, type ErrorCode, type Id, ZERO_ID } from '@siegel/wire';
import type { JournalView, MovedTo } from './journal-view.ts';
import type { Fields } from './member-states.ts';
import type { Membership } from './membership.ts';

/** A version of a case key that moves its Akte to another site, at the seq it is held against. */
interface AkteMove {
  readonly seq: number;
  readonly body: Body;
  readonly fields: Fields;
}

/** True for a case-key entry that says where its Akte is gone on with (BS8). One field of three is a move, too: a broken one. */
export function isMove(fields: Fields): boolean {
  return [fields['movedTo'], fields['movedToSite'], fields['entryCount']].some((field) => field !== undefined);
}

/** Where a case-key entry says that its Akte is gone on with. */
export function movedToOf(fields: Fields): MovedTo | undefined {
  const { movedTo, movedToSite } = fields;
  if (!(movedTo instanceof Uint8Array) || !(movedToSite instanceof Uint8Array)) return undefined;
  return { akte: movedTo, site: movedToSite };
}

/** BS8, BS9: nothing is written into an Akte that was moved. Who still has its old key is refused here, and by every client. */
export function movedAkteFault(body: Body, { view }: { readonly view: JournalView }): ErrorCode | undefined {
  if (equalBytes(body.akte, ZERO_ID)) return undefined;
  return view.caseKeyOf(body.akte)?.movedTo === undefined ? undefined : 'AKTE_MOVED';
}

/** What a version that moves its Akte may say (BS7, BS8): its key is wrapped for the group of the new site alone, its author belongs
 *  to both sites, it goes on in another Akte of the same person there, and nothing came into it that the mover has not seen
 *  (ENTRY_STALE). Who does not belong to the new site has no body of the Akte there; that it fits is then the server's word. */
export function moveFault(
  { seq, body, fields }: AkteMove,
  { view, membership }: { readonly view: JournalView; readonly membership: Membership },
): ErrorCode | undefined {
  const to = movedToOf(fields);
  if (to === undefined || fields['stammakte'] === true || equalBytes(to.akte, body.akte)) return 'PART_RULE_BROKEN';
  if (!isForGroupOf(to.site, fields, { seq, membership })) return 'PART_RULE_BROKEN';
  const user = membership.deviceAt(body.author, seq)?.user;
  const sites = user === undefined ? [] : (membership.userAt(user, seq)?.sites ?? []);
  if (!sites.some((site) => equalBytes(site, to.site))) return 'RIGHT_MISSING';
  return (
    targetFault(to, fields, view) ?? (view.entriesOf(body.akte) === fields['entryCount'] ? undefined : 'ENTRY_STALE')
  );
}

function targetFault(to: MovedTo, fields: Fields, view: JournalView): ErrorCode | undefined {
  const target = view.akteOf(to.akte);
  if (target === undefined) return view.holdsAllSites ? 'AKTE_UNKNOWN' : undefined;
  const isSame = equalBytes(target.person, fields['person'] as Id) && equalBytes(target.site, to.site);
  if (!isSame || target.stammakte) return 'PART_RULE_BROKEN';
  return view.caseKeyOf(to.akte)?.movedTo === undefined ? undefined : 'AKTE_MOVED';
}

function isForGroupOf(
  site: Id,
  fields: Fields,
  { seq, membership }: { readonly seq: number; readonly membership: Membership },
): boolean {
  const ofSite = membership.groupsAt(seq).find((group) => group.groupKind === 'site' && equalBytes(group.site, site));
  const groups = fields['groups'] as readonly Id[];
  const [group] = groups;
  return (
    groups.length === 1 &&
    fields['parts'] === undefined &&
    ofSite !== undefined &&
    equalBytes(ofSite.group, group as Id)
  );
}
