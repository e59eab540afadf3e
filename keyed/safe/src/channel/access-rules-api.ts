import type { Result } from '@siegel/wire';
import type { CallForms } from './call-form.ts';

/** Rules of the organisation for sign-in, access from outside and the idle lock (docs/spec/outside-access.md). */
export interface AccessRulesApi {
  accessRules(): Promise<Result<AccessRulesView>>;
  /** Changes some rules, the others stay. Without `isSure` a change that ends the own access from where one is now is not made, and
   *  the answer is its code (OUTSIDE_OFF, ...; FACTOR_MISSING and FACTOR_NEEDED where a second factor is due at once; AZ5). RIGHT_MISSING, ADDRESS_RANGE_WRONG, OFFLINE. */
  changeAccessRules(changes: AccessRulesChange, isSure: boolean): Promise<Result<true>>;
}

export const ACCESS_RULES_CALLS = {
  accessRules: 'result',
  changeAccessRules: 'result',
} as const satisfies CallForms<AccessRulesApi>;

export interface NamedOutsideView {
  /** Id of a user or a group. */
  readonly who: string;
  readonly untilMs: number;
}

export interface AccessRulesView {
  readonly secondFactor: 'voluntary' | 'outside' | 'always';
  /** 0: from the beginning. */
  readonly secondFactorFromMs: number;
  readonly outsideAccess: 'free' | 'factor' | 'named' | 'off';
  /** Undefined: no end. */
  readonly outsideUntilMs: number | undefined;
  readonly outsideNamed: readonly NamedOutsideView[];
  readonly insideRanges: readonly string[];
  readonly idleMinutes: number;
  readonly idleMostMinutes: number;
  readonly mayChange: boolean;
  /** As the server sees this browser. */
  readonly address: string;
  readonly isInside: boolean;
  /** Active people of the organisation. */
  readonly people: readonly { readonly userId: string; readonly name: string }[];
  /** Groups that can stand on the list: all but those of the whole organisation and of programs. */
  readonly groups: readonly OutsideGroupView[];
}

/** A group as the list of those who may work from outside shows it. */
export interface OutsideGroupView {
  readonly groupId: string;
  readonly kind: string;
  /** Empty when it does not open here. */
  readonly name: string;
  /** Names of the people in it now. */
  readonly members: readonly string[];
}

export type AccessRulesChange = Partial<
  Omit<AccessRulesView, 'mayChange' | 'address' | 'isInside' | 'people' | 'groups' | 'outsideUntilMs'> & {
    /** Null: no end. */
    readonly outsideUntilMs: number | null;
  }
>;
