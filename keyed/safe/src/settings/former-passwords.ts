import { isAmong, openPasswordHistory, passwordMark, platformRandom, sealPasswordHistory } from '@siegel/seal';
import { bytesOfHex, fail, hexOf, ok, type Result } from '@siegel/wire';
import type { SafeGiven } from '../safe/safe-given.ts';
import { base64urlOf, bytesOfBase64url } from '../server/base64url.ts';
import { askJson, type RequestFailure } from '../server/server-request.ts';

const ID_BYTES = 16;

/** The sealed list as it goes with a change of the password. */
export interface SealedHistory {
  readonly slotId: string;
  readonly slot: string;
}

/** Checks a new password against the newest `count` former ones, and seals the list that will hold from then on (PW9). Undefined
 *  where no rule asks for it. PASSWORD_USED_BEFORE. A list that does not open is begun anew: whoever keeps it can make it
 *  forget, and learns nothing by that. */
export async function historyAfter(
  { address, tenant, user, userKey }: SafeGiven,
  { before, after }: { readonly before: string; readonly after: string },
  count: number,
): Promise<Result<SealedHistory | undefined, RequestFailure>> {
  if (count === 0) return ok(undefined);
  const slots = await askJson(address, 'slots', { answer: 'slotList' });
  if (!slots.ok) return slots;
  const kept = slots.value.slots.find(({ kind }) => kind === 'passwordHistory');
  const slotId = (kept === undefined ? undefined : bytesOfHex(kept.slotId)) ?? platformRandom(ID_BYTES);
  const place = { tenant, user, slotId };
  const bytes = kept === undefined ? undefined : bytesOfBase64url(kept.slot);
  const known = bytes === undefined ? [] : ((await openPasswordHistory(bytes, place, userKey.secret)) ?? []);
  const present = await passwordMark(before, userKey.secret);
  const former = [present, ...known.filter((mark) => !isAmong(mark, [present], 1))];
  if (isAmong(await passwordMark(after, userKey.secret), former, count)) return fail('PASSWORD_USED_BEFORE');
  const slot = await sealPasswordHistory(former.slice(0, count), place, { userKey: userKey.secret });
  return ok({ slotId: hexOf(slotId), slot: base64urlOf(slot) });
}
