import type { PlainRecord } from '@siegel/akten';
import type { PlannedPerson, UnassignedContent } from '@siegel/interchange';
import { fail, ok, type Result } from '@siegel/wire';
import type { RequestFailure } from '../server/server-request.ts';
import type { CaseDecision } from './duplicate-case.ts';
import type { ImportSource, ImportStep } from './import-step.ts';
import type { ImportWriter } from './import-writer.ts';
import type { MatchedPerson, PersonMatching } from './person-matching.ts';

/** What a human decided about one file. */
export interface FileDecisions {
  /** What becomes of a person that is there already, or may be. */
  readonly decide: (sourceRef: string, grade: 'same' | 'possible') => CaseDecision;
  /** Who content without a person belongs to; undefined leaves it out. */
  readonly home: string | undefined;
}

/** What writing one file needs. */
export interface WriteGiven extends FileDecisions {
  /** Which of the files of the run it is. */
  readonly fileAt: number;
  readonly writer: ImportWriter;
  readonly matching: PersonMatching;
  readonly onPerson: () => void;
}

/** A file that was looked at and is not refused. */
export interface AcceptedFile {
  readonly source: ImportSource;
  readonly sha256: string;
  readonly format: string;
}

/** What became of the file itself. */
export interface WrittenSource {
  /** Whether the file is kept, sealed, with the one person it is about. */
  readonly originalKept: boolean;
}

/** Persons of the file and what they became; null for one that is left out. */
type PersonIds = Map<string, string | null>;
type Written = Result<string | undefined, RequestFailure>;

/** Writes what a file plans. FILE_CHANGED when it is not the file that was looked at. */
export async function writeSource(
  { source, sha256, format }: AcceptedFile,
  given: WriteGiven,
): Promise<Result<WrittenSource, RequestFailure>> {
  const personIds: PersonIds = new Map();
  const about = new Set<string>();
  for await (const step of source.steps()) {
    if (step.type === 'end' && step.sha256 !== sha256) return fail('FILE_CHANGED', { file: source.name });
    const done = await writeStep(step, personIds, given);
    if (!done.ok) return done;
    if (done.value !== undefined) about.add(done.value);
  }
  given.matching.endFile({ refused: false });
  const [only] = about;
  const isAboutOne = about.size === 1 && ![...personIds.values()].includes(null);
  if (!isAboutOne || only === undefined || source.bytes === undefined) return ok({ originalKept: false });
  const kept = await given.writer.writeOriginal(refIn(given, ''), only, {
    name: source.name,
    bytes: source.bytes,
    format,
  });
  return kept.ok ? ok({ originalKept: true }) : kept;
}

/** @returns the id of the person the step was about. */
async function writeStep(step: ImportStep, personIds: PersonIds, given: WriteGiven): Promise<Written> {
  if (step.type === 'person') return writePlanned(step.person, personIds, given);
  return step.type === 'unassigned' ? writeUnassigned(step.content, personIds, given) : ok(undefined);
}

async function writePlanned(person: PlannedPerson, personIds: PersonIds, given: WriteGiven): Promise<Written> {
  const { sourceRef, eintraege } = person;
  if (!personIds.has(sourceRef)) {
    const made = await writePerson(person, given);
    if (!made.ok) return made;
    personIds.set(sourceRef, made.value ?? null);
    given.onPerson();
  }
  const personId = personIds.get(sourceRef);
  if (personId === undefined || personId === null) return ok(undefined);
  const written = await given.writer.writeEintraege(refIn(given, sourceRef), personId, eintraege);
  return written.ok ? ok(personId) : written;
}

/** A reference of a file, told from those of the other files. */
function refIn({ fileAt }: WriteGiven, sourceRef: string): string {
  return `${fileAt} ${sourceRef}`;
}

/** @returns undefined for a person that is left out. */
async function writePerson({ sourceRef, value }: PlannedPerson, given: WriteGiven): Promise<Written> {
  const ref = refIn(given, sourceRef);
  const before = given.writer.writtenPerson(ref);
  if (before !== undefined) {
    given.matching.add({ personId: before, identity: value as PlainRecord });
    return ok(before);
  }
  const match = decided(given, sourceRef, given.matching.match(value));
  if (match === undefined) return ok(undefined);
  const written = await given.writer.writePerson(ref, value, match);
  if (written.ok && match.grade === 'new')
    given.matching.add({ personId: written.value, identity: value as PlainRecord });
  return written;
}

function decided({ decide }: WriteGiven, sourceRef: string, match: MatchedPerson): MatchedPerson | undefined {
  const decision = match.grade === 'new' ? 'new' : decide(sourceRef, match.grade);
  if (decision === 'skip') return undefined;
  return decision === 'new' ? { grade: 'new' } : match;
}

/** Content whose reference a person of the file has goes there; else to the person the user named; else nowhere. */
async function writeUnassigned(
  { sourceRef, eintraege, content }: UnassignedContent,
  personIds: PersonIds,
  given: WriteGiven,
): Promise<Written> {
  const { writer, home } = given;
  const ref = refIn(given, `without person ${sourceRef}`);
  const known = personIds.get(sourceRef);
  const personId = known === undefined ? home : (known ?? undefined);
  if (personId === undefined) return ok(undefined);
  const written = await writer.writeEintraege(ref, personId, eintraege);
  if (!written.ok) return written;
  const items =
    content.length === 0 ? ok(true) : await writer.writeItems(ref, personId, content, 'Aus Import, ohne Feld');
  return items.ok ? ok(personId) : items;
}
