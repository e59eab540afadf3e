import type { PlainRecord } from '@siegel/akten';
import type { PlannedEintrag, PlannedPerson } from '@siegel/interchange';
import type { ImportEnd, ImportSource } from './import-source.ts';
import type { PersonMatching } from './person-matching.ts';

/** A planned person that may be there already. */
export interface UndecidedPerson {
  readonly name: string;
  readonly personId: string;
  readonly reasons: readonly string[];
}

/** What an import of one file would make. Nothing has been written. */
export interface FilePreview extends Omit<ImportEnd, 'type'> {
  readonly source: ImportSource;
  readonly persons: { readonly new: number; readonly same: number; readonly possible: number };
  readonly undecided: readonly UndecidedPerson[];
  readonly eintraegeByKind: Readonly<Record<string, number>>;
  readonly attachments: number;
  /** Groups of content without a person. */
  readonly unassigned: number;
  /** Items kept word for word because they have no field of their own. */
  readonly unplaced: number;
}

const MOST_UNDECIDED = 50;

/** Runs a file dry: reads all of it and counts what it would make. */
export async function previewSource(source: ImportSource, matching: PersonMatching): Promise<FilePreview> {
  const persons = { new: 0, same: 0, possible: 0 };
  const counts: Counts = { eintraegeByKind: {}, attachments: 0, unplaced: 0 };
  const undecided: UndecidedPerson[] = [];
  const refs = new Set<string>();
  let unassigned = 0;
  let end: ImportEnd | undefined;
  for await (const step of source.steps()) {
    if (step.type === 'end') end = step;
    else if (step.type === 'envelope') counts.unplaced += step.items.length;
    else if (step.type === 'unassigned') {
      unassigned++;
      counts.unplaced += step.content.content.length;
      countEintraege(step.content.eintraege, counts);
    } else {
      countEintraege(step.person.eintraege, counts);
      if (refs.has(step.person.sourceRef)) continue;
      refs.add(step.person.sourceRef);
      counts.unplaced += unplacedOf(step.person.value);
      const undecidedPerson = countPerson(step.person, { matching, persons });
      if (undecidedPerson !== undefined && undecided.length < MOST_UNDECIDED) undecided.push(undecidedPerson);
    }
  }
  if (end === undefined) throw new Error('IX5: a source ends with its verdict');
  matching.endFile(end);
  const { refused, format, charset, findings, sha256 } = end;
  const verdict = { source, refused, format, charset, findings, sha256 };
  return end.refused ? { ...verdict, ...NOTHING } : { ...verdict, persons, undecided, ...counts, unassigned };
}

interface Counts {
  readonly eintraegeByKind: Record<string, number>;
  attachments: number;
  unplaced: number;
}

const NOTHING = {
  persons: { new: 0, same: 0, possible: 0 },
  undecided: [],
  eintraegeByKind: {},
  attachments: 0,
  unassigned: 0,
  unplaced: 0,
} as const;

function countPerson(
  { value, sourceRef }: PlannedPerson,
  given: { readonly matching: PersonMatching; readonly persons: { new: number; same: number; possible: number } },
): UndecidedPerson | undefined {
  const match = given.matching.match(value);
  given.persons[match.grade]++;
  if (match.grade !== 'same') given.matching.add({ personId: sourceRef, identity: value as PlainRecord });
  if (match.grade !== 'possible') return undefined;
  const name = [value.familienname, value.vorname, value.geburtsdatum].filter((part) => part !== undefined).join(', ');
  return { name, personId: match.personId, reasons: match.reasons };
}

function countEintraege(eintraege: readonly PlannedEintrag[], counts: Counts): void {
  for (const { kind, value, attachment } of eintraege) {
    counts.eintraegeByKind[kind] = (counts.eintraegeByKind[kind] ?? 0) + 1;
    if (attachment !== undefined) counts.attachments++;
    counts.unplaced += unplacedOf(value);
  }
}

function unplacedOf(value: { readonly unplaced?: readonly unknown[] }): number {
  return value.unplaced?.length ?? 0;
}
