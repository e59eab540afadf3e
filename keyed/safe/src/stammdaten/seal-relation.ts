import { person, type PlainRecord, validateRecord } from '@siegel/akten';
import { isUnreadable } from '@siegel/seal';
import { equalBytes, type EntryPacket, fail, hexOf, type Id, ok, type Result } from '@siegel/wire';
import type { RelationWish } from '../channel/relation-view.ts';
import { areHere } from '../safe/is-here.ts';
import { Safe } from '../safe/safe.ts';
import { sealNextVersion } from '../safe/write-records.ts';

/** A change of one person's record, sealed; nothing is sent. */
export interface SealedPerson {
  readonly record: Id;
  readonly packet: EntryPacket;
}

/** Seals the record of a person with one relation more (PE26). RELATION_SELF, RELATION_KNOWN: it stands already, with either of
 *  both; AKTE_UNKNOWN, UNREADABLE, and the codes of the request when the Stammdaten have to be fetched. */
export async function sealRelation(safe: Safe, { personId, otherId, relation }: RelationWish) {
  if (personId === otherId) return fail('RELATION_SELF');
  const known = safe.index.relationsOf(personId);
  const isKnown = known.some(({ owner, relation: { personId: named } }) =>
    [owner, named].every((one) => one === personId || one === otherId),
  );
  if (isKnown) return fail('RELATION_KNOWN');
  return sealRelations(safe, personId, (relations) =>
    ok([...relations, { person: Safe.idOf(otherId), art: relation } as const]),
  );
}

/** Seals the record without one of its relations. AKTE_UNKNOWN: it does not stand there any more. */
export async function sealWithoutRelation(safe: Safe, { personId, otherId, relation }: RelationWish) {
  return sealRelations(safe, personId, (relations) => {
    const left = relations.filter(
      ({ person: other, art }) => !equalBytes(other, Safe.idOf(otherId)) || art !== relation,
    );
    return left.length === relations.length ? fail('AKTE_UNKNOWN') : ok(left);
  });
}

type Relations = readonly { readonly person: Uint8Array; readonly art: string }[];

async function sealRelations(
  safe: Safe,
  personId: string,
  change: (relations: Relations) => Result<Relations>,
): Promise<Result<SealedPerson>> {
  const find = () =>
    safe.records.recordsOfAkte(Safe.idOf(personId)).find(({ newest: { body } }) => body.kind === person.code);
  const here = find();
  // The clinical part of the other side is here only when somebody has opened that Akte.
  if (here === undefined || !(await areHere(safe, [here.newest]))) {
    const opened = await safe.openPerson(personId);
    if (!opened.ok) return opened;
  }
  const visible = find();
  if (visible === undefined) return fail('AKTE_UNKNOWN');
  const { record } = visible.newest.body;
  const opened = await safe.open(visible.newest);
  if (isUnreadable(opened)) return fail('UNREADABLE');
  const { beziehungen, ...rest } = opened.value as PlainRecord;
  const relations = change((beziehungen ?? []) as Relations);
  if (!relations.ok) return relations;
  const value = relations.value.length === 0 ? rest : { ...rest, beziehungen: relations.value };
  const valid = validateRecord(person, value);
  if (!valid.ok) return fail('MESSAGE_MALFORMED', { findings: valid.error.findings.length });
  const packet = await sealNextVersion(safe, record, value as PlainRecord);
  return packet.ok ? ok({ record, packet: packet.value }) : packet;
}

/** Hex ids of both persons of a relation. */
export function bothOf({ personId, otherId }: RelationWish): readonly string[] {
  return [personId, otherId].map((id) => hexOf(Safe.idOf(id)));
}
