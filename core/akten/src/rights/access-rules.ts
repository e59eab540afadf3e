import { equalBytes, type ErrorCode, type Id } from '@siegel/wire';
import { HOUSE_RANGES, isInRanges } from './address-range.ts';

/** Who must show a second factor: who has one; everybody who comes from outside; everybody (ZF1). */
export const SECOND_FACTOR_RULES = ['voluntary', 'outside', 'always'] as const;
export type SecondFactorRule = (typeof SECOND_FACTOR_RULES)[number];

/** Who may work from outside: everybody, whoever shows a second factor, who is named, nobody (AZ1). */
export const OUTSIDE_ACCESS_RULES = ['free', 'factor', 'named', 'off'] as const;
export type OutsideAccessRule = (typeof OUTSIDE_ACCESS_RULES)[number];

/** Minutes without a sign of life after which a workplace locks itself (AZ10). */
export const IDLE_MINUTES = { least: 1, most: 480, usual: 15 } as const;

/** A user or a group that may work from outside until a moment. */
export interface NamedOutside {
  readonly who: Id;
  /** ms since 1970; from then on no more. */
  readonly until: number;
}

/** The rules of sign-in and access as they stand, defaults filled in. */
export interface AccessRules {
  readonly secondFactor: SecondFactorRule;
  /** ms since 1970; before that nobody is kept out for having none. */
  readonly secondFactorFrom: number;
  readonly outsideAccess: OutsideAccessRule;
  /** ms since 1970; from then on nobody comes from outside. Infinity: no end. */
  readonly outsideUntil: number;
  readonly outsideNamed: readonly NamedOutside[];
  readonly insideRanges: readonly string[];
  readonly idleMinutes: number;
  /** As long as a single workplace may choose; at least `idleMinutes`. */
  readonly idleMostMinutes: number;
}

/** Reads the rules out of the open fields of the newest policy entry. Its form was checked before it came here. */
export function accessRulesOf(rules: { readonly [name: string]: unknown }): AccessRules {
  const idleMinutes = (rules['idleMinutes'] as number | undefined) ?? IDLE_MINUTES.usual;
  return {
    secondFactor: (rules['secondFactor'] as SecondFactorRule | undefined) ?? 'voluntary',
    secondFactorFrom: (rules['secondFactorFrom'] as number | undefined) ?? 0,
    outsideAccess: (rules['outsideAccess'] as OutsideAccessRule | undefined) ?? 'free',
    outsideUntil: (rules['outsideUntil'] as number | undefined) ?? Number.POSITIVE_INFINITY,
    outsideNamed: (rules['outsideNamed'] as readonly NamedOutside[] | undefined) ?? [],
    insideRanges: (rules['insideRanges'] as readonly string[] | undefined) ?? HOUSE_RANGES,
    idleMinutes,
    idleMostMinutes: Math.max(idleMinutes, (rules['idleMostMinutes'] as number | undefined) ?? idleMinutes),
  };
}

/** Who comes, from where, when. */
export interface Comer {
  readonly user: Id;
  /** Groups the user belongs to now. */
  readonly groups: readonly Id[];
  /** As the server sees it, behind a trusted proxy that of the caller. */
  readonly address: string;
  readonly atMs: number;
  readonly hasShownFactor: boolean;
}

/** True when the address is one of the house. */
export function isInside({ insideRanges }: AccessRules, address: string): boolean {
  return isInRanges(address, insideRanges);
}

/** Why somebody may not work from where they are, or undefined: OUTSIDE_OFF, OUTSIDE_ENDED, OUTSIDE_NOT_NAMED,
 *  OUTSIDE_FACTOR_MISSING. Rules AZ1, AZ3. */
export function outsideFault(rules: AccessRules, comer: Comer): ErrorCode | undefined {
  const { outsideAccess, outsideUntil, outsideNamed } = rules;
  if (isInside(rules, comer.address)) return undefined;
  if (outsideAccess === 'off') return 'OUTSIDE_OFF';
  if (comer.atMs >= outsideUntil) return 'OUTSIDE_ENDED';
  if (outsideAccess === 'factor') return comer.hasShownFactor ? undefined : 'OUTSIDE_FACTOR_MISSING';
  if (outsideAccess === 'free') return undefined;
  const named = outsideNamed.filter(({ who }) => [comer.user, ...comer.groups].some((id) => equalBytes(id, who)));
  if (named.length === 0) return 'OUTSIDE_NOT_NAMED';
  return named.some(({ until }) => comer.atMs < until) ? undefined : 'OUTSIDE_ENDED';
}

/** True when whoever comes from there has to show a factor they have (ZF1, ZF2). */
export function asksForFactor(rules: AccessRules, address: string): boolean {
  return rules.secondFactor !== 'outside' || !isInside(rules, address);
}

/** True when somebody without a factor is kept from content there and then (ZF2). */
export function needsFactor(rules: AccessRules, address: string, atMs: number): boolean {
  if (rules.secondFactor === 'voluntary' || atMs < rules.secondFactorFrom) return false;
  return rules.secondFactor === 'always' || !isInside(rules, address);
}
