import { classOfKind, LEAF_CLASS, PROTOCOL_VERSION } from '@siegel/wire';
import { peekBody } from '@siegel/store';
import type { Tenant } from '../tenants/tenant.ts';

const NOW = Number.MAX_SAFE_INTEGER;
const MOST_ENTRIES = 20_000;

/** How the house is laid out, in numbers: nobody's name, nobody's rights. */
export function houseCounts({ core: { membership } }: Tenant) {
  const users = membership.usersAt(NOW);
  const ofKind = (kind: string) => users.filter(({ userKind, active }) => active && userKind === kind).length;
  return {
    persons: ofKind('person'),
    services: ofKind('service'),
    left: users.filter(({ userKind, active }) => !active && userKind !== 'support').length,
    devices: membership.devicesAt(NOW).filter(({ active }) => active).length,
    sites: membership.sitesAt(NOW).length,
    groups: membership.groupsAt(NOW).map(({ group, groupKind }) => {
      const key = membership.groupKeyAt(group, NOW);
      return { groupKind, version: key?.version ?? 0, members: key?.members.length ?? 0 };
    }),
  };
}

/** How server and journal are: versions, sizes, codes of the newest refusals. */
export async function technicalState({ core, writer, failures }: Tenant) {
  const { size } = writer.head;
  const byClass = { house: 0, records: 0, accessLog: 0 };
  const from = Math.max(0, size - MOST_ENTRIES);
  for await (const rows of core.store.entriesFrom(from, size))
    for (const { body } of rows) byClass[CLASS_NAMES[classOfKind(peekBody(body).kind)]] += 1;
  return {
    protocol: PROTOCOL_VERSION,
    journalSize: size,
    countedFrom: from,
    ...byClass,
    sessions: (await core.sessions.living()).length,
    failures: failures.newest,
  };
}

const CLASS_NAMES = {
  [LEAF_CLASS.house]: 'house',
  [LEAF_CLASS.records]: 'records',
  [LEAF_CLASS.accessLog]: 'accessLog',
} as const;
