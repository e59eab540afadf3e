import { blockedWordsOf, PASSWORD_FLOORS, type PasswordRules, passwordRulesOf, policyRecordId } from '@siegel/akten';
import { platformHasher } from '@siegel/seal';
import { fail, hexOf, type Result, WIRE_KINDS } from '@siegel/wire';
import type { PasswordPolicyView } from '../channel/settings-api.ts';
import { rulesNow } from '../safe/house-rules.ts';
import { newestVersion } from '../safe/newest-version.ts';
import type { Safe } from '../safe/safe.ts';
import { type HouseValue, openHouseForm, reviseHouseForm } from './house-form.ts';

/** The rules for passwords as the verified journal says now, and the version they are of. UNREADABLE: the block list does not open. */
export async function readPasswordPolicy(safe: Safe): Promise<Result<PasswordPolicyView>> {
  const rules = rulesNow(safe);
  const sealed = await sealedOf(safe);
  if (sealed === undefined) return fail('UNREADABLE');
  const floors = passwordRulesOf({ floors: rules['floors'] ?? {} });
  return {
    ok: true,
    value: {
      version: policyVersion(safe),
      rules: passwordRulesOf(rules),
      floors: { length: floors.length, strength: floors.strength },
      blockedWords: (sealed['blockedWords'] ?? []) as readonly string[],
    },
  };
}

/** Sets the rules for passwords; what stands at its default is left out. ENTRY_STALE, PASSWORD_RULE_BELOW_FLOOR (PW2); codes of
 *  `reviseHouseForm`. */
export async function changePasswordPolicy(
  safe: Safe,
  version: string,
  wish: { readonly rules: PasswordRules; readonly blockedWords: readonly string[] },
): Promise<Result<true>> {
  if (policyVersion(safe) !== version) return fail('ENTRY_STALE');
  const sealed = await sealedOf(safe);
  if (sealed === undefined) return fail('UNREADABLE');
  const record = policyRecord(safe);
  const blocked = blockedWordsOf(wish.blockedWords);
  const before = (sealed['blockedWords'] ?? []) as readonly string[];
  const isSameList = blocked.length === before.length && blocked.every((word, at) => word === before[at]);
  const changes = {
    password: passwordField(wish.rules),
    ...(!isSameList && { blockedWords: blocked.length === 0 ? undefined : blocked }),
  };
  const values = { ...(rulesNow(safe) as HouseValue), ...sealed };
  const parent = newestVersion(safe, record);
  return reviseHouseForm(safe, { kind: WIRE_KINDS.policy, record, parent, before: values, changes });
}

function passwordField({ length, strength, kinds, validDays, history }: PasswordRules) {
  const field = {
    ...(length !== PASSWORD_FLOORS.length && { length }),
    ...(strength !== PASSWORD_FLOORS.strength && { strength }),
    ...(kinds.length > 0 && { kinds }),
    ...(validDays !== undefined && { validDays }),
    ...(history > 0 && { history }),
  };
  return Object.keys(field).length === 0 ? undefined : field;
}

/** Sealed fields of the newest policy entry; none while the genesis is the only word on rules. */
async function sealedOf(safe: Safe): Promise<HouseValue | undefined> {
  const version = safe.records.recordOf(policyRecord(safe))?.newest;
  if (version === undefined) return {};
  const value = await openHouseForm(safe, version);
  return value === undefined ? undefined : { ...(value['blockedWords'] && { blockedWords: value['blockedWords'] }) };
}

/** Hash of the newest policy entry; empty while there is none. */
function policyVersion(safe: Safe): string {
  const newest = newestVersion(safe, policyRecord(safe));
  return newest === undefined ? '' : hexOf(newest.entryHash);
}

function policyRecord({ author }: Safe) {
  return policyRecordId(author.tenant, platformHasher.sha256);
}
