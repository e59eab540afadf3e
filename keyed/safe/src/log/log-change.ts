import { equalBytes, hexOf, type Id, WIRE_KINDS } from '@siegel/wire';
import type { LogChange } from '../channel/log-api.ts';
import type { Safe } from '../safe/safe.ts';

/** Names by user id. */
export type NamesByUser = ReadonlyMap<string, string>;

/** What the entry of the house at `seq` changed: rights, sites and state of somebody, a device, or rules (LG11). */
export function changeAt(safe: Safe, names: NamesByUser, seq: number): LogChange | undefined {
  const place = safe.follower.columns.placeAt(seq);
  if (place === undefined) return undefined;
  switch (place.kind) {
    case WIRE_KINDS.user:
      return userChange(safe, names, { seq, user: place.record });
    case WIRE_KINDS.device:
      return deviceChange(safe, names, { seq, device: place.record });
    case WIRE_KINDS.policy:
      return rulesChange(safe, seq);
    default:
      return undefined;
  }
}

type State = 'joined' | 'left' | 'stayed';

function stateOf(before: boolean | undefined, after: boolean | undefined): State {
  if (before !== true && after === true) return 'joined';
  return before === true && after !== true ? 'left' : 'stayed';
}

function userChange(
  { follower: { membership } }: Safe,
  names: NamesByUser,
  { seq, user }: { readonly seq: number; readonly user: Id },
): LogChange {
  const before = membership.userAt(user, seq);
  const after = membership.userAt(user, seq + 1);
  const rightsBefore = new Set(membership.rightsAt(user, seq));
  const rightsAfter = new Set(membership.rightsAt(user, seq + 1));
  const missingIn = (sites: readonly Id[] | undefined, others: readonly Id[] | undefined) =>
    (sites ?? []).filter((site) => !(others ?? []).some((other) => equalBytes(site, other))).length;
  return {
    about: 'user',
    name: names.get(hexOf(user)) ?? '',
    state: stateOf(before?.active, after?.active),
    given: [...rightsAfter].filter((right) => !rightsBefore.has(right)),
    taken: [...rightsBefore].filter((right) => !rightsAfter.has(right)),
    sitesAdded: missingIn(after?.sites, before?.sites),
    sitesLeft: missingIn(before?.sites, after?.sites),
  };
}

function deviceChange(
  { follower: { membership } }: Safe,
  names: NamesByUser,
  { seq, device }: { readonly seq: number; readonly device: Id },
): LogChange {
  const before = membership.deviceAt(device, seq);
  const after = membership.deviceAt(device, seq + 1);
  const owner = after ?? before;
  const name = owner === undefined ? '' : (names.get(hexOf(owner.user)) ?? '');
  return { about: 'device', name, state: stateOf(before?.active, after?.active) };
}

function rulesChange({ follower: { membership } }: Safe, seq: number): LogChange {
  const before = membership.policyAt(seq)?.rules ?? {};
  const after = membership.policyAt(seq + 1)?.rules ?? {};
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const rules = names
    .map((name) => ({ name, before: ruleText(before[name]), after: ruleText(after[name]) }))
    .filter((rule) => rule.before !== rule.after);
  return { about: 'rules', rules };
}

/** Open fields are codes and numbers; a group of them is written one after the other. */
function ruleText(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (value instanceof Uint8Array) return hexOf(value);
  if (Array.isArray(value)) return value.map(ruleText).join(', ');
  if (typeof value !== 'object') return String(value as string | number | boolean);
  return Object.entries(value)
    .map(([name, part]) => `${name} ${ruleText(part)}`)
    .join(', ');
}
