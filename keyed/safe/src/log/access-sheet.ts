import { roleRecordId, roleTemplates } from '@siegel/akten';
import { platformHasher } from '@siegel/seal';
import { equalBytes, hexOf, type Id, WIRE_KINDS } from '@siegel/wire';
import type { AccessRow, AccessSheet } from '../channel/log-api.ts';
import { readOpen } from '../journal/read-open.ts';
import type { Safe } from '../safe/safe.ts';
import { logRulesNow } from './log-rules.ts';
import { aktenAt, deviceAt } from './read-log.ts';
import type { RowNames } from './log-row.ts';

/** A program says what it shows within this time of what it was handed; both are one look. */
const TOGETHER_MS = 5 * 60_000;

interface Look {
  readonly seq: number;
  readonly atMs: number;
  readonly device: Id;
  readonly purpose: AccessRow['purpose'];
}

/** Who has opened the Akten of a person, as the person may be told: what programs have said they showed, printed and gave out, and what the
 *  server handed out without such a word (LG17, LG18). Newest first; entries that do not hold are left out. */
export async function accessSheet(safe: Safe, names: RowNames, personId: string): Promise<AccessSheet> {
  const rules = logRulesNow(safe);
  const looks = await looksAt(safe, personId);
  const rows = joined(looks).map(({ seq, atMs, device, purpose }): AccessRow => {
    const user = safe.follower.membership.deviceAt(device, Number.MAX_SAFE_INTEGER)?.user;
    const name = user === undefined ? '' : (names.byUser.get(hexOf(user)) ?? '');
    const role = user === undefined ? undefined : roleAt(safe, user, seq);
    return { atMs, purpose, role, ...(rules.accessSheet === 'name' && { name }) };
  });
  return { personName: names.ofPerson(personId), names: rules.accessSheet, rows };
}

const DELIVERED: Readonly<Record<string, AccessRow['purpose']>> = {
  open: 'delivered',
  verify: 'delivered',
  move: 'delivered',
  export: 'export',
  preload: 'preload',
  day: 'day',
  desk: 'desk',
};

async function looksAt(safe: Safe, personId: string): Promise<readonly Look[]> {
  const { columns } = safe.follower;
  const akten = new Set(safe.merged.aktenOf(personId).map(({ akte }) => hexOf(akte)));
  const looks: Look[] = [];
  for (let seq = columns.size - 1; seq >= 0; seq--) {
    const look = lookAt(safe, seq, akten);
    if (look !== undefined && (await safe.attributions.faultOf(seq)) === undefined) looks.push(look);
  }
  return looks;
}

function lookAt(safe: Safe, seq: number, akten: ReadonlySet<string>): Look | undefined {
  const { columns } = safe.follower;
  const kind = columns.kindAt(seq);
  if (kind !== WIRE_KINDS.delivery && kind !== WIRE_KINDS.opening) return undefined;
  if (!aktenAt(safe, seq).some((akte) => akten.has(hexOf(akte)))) return undefined;
  const said = readOpen(columns.openAt(seq))?.['purpose'];
  const device = deviceAt(safe, seq);
  if (typeof said !== 'string' || device === undefined) return undefined;
  const purpose = kind === WIRE_KINDS.opening ? (said as AccessRow['purpose']) : (DELIVERED[said] ?? 'delivered');
  return { seq, atMs: columns.receivedAt(seq), device, purpose };
}

/** A delivery with the word of the program beside it is one look: the program's word says more. */
function joined(looks: readonly Look[]): readonly Look[] {
  const ofDevice = Map.groupBy(looks, ({ device }) => hexOf(device));
  const saysMore = (look: Look, other: Look) =>
    Math.abs(other.atMs - look.atMs) <= TOGETHER_MS &&
    (look.purpose === 'delivered' ? other.purpose === 'open' : look.seq < other.seq && other.purpose === look.purpose);
  return looks.filter((look) => {
    if (look.purpose !== 'delivered' && look.purpose !== 'export') return true;
    const others = ofDevice.get(hexOf(look.device)) ?? [];
    return !others.some((other) => other !== look && saysMore(look, other));
  });
}

/** The role somebody had at that time: that of their entry, else the template whose rights they had; undefined for rights of their own. */
function roleAt({ given, follower: { membership } }: Safe, user: Id, seq: number): string | undefined {
  const templates = roleTemplates(membership.genesis?.profile === 'social' ? 'social' : 'practice');
  const roles = membership.userAt(user, seq)?.roles ?? [];
  const idOf = (name: string) => roleRecordId(given.tenant, name, platformHasher.sha256);
  const entered = templates.find(({ name }) => roles.some((role) => equalBytes(role, idOf(name))));
  if (entered !== undefined) return entered.name;
  // Who founded the house holds the mirror's right as well; it is no part of anybody's work.
  const rights = new Set([...membership.rightsAt(user, seq)].filter((right) => right !== 'mirror'));
  const isSame = (wanted: readonly string[]) =>
    wanted.length === rights.size && wanted.every((right) => rights.has(right));
  return templates.find((template) => isSame(template.rights))?.name;
}
