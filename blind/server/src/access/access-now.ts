import { type AccessRules, accessRulesOf, asksForFactor, isInside, needsFactor, outsideFault } from '@siegel/akten';
import type { PolicyState } from '@siegel/journal';
import type { ErrorCode, Id } from '@siegel/wire';
import { activeUser, groupsOf } from '../tenants/member-now.ts';
import type { TenantCore } from '../tenants/tenant-core.ts';

const NOW = Number.MAX_SAFE_INTEGER;
const rulesByPolicy = new WeakMap<PolicyState, AccessRules>();
const NO_RULES = accessRulesOf({});
const MINUTE_MS = 60_000;

/** The rules of sign-in and access as the newest entries have them. Read once per change: every request is held against them. */
function accessRules({ membership }: Pick<TenantCore, 'membership'>): AccessRules {
  const policy = membership.policyAt(NOW);
  if (policy === undefined) return NO_RULES;
  const known = rulesByPolicy.get(policy);
  if (known !== undefined) return known;
  const rules = accessRulesOf(policy.rules);
  rulesByPolicy.set(policy, rules);
  return rules;
}

/** Who comes from where with which proof. */
export interface Coming {
  readonly user: Id;
  readonly address: string;
  readonly hasShownFactor: boolean;
}

/** Why `coming` may not work from there now, or undefined (AZ1, AZ3). Programs without a person show no factor, but are held to
 *  everything else. */
export function placeFault(core: TenantCore, coming: Coming): ErrorCode | undefined {
  const rules = accessRules(core);
  if (rules.outsideAccess === 'free' && rules.outsideUntil === Number.POSITIVE_INFINITY) return undefined;
  const groups = rules.outsideAccess === 'named' ? groupsOf(core.membership, coming.user) : [];
  return outsideFault(rules, { ...coming, groups, atMs: core.world.now() });
}

/** Why a session that was let in must go, or undefined: the place, or a factor that is asked for there and was not shown though
 *  there is one (ZF3, AZ3). */
export async function sessionFault(core: TenantCore, coming: Coming): Promise<ErrorCode | undefined> {
  const fault = placeFault(core, coming);
  if (fault !== undefined || coming.hasShownFactor || isProgram(core, coming.user)) return fault;
  const rules = accessRules(core);
  if (!needsFactor(rules, coming.address, core.world.now())) return undefined;
  return (await core.factors.has(coming.user)) ? 'FACTOR_NEEDED' : undefined;
}

/** True when somebody without any factor is kept from content until there is one (ZF2). */
export async function isFactorMissing(core: TenantCore, { user, address, hasShownFactor }: Coming): Promise<boolean> {
  if (hasShownFactor || isProgram(core, user)) return false;
  return needsFactor(accessRules(core), address, core.world.now()) && !(await core.factors.has(user));
}

/** True when whoever signs in there shows the factor they have (ZF1, ZF2). */
export function isFactorAsked(core: TenantCore, address: string): boolean {
  return asksForFactor(accessRules(core), address);
}

/** True when the server sees this address as one of the house. */
export function isHouseAddress(core: TenantCore, address: string): boolean {
  return isInside(accessRules(core), address);
}

/** Milliseconds without any request after which a session of this user is over (AZ11); programs work at their own pace. */
export function idleMs(core: Pick<TenantCore, 'membership'>, user: Id): number {
  return isProgram(core, user) ? Number.POSITIVE_INFINITY : accessRules(core).idleMostMinutes * MINUTE_MS;
}

function isProgram({ membership }: Pick<TenantCore, 'membership'>, user: Id): boolean {
  return activeUser(membership, user)?.userKind === 'service';
}
