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
  readonly run?: Id | null;
}

/** Makes the case key of a new Akte and the entry that founds it (SL7, JN12). */
export async function buildAkte(
  wish: AkteWish,
  author: Author,
): Promise<{ readonly key: CaseKey; readonly packet: EntryPacket }> {
  const key = await makeCaseKey({ tenant: author.tenant, akte: wish.akte, version: 1 }, author.random);
  const parts = (wish.partGroups ?? []).flatMap(({ group, compartments }) =>
    compartments.map((compartment) => ({ group, compartment })),
  );
  const wraps = await Promise.all([
    ...wish.groups.map((group) => wrapCaseKey(key, group, author.random)),
    ...parts.map(({ group, compartment }) => wrapCompartmentKey(key, compartment, group, author.random)),
  ]);
  const named = await Promise.all(
    parts.map(async ({ group, compartment }) => {
      const { keyId } = await compartmentKey(key, compartment);
      return { group: group.group, compartment, keyId };
    }),
  );
  const packet = await buildEntry(
    {
      kind: WIRE_KINDS.caseKey,
      schemaVersion: 1,
      record: caseKeyRecordId(wish.akte, engine.sha256),
      akte: wish.akte,
      site: wish.site,
      run: wish.run ?? null,
      open: {
        version: 1,
        keyId: key.keyId,
        groups: wish.groups.map(({ group }) => group),
        ...(named.length > 0 && { parts: named }),
        person: wish.person,
        stammakte: wish.stammakte,
      },
      wraps,
    },
    author,
  );
  return { key, packet };
}
