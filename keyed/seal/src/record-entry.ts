import {
  type Compartment,
  caseKeyRecordId,
  compartmentsOf,
  type PlainRecord,
  type RecordKind,
  splitRecord,
  type ValueOf,
} from '@siegel/akten';
import { type CborValue, encodeCbor, type EntryPacket, equalBytes, type Id, WIRE_KINDS } from '@siegel/wire';
import { engine } from '#engine';
import { type Author, buildEntry, type ParentVersion } from './build-entry.ts';
import { type CaseKey, compartmentKey, makeCaseKey, wrapCaseKey } from './case-key.ts';
import { wrapCompartmentKey } from './compartment-wrap.ts';
import type { GroupKey } from './group-key.ts';

/** Where a record stands and what seals it: the case key of its Akte, or the organisation's group key in the house. */
export interface RecordHome {
  readonly akte: Id;
  readonly site: Id;
  readonly key: Pick<CaseKey, 'secret'>;
  readonly run?: Id | null;
}

/** A record to write. `previous` holds the opened parts of the version it replaces: a compartment that did not change is
 *  carried, so correcting a phone number does not touch the clinical part. */
export interface RecordWish<K extends RecordKind> {
  readonly kind: K;
  readonly record: Id;
  readonly value: ValueOf<K>;
  readonly parent?: ParentVersion;
  readonly previous?: ReadonlyMap<Compartment, PlainRecord>;
}

/** Seals a record (or its next version) into a packet. The value must be valid (`validateRecord`). */
export async function buildRecordEntry<K extends RecordKind>(
  wish: RecordWish<K>,
  home: RecordHome,
  author: Author,
): Promise<EntryPacket> {
  const { open, sealed } = splitRecord(wish.kind, wish.value);
  const changed = new Map<Compartment, PlainRecord>();
  for (const compartment of compartmentsOf(wish.kind)) {
    const now = sealed.get(compartment);
    const before = wish.previous?.get(compartment);
    // A compartment that loses its last field is sealed as an empty map: leaving it out would carry the old content on.
    if (now === undefined && before === undefined) continue;
    if (before === undefined || !sameContent(now ?? {}, before)) changed.set(compartment, now ?? {});
  }
  return buildEntry(
    {
      kind: wish.kind.code,
      schemaVersion: wish.kind.schemaVersion,
      record: wish.record,
      akte: home.akte,
      site: home.site,
      parent: wish.parent,
      run: home.run ?? null,
      sealed: changed,
      keyOf: (compartment) => compartmentKey(home.key, compartment),
      ...(Object.keys(open).length > 0 && { open: open as { readonly [name: string]: CborValue } }),
    },
    author,
  );
}

function sameContent(a: PlainRecord, b: PlainRecord): boolean {
  return equalBytes(encodeCbor(a as CborValue), encodeCbor(b as CborValue));
}

/** A group with part rights, and what it may open. */
export interface PartGroup {
  readonly group: GroupKey;
  readonly compartments: readonly Compartment[];
}

/** What a new Akte is of. */
export interface AkteWish {
  readonly akte: Id;
  readonly site: Id;
  readonly person: Id;
  readonly stammakte: boolean;
  /** Groups that may open all of it. */
  readonly groups: readonly GroupKey[];
  /** Groups that may open single compartments and nothing else (SL7). */
  readonly partGroups?: readonly PartGroup[];
  /** Of a next version: the Akte is gone on with elsewhere, and had so many entries then (BS8). */
  readonly movesTo?: { readonly akte: Id; readonly site: Id; readonly entryCount: number };
  /** Older versions of the key, oldest first, to be wrapped for these groups, too: all of them, when the groups are others (BS23). */
  readonly older?: readonly CaseKey[];
  readonly run?: Id | null;
}

/** A case key as it was just made, with the entry that names it. */
export interface MadeCaseKey {
  readonly key: CaseKey;
  readonly packet: EntryPacket;
}

/** Makes the case key of a new Akte and the entry that founds it (SL7, JN12). */
export function buildAkte(wish: AkteWish, author: Author): Promise<MadeCaseKey> {
  return buildCaseKey(wish, 1, author);
}

/** Makes the next version of the case key of an Akte and the entry that names it (IV40). The older versions stay: what lies under
 *  them is opened with them. @param before the newest version and its entry. */
export function buildNextCaseKey(
  wish: AkteWish,
  before: { readonly version: number; readonly parent: ParentVersion },
  author: Author,
): Promise<MadeCaseKey> {
  return buildCaseKey({ ...wish, parent: before.parent }, before.version + 1, author);
}

function movedFields({ movesTo }: AkteWish): { readonly [name: string]: CborValue } {
  if (movesTo === undefined) return {};
  return { movedTo: movesTo.akte, movedToSite: movesTo.site, entryCount: movesTo.entryCount };
}

async function buildCaseKey(
  wish: AkteWish & { readonly parent?: ParentVersion },
  version: number,
  author: Author,
): Promise<MadeCaseKey> {
  const key = await makeCaseKey({ tenant: author.tenant, akte: wish.akte, version }, author.random);
  const older = wish.older ?? [];
  const keys = [key, ...older];
  const parts = (wish.partGroups ?? []).flatMap(({ group, compartments }) =>
    compartments.flatMap((compartment) => keys.map((of) => ({ group, compartment, of }))),
  );
  const wraps = await Promise.all([
    ...wish.groups.flatMap((group) => keys.map((each) => wrapCaseKey(each, group, author.random))),
    ...parts.map(({ group, compartment, of }) => wrapCompartmentKey(of, compartment, group, author.random)),
  ]);
  const named = await Promise.all(
    parts.map(async ({ group, compartment, of }) => {
      const { keyId } = await compartmentKey(of, compartment);
      const line = { group: group.group, compartment, keyId, version: group.version };
      return of === key ? line : { ...line, caseVersion: of.version };
    }),
  );
  const packet = await buildEntry(
    {
      kind: WIRE_KINDS.caseKey,
      schemaVersion: 1,
      record: caseKeyRecordId(wish.akte, engine.sha256),
      akte: wish.akte,
      site: wish.site,
      parent: wish.parent,
      run: wish.run ?? null,
      open: {
        version,
        keyId: key.keyId,
        groups: wish.groups.map(({ group }) => group),
        groupVersions: wish.groups.map((group) => group.version),
        ...(named.length > 0 && { parts: named }),
        ...(older.length > 0 && { older: older.map(({ keyId }) => keyId) }),
        person: wish.person,
        stammakte: wish.stammakte,
        ...movedFields(wish),
      },
      wraps,
    },
    author,
  );
  return { key, packet };
}
