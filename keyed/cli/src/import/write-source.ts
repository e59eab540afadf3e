import type { PlainRecord } from '@siegel/akten';
import type { PlannedPerson, UnassignedContent } from '@siegel/interchange';
import { fail, ok, type Result } from '@siegel/wire';
import type { CliFailure } from '../terminal/cli-errors.ts';
import type { ImportWriter } from './import-writer.ts';
import type { MatchedPerson, PersonMatching } from './person-matching.ts';
import type { FilePreview } from './preview.ts';

/** What decides about one file. */
export interface WriteGiven {
  readonly writer: ImportWriter;
  readonly matching: PersonMatching;
  /** What becomes of a person that may be there already. */
  readonly possible: 'new' | 'join';
  /** Who content without a person belongs to. */
  readonly personId: string | undefined;
  readonly onPerson: () => void;
}

/** What became of the file itself. */
export interface WrittenSource {
  /** Whether the file is kept, sealed, with the one person it is about. */
  readonly originalKept: boolean;
}

/** Writes what a file plans. FILE_CHANGED when it is not the file that was looked at. */
export async function writeSource(
  { source, sha256, format }: FilePreview,
  given: WriteGiven,
): Promise<Result<WrittenSource, CliFailure>> {
  const personIds = new Map<string, string>();
  const about = new Set<string>();
  for await (const step of source.steps()) {
    if (step.type === 'end' && step.sha256 !== sha256) return fail('FILE_CHANGED', { file: source.path });
    const done =
      step.type === 'person'
        ? await writePlanned(step.person, personIds, given)
        : step.type === 'unassigned'
          ? await writeUnassigned(step.content, personIds, given)
          : ok(undefined);
    if (!done.ok) return done;
    if (done.value !== undefined) about.add(done.value);
  }
  given.matching.endFile({ refused: false });
  const [only] = about;
  if (about.size !== 1 || only === undefined || source.bytes === undefined) return ok({ originalKept: false });
  const kept = await given.writer.writeOriginal(only, { name: source.name, bytes: source.bytes, format });
  return kept.ok ? ok({ originalKept: true }) : kept;
}

/** @returns the id of the person the step was about. */
async function writePlanned(
  { sourceRef, value, eintraege }: PlannedPerson,
  personIds: Map<string, string>,
  given: WriteGiven,
): Promise<Result<string, CliFailure>> {
  const { writer } = given;
  let personId = personIds.get(sourceRef);
  if (personId === undefined) {
    const match = decide(given, value);
    const written = await writer.writePerson(value, match);
    if (!written.ok) return written;
    personId = written.value;
    personIds.set(sourceRef, personId);
    if (match.grade === 'new') given.matching.add({ personId, identity: value as PlainRecord });
    given.onPerson();
  }
  const written = await writer.writeEintraege(personId, eintraege);
  return written.ok ? ok(personId) : written;
}

function decide({ matching, possible }: WriteGiven, value: PlannedPerson['value']): MatchedPerson {
  const match = matching.match(value);
  return match.grade === 'possible' && possible === 'new' ? { grade: 'new' } : match;
}

/** Content whose reference a person of the file has goes there; else to the person the user named; else nowhere. */
async function writeUnassigned(
  { sourceRef, eintraege, content }: UnassignedContent,
  personIds: ReadonlyMap<string, string>,
  { writer, personId: named }: WriteGiven,
): Promise<Result<string | undefined, CliFailure>> {
  const personId = personIds.get(sourceRef) ?? named;
  if (personId === undefined) return ok(undefined);
  const written = await writer.writeEintraege(personId, eintraege);
  if (!written.ok) return written;
  const items = content.length === 0 ? ok(true) : await writer.writeItems(personId, content, 'Aus Import, ohne Feld');
  return items.ok ? ok(personId) : items;
}
