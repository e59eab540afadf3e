import type { Safe } from '@siegel/safe';
import { fail, ok, type Result } from '@siegel/wire';
import type { CliFailure } from '../terminal/cli-errors.ts';
import type { Console } from '../terminal/console.ts';
import { loadIndex } from './load-index.ts';

const PERSON_ID = /^[0-9a-f]{32}$/;

/** The person a user means: an id, or a search that fits exactly one. PERSON_UNKNOWN, PERSON_AMBIGUOUS. */
export async function choosePerson(safe: Safe, asked: string, console: Console): Promise<Result<string, CliFailure>> {
  if (PERSON_ID.test(asked)) return safe.directory.aktenOfPerson(asked).length > 0 ? ok(asked) : fail('PERSON_UNKNOWN');
  const loaded = await loadIndex(safe, console);
  if (!loaded.ok) return loaded;
  const { exact, soundAlike, total, soundAlikeTotal } = safe.index.search(asked, 1, true);
  const [only] = total > 0 ? exact : soundAlike;
  const count = total > 0 ? total : soundAlikeTotal;
  if (only === undefined) return fail('PERSON_UNKNOWN');
  return count === 1 ? ok(only.personId) : fail('PERSON_AMBIGUOUS', { count });
}
