import { type Body, type ErrorCode, type Id } from '@siegel/wire';
import type { Fields } from './member-states.ts';
import type { Membership } from './membership.ts';
import { sameValue } from './same-value.ts';

/** An entry of a text block; `membership` answers for the state before `seq`. */
interface BlockChange {
  readonly body: Body;
  readonly fields: Fields;
  readonly seq: number;
  readonly author: Id;
}

/** TB5: a block of a user is entered and changed by this user alone; it never becomes the house's, nor the other way round. */
export function textBlockFault(
  { body, fields, seq, author }: BlockChange,
  membership: Membership,
): ErrorCode | undefined {
  const { owner } = fields;
  if (owner !== undefined && !sameValue(owner, author)) return 'RIGHT_MISSING';
  const before = membership.textBlockAt(body.record, seq);
  return before === undefined || isSame(before.owner, owner) ? undefined : 'RIGHT_MISSING';
}

function isSame(before: Id | undefined, now: Fields[string] | undefined): boolean {
  return before === undefined ? now === undefined : sameValue(now, before);
}
