import { type AccessRules, accessRulesOf, isAddressRange, needsFactor, outsideFault } from '@siegel/akten';
import type { Fields } from '@siegel/journal';
import { bytesOfHex, equalBytes, fail, hexOf, type Id, ok, type Result } from '@siegel/wire';
import type { AccessRulesChange, AccessRulesView } from '../channel/access-rules-api.ts';
import { askJson } from '../server/server-request.ts';
import { changeRules, rulesNow } from './house-rules.ts';
import type { Safe } from './safe.ts';

/** The rules as the followed journal says now. */
export function accessRulesNow(safe: Safe): AccessRules {
  return accessRulesOf(rulesNow(safe));
}

/** Groups nobody puts on the list: everybody, and programs. */
const NOT_LISTED: ReadonlySet<string> = new Set(['organisation', 'service']);

/** Names of the house by id; empty for what does not open. */
export interface NamesOfHouse {
  readonly user: (userId: string) => string;
  readonly group: (groupId: string) => string;
}

/** The rules, and where the server sees this browser. */
export async function accessRulesView(safe: Safe, nameOf: NamesOfHouse): Promise<Result<AccessRulesView>> {
  const seen = await askJson(safe.given.address, 'factors', { answer: 'factorList' });
  if (!seen.ok) return seen;
  const { secondFactorFrom, outsideUntil, outsideNamed, ...rules } = accessRulesNow(safe);
  const { membership, head } = safe.follower;
  const people = membership.usersAt(head.size).filter(({ active, userKind }) => active && userKind === 'person');
  return ok({
    ...rules,
    secondFactorFromMs: secondFactorFrom,
    outsideUntilMs: Number.isFinite(outsideUntil) ? outsideUntil : undefined,
    outsideNamed: outsideNamed.map(({ who, until }) => ({ who: hexOf(who), untilMs: until })),
    mayChange: membership.rightsAt(safe.given.user, head.size).has('administer'),
    address: seen.value.address,
    isInside: seen.value.isInside,
    people: people.map(({ user }) => ({ userId: hexOf(user), name: nameOf.user(hexOf(user)) })),
    groups: listedGroups(safe, nameOf),
  });
}

function listedGroups({ follower: { membership, head } }: Safe, nameOf: NamesOfHouse): AccessRulesView['groups'] {
  const isPerson = (user: Id) => membership.userAt(user, head.size)?.userKind === 'person';
  return membership
    .groupsAt(head.size)
    .filter(({ active, groupKind }) => active && !NOT_LISTED.has(groupKind))
    .map(({ group, groupKind }) => ({
      groupId: hexOf(group),
      kind: groupKind,
      name: nameOf.group(hexOf(group)),
      members: (membership.groupKeyAt(group, head.size)?.members ?? [])
        .filter(isPerson)
        .map((user) => nameOf.user(hexOf(user))),
    }));
}

/** Changes rules (AZ5). Codes of `changeAccessRules`. */
export async function changeAccessRules(safe: Safe, change: AccessRulesChange, isSure: boolean): Promise<Result<true>> {
  if (change.insideRanges?.every(isAddressRange) === false) return fail('ADDRESS_RANGE_WRONG');
  const changes = fieldsOf(change);
  const seen = await askJson(safe.given.address, 'factors', { answer: 'factorList' });
  if (!seen.ok) return seen;
  const { address, hasShownFactor, factors } = seen.value;
  const planned = Object.entries({ ...rulesNow(safe), ...changes }).filter(([, value]) => value !== undefined);
  const { user, now } = safe.given;
  const comer = { user, groups: groupsOf(safe), address, atMs: now(), hasShownFactor };
  const rules = accessRulesOf(Object.fromEntries(planned));
  const unshown = factors.length === 0 ? 'FACTOR_MISSING' : 'FACTOR_NEEDED';
  const isFactorDue = !hasShownFactor && needsFactor(rules, address, now());
  const fault = outsideFault(rules, comer) ?? (isFactorDue ? unshown : undefined);
  return fault !== undefined && !isSure ? fail(fault) : changeRules(safe, changes);
}

function fieldsOf(change: AccessRulesChange): Parameters<typeof changeRules>[1] {
  const { secondFactorFromMs, outsideUntilMs, outsideNamed, ...same } = change;
  return {
    ...(same as Fields),
    ...(secondFactorFromMs !== undefined && { secondFactorFrom: secondFactorFromMs }),
    ...(outsideUntilMs !== undefined && { outsideUntil: outsideUntilMs ?? undefined }),
    ...(outsideNamed !== undefined && {
      outsideNamed: outsideNamed.map(({ who, untilMs }) => ({ who: bytesOfHex(who) as Id, until: untilMs })),
    }),
  };
}

function groupsOf({ follower: { membership, head }, given: { user } }: Safe): readonly Id[] {
  return membership
    .groupsAt(head.size)
    .map(({ group }) => group)
    .filter((group) => membership.groupKeyAt(group, head.size)?.members.some((member) => equalBytes(member, user)));
}
