import type { PlainRecord } from '@siegel/akten';
import { archiveBy } from '@siegel/journal';
import { type Body, PERSON_KIND } from '@siegel/wire';
import type { LogRow } from '../channel/log-api.ts';
import { readBody } from '../journal/read-body.ts';
import { readOpen } from '../journal/read-open.ts';
import { openIdentity } from '../records/person-rows.ts';
import type { Safe } from '../safe/safe.ts';

/** What a version of a person says that has a word of its own: archived, brought back, a death noted or taken back (PM52). The archive is read from
 *  the journal; a death is sealed, so that it is named where the version opens on this device, and by comparison only where the one
 *  before is here, too. */
export async function personSaid(safe: Safe, seq: number): Promise<LogRow['person']> {
  const { columns } = safe.follower;
  const body = columns.kindAt(seq) === PERSON_KIND ? bodyAt(safe, seq) : undefined;
  if (body === undefined) return undefined;
  const before = columns
    .seqsOfRecord(body.record)
    .findLast((each) => each < seq && !safe.attributions.isHeldBack(each));
  const [now, then] = [isArchivedAt(safe, seq), before !== undefined && isArchivedAt(safe, before)];
  if (now !== then) return now ? 'archived' : 'broughtBack';
  return deathSaid(safe, { seq, body }, before);
}

async function deathSaid(
  safe: Safe,
  version: { readonly seq: number; readonly body: Body },
  beforeSeq: number | undefined,
): Promise<LogRow['person']> {
  const bodyBefore = beforeSeq === undefined ? undefined : bodyAt(safe, beforeSeq);
  const now = await openIdentity(version, safe);
  if (now === undefined) return undefined;
  if (beforeSeq === undefined || bodyBefore === undefined) return isDead(now) ? 'died' : undefined;
  const then = await openIdentity({ seq: beforeSeq, body: bodyBefore }, safe);
  if (then === undefined) return isDead(now) ? 'dead' : undefined;
  if (isDead(now) === isDead(then)) return undefined;
  return isDead(now) ? 'died' : 'deathLifted';
}

const isDead = ({ verstorbenAm }: PlainRecord) => verstorbenAm !== undefined;

function bodyAt({ follower: { columns } }: Safe, seq: number): Body | undefined {
  const entry = columns.entryAt(seq);
  return entry === undefined ? undefined : readBody(entry.body);
}

function isArchivedAt(safe: Safe, seq: number): boolean {
  const body = bodyAt(safe, seq);
  const open = readOpen(safe.follower.columns.openAt(seq)) ?? null;
  return body !== undefined && archiveBy(body, open)?.isArchived === true;
}
