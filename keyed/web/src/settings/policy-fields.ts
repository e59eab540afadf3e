import type { ChangedField, PasswordPolicyWish } from '@siegel/safe';

/** What differs between two versions of the rules for passwords. */
export function policyFields(before: PasswordPolicyWish, now: PasswordPolicyWish): readonly ChangedField[] {
  const [old, fresh] = [valuesOf(before), valuesOf(now)];
  return Object.keys(old).flatMap((field) => {
    const [from, to] = [old[field], fresh[field]];
    if (JSON.stringify(from) === JSON.stringify(to)) return [];
    return [{ field, ...(from !== undefined && { before: from }), ...(to !== undefined && { after: to }) }];
  });
}

function valuesOf({ rules, blockedWords }: PasswordPolicyWish): Record<string, ChangedField['before']> {
  return {
    'password.length': rules.length,
    'password.strength': rules.strength,
    'password.kinds': rules.kinds,
    'password.validDays': rules.validDays,
    'password.history': rules.history,
    blockedWords,
  };
}
