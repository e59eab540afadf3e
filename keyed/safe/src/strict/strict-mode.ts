import { policyRecordId } from '@siegel/akten';
import { platformHasher } from '@siegel/seal';
import { fail, ok, type Result } from '@siegel/wire';
import { isStrictNow } from '../renewal/wanted-groups.ts';
import { enterBatch } from '../roles/enter-batch.ts';
import { rulesEntry } from '../safe/house-rules.ts';
import type { Safe } from '../safe/safe.ts';
import type { RequestFailure } from '../server/server-request.ts';
import { missingOffices, type NameLanguage } from './offices.ts';

/** Switches strict mode on or off (BS20): one batch with the rule and, before it, the groups of those who see persons of a site where they
 *  are missing. The Stammakten follow in the background (BS23). Done already: nothing happens. RIGHT_MISSING without the right to
 *  administer; GROUP_KEY_MISSING: the organisation's key is not here; ENTRY_STALE: somebody changed the rules at the same time; OFFLINE. */
export async function setStrictMode(
  safe: Safe,
  isOn: boolean,
  language: NameLanguage,
): Promise<Result<true, RequestFailure>> {
  const synced = await safe.sync();
  if (!synced.ok) return synced;
  const { membership, head } = safe.follower;
  if (!membership.rightsAt(safe.given.user, head.size).has('administer')) return fail('RIGHT_MISSING');
  if (isStrictNow(safe) === isOn) return ok(true);
  const offices = isOn ? await missingOffices(safe, language) : ok([]);
  if (!offices.ok) return offices;
  const rule = await rulesEntry(safe, { strict: isOn ? 'on' : undefined });
  const record = policyRecordId(safe.given.tenant, platformHasher.sha256);
  return enterBatch(safe, [...offices.value, rule], record);
}

/** Makes the offices that are missing while strict mode is on: of a site that was added since, or one at which nobody saw persons (BS21).
 *  Nothing happens without the right to administer. */
export async function completeOffices(safe: Safe, language: NameLanguage): Promise<Result<true, RequestFailure>> {
  const { membership, head } = safe.follower;
  if (!isStrictNow(safe) || !membership.rightsAt(safe.given.user, head.size).has('administer')) return ok(true);
  const offices = await missingOffices(safe, language);
  if (!offices.ok) return offices;
  const [first] = offices.value;
  if (first === undefined) return ok(true);
  const written = await safe.outbox.sendUnkept(offices.value);
  return written.ok ? safe.sync() : written;
}
