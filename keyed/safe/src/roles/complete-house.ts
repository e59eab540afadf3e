import { roleRecordId } from '@siegel/akten';
import { platformHasher } from '@siegel/seal';
import { type EntryPacket, type Id, ok, type Result } from '@siegel/wire';
import type { Safe } from '../safe/safe.ts';
import type { RequestFailure } from '../server/server-request.ts';
import { groupOfKind, newGroup, onlyGroupId } from './change-group.ts';
import { templateRoleEntries } from './change-role.ts';
import { enterBatch } from './enter-batch.ts';
import { userEntry } from './house-entry.ts';

const NAMES = {
  records: { de: 'Wer Akten liest', en: 'Who reads Akten' },
  dpo: { de: 'Datenschutz', en: 'Data protection' },
} as const;

type Done = Promise<Result<true, RequestFailure>>;

const turns = new WeakMap<Safe, Promise<unknown>>();

/** One after the other: both would make the same groups. */
function inTurn(safe: Safe, make: () => Done): Done {
  const done = (turns.get(safe) ?? Promise.resolve()).then(make);
  turns.set(
    safe,
    done.catch(() => undefined),
  );
  return done;
}

/** Makes the groups an organisation needs and does not have: of those who read records, and of data protection, which begins with
 *  whoever makes it (RO11). Nothing happens without the right to administer, or when they are there. */
export function completeGroups(safe: Safe, language: 'de' | 'en'): Promise<Result<true, RequestFailure>> {
  return inTurn(safe, () => completeNow(safe, language));
}

async function completeNow(safe: Safe, language: 'de' | 'en'): Promise<Result<true, RequestFailure>> {
  const packets = await missingGroups(safe, language);
  if (!packets.ok || packets.value.length === 0) return packets.ok ? ok(true) : packets;
  return enterBatch(safe, packets.value, onlyGroupId(safe, 'records'));
}

async function missingGroups(safe: Safe, language: 'de' | 'en'): Promise<Result<readonly EntryPacket[]>> {
  const { membership, head } = safe.follower;
  const { user } = safe.given;
  if (!membership.rightsAt(user, head.size).has('administer')) return ok([]);
  const readers = membership
    .usersAt(head.size)
    .filter((each) => each.active && membership.rightsAt(each.user, head.size).has('read-records'))
    .map((each) => each.user);
  const packets: EntryPacket[] = [];
  for (const [groupKind, members] of [
    ['records', readers],
    ['dpo', [user]],
  ] as const) {
    if (groupOfKind(safe, groupKind) !== undefined) continue;
    const group = onlyGroupId(safe, groupKind);
    const made = await newGroup(safe, { group, groupKind, name: NAMES[groupKind][language], members });
    if (!made.ok) return made;
    packets.push(...made.value);
  }
  return ok(packets);
}

/** What an organisation begins with beyond its genesis: the roles of its profile, the founder as its head, and its groups; one batch
 *  (RO1, RO11). Done again, only what is missing is made. */
export function beginHouse(safe: Safe, language: 'de' | 'en'): Promise<Result<true, RequestFailure>> {
  return inTurn(safe, () => beginNow(safe, language));
}

async function beginNow(safe: Safe, language: 'de' | 'en'): Promise<Result<true, RequestFailure>> {
  const synced = await safe.sync();
  if (!synced.ok) return synced;
  const groups = await missingGroups(safe, language);
  if (!groups.ok) return groups;
  const roles = await templateRoleEntries(safe, language);
  if (!roles.ok) return roles;
  const { membership, head } = safe.follower;
  const { user, tenant } = safe.given;
  const member = membership.userAt(user, head.size);
  const lead = roleRecordId(tenant, 'lead', platformHasher.sha256);
  const isNew = roles.value.some(({ role }) => sameId(role, lead)) && member?.roles.length === 0;
  const founder: EntryPacket[] = [];
  // The founder's rights stand in the genesis one by one; from here on they come from the role.
  if (isNew) founder.push(await userEntry(safe, user, { roles: [lead], rights: [], sites: member.sites }));
  const packets = [...roles.value.map(({ packet }) => packet), ...founder, ...groups.value];
  return packets.length === 0 ? ok(true) : enterBatch(safe, packets, lead);
}

const sameId = (a: Id, b: Id): boolean => a.every((byte, i) => byte === b[i]);
