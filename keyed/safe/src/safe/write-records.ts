import {
  kindByCode,
  kindByName,
  person,
  type PlainRecord,
  type RecordKind,
  type ValueOf,
  withCaveMark,
} from '@siegel/akten';
import {
  type AkteWish,
  buildAkte,
  buildRecordEntry,
  type CaseKey,
  type GroupKey,
  isUnreadable,
  platformRandom,
} from '@siegel/seal';
import { type EntryPacket, fail, type Id, ok, type Result, ZERO_ID } from '@siegel/wire';
import { groupsOfSites, isStrictNow } from '../renewal/wanted-groups.ts';
import { writingKey } from '../renewal/writing-key.ts';
import type { Safe } from './safe.ts';

const ID_BYTES = 16;

/** A new person with Stammakte, and an Akte at one site for everything that happens there. */
export interface NewPerson {
  readonly personId: Id;
  readonly akte: Id;
  readonly packets: readonly EntryPacket[];
  readonly stammKey: CaseKey;
  readonly akteKey: CaseKey;
}

/** Ids of a person to be made. */
export interface NewPersonIds {
  readonly personId: Id;
  /** The Akte at the site. */
  readonly akte: Id;
  /** The person's record. */
  readonly record: Id;
}

/** Seals a new person: case key of the Stammakte (for those the house wants), the person record, case key of the Akte (site's
 *  group). Nothing is sent. RIGHT_MISSING when this user does not hold the groups. */
export async function sealNewPerson(
  safe: Safe,
  value: ValueOf<typeof person>,
  at: { readonly site: Id; readonly run?: Id | null; readonly ids?: NewPersonIds },
): Promise<Result<NewPerson>> {
  const groups = groupsOf(safe, at.site);
  if (groups === undefined) return fail('RIGHT_MISSING');
  const { personId, akte, record: recordId } = at.ids ?? randomIds();
  const run = at.run ?? null;
  const author = safe.author;
  const stamm = await buildAkte(
    { akte: personId, site: ZERO_ID, person: personId, stammakte: true, ...groups.stammakte, run },
    author,
  );
  const ofSite = await buildAkte(
    { akte, site: at.site, person: personId, stammakte: false, groups: [groups.site], run },
    author,
  );
  const home = { akte: personId, site: ZERO_ID, key: stamm.key, run };
  const record = await buildRecordEntry({ kind: person, record: recordId, value: withCaveMark(value) }, home, author);
  return ok({
    personId,
    akte,
    packets: [stamm.packet, record, ofSite.packet],
    stammKey: stamm.key,
    akteKey: ofSite.key,
  });
}

function randomIds(): NewPersonIds {
  const random = () => platformRandom(ID_BYTES) as Id;
  return { personId: random(), akte: random(), record: random() };
}

interface PersonGroups {
  readonly site: GroupKey;
  readonly stammakte: Pick<AkteWish, 'groups' | 'partGroups'>;
}

/** Whom a new person's Akten are sealed for, with the newest keys this user holds. Of the Stammakte in strict mode the site alone (BS21);
 *  else those who read records all of it, everybody else who belongs here only who somebody is (RO20); in an organisation that has no
 *  group of those who read, everybody holds its key as before. */
function groupsOf(safe: Safe, site: Id): PersonGroups | undefined {
  const { membership, head } = safe.follower;
  const keyOfKind = (kind: string, of?: Id) => {
    const group = membership.groupOfKindAt(kind, head.size, of);
    return group === undefined ? undefined : safe.keys.groupKey(group);
  };
  const siteKey = keyOfKind('site', site);
  if (siteKey === undefined) return undefined;
  const wanted = isStrictNow(safe) ? groupsOfSites(safe, [site]) : undefined;
  const offices = (wanted?.parts ?? []).map(({ group }) => safe.keys.groupKey(group));
  if (isStrictNow(safe)) {
    if (offices.some((key) => key === undefined)) return undefined;
    const [office] = offices;
    return { site: siteKey, stammakte: { groups: [siteKey], ...(office && { partGroups: [whoOf(office)] }) } };
  }
  const organisation = keyOfKind('organisation');
  const records = keyOfKind('records');
  // Who reads records and lacks their group's newest key must not seal for everybody instead.
  const hasRecords = membership.groupOfKindAt('records', head.size) !== undefined;
  if (organisation === undefined || (hasRecords && records === undefined)) return undefined;
  if (records === undefined) return { site: siteKey, stammakte: { groups: [organisation] } };
  return { site: siteKey, stammakte: { groups: [records], partGroups: [whoOf(organisation)] } };
}

const whoOf = (group: GroupKey) => ({ group, compartments: ['identity', 'admin'] as const });

/** Where an Eintrag goes. */
export interface EintragPlace {
  readonly akte: Id;
  readonly site: Id;
  readonly key: CaseKey;
  readonly run?: Id | null;
}

/** Seals a new Eintrag of an Akte. Nothing is sent. The value must be valid. */
export async function sealEintrag(
  safe: Safe,
  eintrag: { readonly kind: string; readonly value: PlainRecord; readonly record?: Id },
  place: EintragPlace,
): Promise<{ readonly record: Id; readonly packet: EntryPacket }> {
  const kind = kindByName(eintrag.kind) as RecordKind | undefined;
  if (kind === undefined) throw new Error('AK3: this kind of Eintrag does not exist');
  const record = eintrag.record ?? (platformRandom(ID_BYTES) as Id);
  return {
    record,
    packet: await buildRecordEntry({ kind, record, value: eintrag.value as ValueOf<RecordKind> }, place, safe.author),
  };
}

/** Seals the next version of a record. UNREADABLE when its newest version does not open here: saving over what nobody can
 *  read is blocked (SL14). */
export async function sealNextVersion(safe: Safe, record: Id, value: PlainRecord): Promise<Result<EntryPacket>> {
  const visible = safe.records.recordOf(record);
  if (visible === undefined) return fail('AKTE_UNKNOWN');
  const { newest } = visible;
  const opened = await safe.open(newest);
  if (isUnreadable(opened)) return fail('UNREADABLE');
  const kind: RecordKind | undefined = kindByCode(newest.body.kind);
  const writing = await writingKey(safe, newest.body.akte);
  if (!writing.ok) return writing;
  if (kind === undefined) return fail('KEY_UNKNOWN');
  const parent = { entryHash: safe.follower.columns.hashAt(newest.seq), body: newest.body };
  const previous = opened.parts;
  const written = kind.code === person.code ? withCaveMark(value) : value;
  const home = { akte: newest.body.akte, site: newest.body.site, key: writing.value };
  return ok(
    await buildRecordEntry(
      { kind, record, value: written as ValueOf<RecordKind>, parent, previous },
      home,
      safe.author,
    ),
  );
}
