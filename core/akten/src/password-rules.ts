import type { Fields } from '@siegel/journal';

/** Kinds of characters a house may ask for; none by default, as NIST SP 800-63B-4 §3.1.1 recommends. */
export const PASSWORD_KINDS = ['lower', 'upper', 'digit', 'sign'] as const;
export type PasswordKind = (typeof PASSWORD_KINDS)[number];

/** What no house and no server can lower: signs, and guesses as a power of ten. The genesis signs the same (PW2). */
export const PASSWORD_FLOORS = { length: 12, strength: 9 } as const;
/** Former passwords that can be recognised at most, and the longest list of blocked words. */
export const PASSWORD_HISTORY_MOST = 24;
export const BLOCKED_WORDS_MOST = 500;
/** Shorter words would block half the language. */
export const BLOCKED_WORD_LENGTH = 4;

/** What a new password has to be in this house. */
export interface PasswordRules {
  /** Signs (Unicode code points). */
  readonly length: number;
  /** Guesses an attacker needs, as a power of ten. */
  readonly strength: number;
  readonly kinds: readonly PasswordKind[];
  /** Days after which it has to be changed; undefined: never. */
  readonly validDays: number | undefined;
  /** How many former passwords may not be used again. */
  readonly history: number;
}

/** The rules of a policy (its open fields), never below the floors compiled in here nor those signed in the policy (PW2). */
export function passwordRulesOf(policy: Fields | undefined): PasswordRules {
  const floors = (policy?.['floors'] ?? {}) as Fields;
  const wished = (policy?.['password'] ?? {}) as Partial<Fields>;
  const kinds = (wished['kinds'] ?? []) as readonly PasswordKind[];
  return {
    length: atLeast(PASSWORD_FLOORS.length, floors['passwordLength'], wished['length']),
    strength: atLeast(PASSWORD_FLOORS.strength, floors['passwordStrength'], wished['strength']),
    kinds: PASSWORD_KINDS.filter((kind) => kinds.includes(kind)),
    validDays: wished['validDays'] as number | undefined,
    history: Math.min(PASSWORD_HISTORY_MOST, (wished['history'] as number | undefined) ?? 0),
  };
}

function atLeast(floor: number, ...others: readonly unknown[]): number {
  return Math.max(floor, ...others.filter((other): other is number => typeof other === 'number'));
}

/** One thing a password does not satisfy. */
export type PasswordFault =
  | { readonly fault: 'length'; readonly least: number }
  | { readonly fault: 'kind'; readonly kind: PasswordKind }
  | { readonly fault: 'blocked'; readonly word: string };

const KIND_OF: Readonly<Record<PasswordKind, RegExp>> = {
  lower: /\p{Ll}/u,
  upper: /\p{Lu}/u,
  digit: /\p{Nd}/u,
  sign: /[^\p{L}\p{N}\s]/u,
};

/** Every rule a password breaks that can be told from it alone; strength and history need more than that. */
export function passwordFaults(
  password: string,
  rules: PasswordRules,
  blockedWords: readonly string[],
): readonly PasswordFault[] {
  const folded = password.normalize('NFKC').toLocaleLowerCase('de');
  const word = blockedWords.find((blocked) => folded.includes(blocked.normalize('NFKC').toLocaleLowerCase('de')));
  return [
    ...(Array.from(password).length < rules.length ? [{ fault: 'length', least: rules.length } as const] : []),
    ...rules.kinds.filter((kind) => !KIND_OF[kind].test(password)).map((kind) => ({ fault: 'kind', kind }) as const),
    ...(word === undefined ? [] : [{ fault: 'blocked', word } as const]),
  ];
}

/** The block list as it is kept: trimmed, each word once, without what is too short to block anything. */
export function blockedWordsOf(lines: readonly string[]): readonly string[] {
  const words = lines.map((line) => line.trim()).filter((word) => Array.from(word).length >= BLOCKED_WORD_LENGTH);
  return words.filter((word, at) => words.indexOf(word) === at).slice(0, BLOCKED_WORDS_MOST);
}
