import type { FoundingFacts } from '@siegel/safe';
import { type PasswordRules, passwordFaults as ruleFaults } from '@siegel/akten';
import { LEAST_RULES, type Strength } from '../password/password-strength.ts';

/** Everything the wizard asks for. Passwords live here only, until the page is left. */
export interface SetupFields extends FoundingFacts {
  readonly token: string;
  readonly password: string;
  readonly repeat: string;
}

/** Steps of the wizard, in order. */
export const STEPS = ['house', 'access', 'kit', 'found'] as const;
export type Step = (typeof STEPS)[number];

export const EMPTY_FIELDS: SetupFields = {
  token: '',
  profile: 'practice',
  organisationName: '',
  siteName: '',
  founderName: '',
  account: '',
  password: '',
  repeat: '',
};

/** What is wrong with a field, as a key of `setup.missing`. */
export type FieldFault =
  | 'token'
  | 'organisationName'
  | 'siteName'
  | 'founderName'
  | 'account'
  | 'accountForm'
  | 'password'
  | 'passwordShort'
  | 'passwordWeak'
  | 'passwordRules'
  | 'repeat';
export type FieldFaults = Partial<Record<keyof SetupFields, FieldFault>>;

const ACCOUNT = /^[a-z0-9][a-z0-9._@-]{0,63}$/;

/** What keeps the first step from being left. */
export function houseFaults({ token, organisationName, siteName }: SetupFields): FieldFaults {
  return {
    ...(token.trim() === '' && { token: 'token' }),
    ...(organisationName.trim() === '' && { organisationName: 'organisationName' }),
    ...(siteName.trim() === '' && { siteName: 'siteName' }),
  };
}

/** What keeps the second step from being left. */
export function accessFaults(fields: SetupFields, strength: Strength | undefined): FieldFaults {
  const account = accountFault(fields.account);
  return {
    ...(fields.founderName.trim() === '' && { founderName: 'founderName' }),
    ...(account !== undefined && { account }),
    ...passwordFaults(fields, strength),
  };
}

/** What a house asks of passwords. */
export interface HouseRules {
  readonly rules: PasswordRules;
  readonly blockedWords: readonly string[];
}

/** What is wrong with a new password; a strength that is not known yet is no reason to go on. */
export function passwordFaults(
  { password, repeat }: Pick<SetupFields, 'password' | 'repeat'>,
  strength: Strength | undefined,
  { rules, blockedWords }: HouseRules = { rules: LEAST_RULES, blockedWords: [] },
): FieldFaults {
  if (password === '') return { password: 'password' };
  const broken = ruleFaults(password, rules, blockedWords);
  if (broken.some(({ fault }) => fault !== 'length')) return { password: 'passwordRules' };
  if (broken.length > 0) return { password: rules.length > LEAST_RULES.length ? 'passwordRules' : 'passwordShort' };
  if (strength === 'weak' || strength === undefined) return { password: 'passwordWeak' };
  return password === repeat ? {} : { repeat: 'repeat' };
}

/** What is wrong with a user name. */
export function accountFault(account: string): 'account' | 'accountForm' | undefined {
  if (account.trim() === '') return 'account';
  return ACCOUNT.test(account.trim()) ? undefined : 'accountForm';
}

const SPELT: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  ı: 'i',
  ł: 'l',
  ø: 'oe',
  æ: 'ae',
};

/** A user name to begin with: `k.albers` for "Dr. Katrin Albers". */
export function accountOfName(name: string): string {
  const words = name
    .toLowerCase()
    .replaceAll(/[äöüßıłøæ]/g, (letter) => SPELT[letter] ?? letter)
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .split(/\s+/)
    .filter((word) => !word.endsWith('.'))
    .map((word) => word.replaceAll(/[^a-z0-9-]/g, ''))
    .filter((word) => word !== '');
  const [first = '', ...others] = words;
  const last = others.at(-1);
  return last === undefined ? first : `${first.charAt(0)}.${last}`;
}
