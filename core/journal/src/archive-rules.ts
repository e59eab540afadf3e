import {
  type Body,
  equalBytes,
  type ErrorCode,
  FIRST_RECORD_KIND,
  type Id,
  PERSON_KIND,
  PERSON_MERGE_KIND,
  WIRE_KINDS,
} from '@siegel/wire';
import type { CheckContext, CheckedEntry, JournalView, PersonArchive } from './journal-view.ts';
import type { Fields } from './member-states.ts';

/** Acts about Eintraege: what is not written any more is not released either. A word to the person stays possible: it can be taken back. */
const CLOSED_ACTS: ReadonlySet<number> = new Set([
  WIRE_KINDS.freigabe,
  WIRE_KINDS.freigabeVorgelegt,
  WIRE_KINDS.freigabeZurueckgegeben,
]);

/** Whether a version of a person says that the Akte is archived; undefined for every other kind. */
export function archiveBy(body: Body, fields: Fields | null): PersonArchive | undefined {
  if (body.kind !== PERSON_KIND) return undefined;
  return { record: body.record, isArchived: fields?.['archiviertAm'] !== undefined };
}

/** PM45 to PM47: nothing is written about a person who is archived until a version of the person says that they are back. Keys, pointers,
 *  erasures and what the server notes go on. */
export function archiveFault(
  { body, fields }: Pick<CheckedEntry, 'body' | 'fields'>,
  { view }: Pick<CheckContext, 'view'>,
): ErrorCode | undefined {
  if (!isClosedByArchive(body.kind)) return undefined;
  const said = archiveBy(body, fields);
  // Taken back with its run, the word would vanish without a version that says so.
  if (said?.isArchived === true && body.run !== null) return 'PART_RULE_BROKEN';
  const archive = archiveOfAkte(body.akte, view);
  if (archive?.isArchived !== true) return undefined;
  const bringsBack = said?.isArchived === false && body.run === null && equalBytes(said.record, archive.record);
  return bringsBack ? undefined : 'PERSON_ARCHIVED';
}

/** True for kinds that are work in an Akte. */
export function isClosedByArchive(kind: number): boolean {
  return CLOSED_ACTS.has(kind) || (kind >= FIRST_RECORD_KIND && kind !== PERSON_MERGE_KIND);
}

/** The word about the archive that counts for an Akte: that of the person at the end of the pointers (PM8). */
export function archiveOfAkte(
  akte: Id,
  view: Pick<JournalView, 'akteOf' | 'pointerOf' | 'archiveOf'>,
): PersonArchive | undefined {
  const of = view.akteOf(akte);
  if (of === undefined) return undefined;
  return pointedTo(of.stammakte ? akte : of.person, view)
    .map((stammakte) => view.archiveOf(stammakte))
    .at(-1);
}

/** A Stammakte and those its pointers lead to, the last one at the end. */
export function pointedTo(stammakte: Id, view: Pick<JournalView, 'pointerOf'>): readonly Id[] {
  const way = [stammakte];
  for (const at of way) {
    const into = view.pointerOf(at)?.into;
    // Before anybody has proven the pointers a lying server may have led them in a circle.
    if (into !== undefined && !way.some((before) => equalBytes(before, into))) way.push(into);
  }
  return way;
}
