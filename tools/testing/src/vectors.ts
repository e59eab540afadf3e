import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { VectorOutcome } from './vector-runners/outcome.ts';

/** Published vectors lie beside the project, not in it. */
const FOLDER = fileURLToPath(new URL('../../../../shared/vectors/', import.meta.url));

/** True when a vector file or folder is there; tests pass its negation to `test.skipIf`, so that a run without vectors
 *  says what it left out. */
export function hasVectors(path: string): boolean {
  return existsSync(FOLDER + path);
}

/** The content of a text vector file; `.gz` is unpacked. */
export function readVectorText(path: string): string {
  const bytes = readFileSync(FOLDER + path);
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

/** The files of a vector folder, by name. */
export function readVectorFolder(path: string): { name: string; bytes: Uint8Array }[] {
  const names = readdirSync(FOLDER + path).toSorted();
  return names.map((name) => ({ name, bytes: new Uint8Array(readFileSync(`${FOLDER}${path}/${name}`)) }));
}

/** Every vector file, as the path the other functions take. Notes about the collections are not vectors. */
export function listVectorFiles(): string[] {
  const entries = readdirSync(FOLDER, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !entry.name.endsWith('.md') && entry.name !== 'LICENSE');
  return files.map((entry) => relative(FOLDER, join(entry.parentPath, entry.name)).replaceAll('\\', '/')).toSorted();
}

/** The number of cases in a file: what it says itself, the length of its list, or 1. */
export function countCases(path: string): number {
  if (!path.endsWith('.json') || path.startsWith('jsontestsuite/')) return 1;
  const json: unknown = JSON.parse(readVectorText(path));
  if (Array.isArray(json)) return json.length;
  const { numberOfTests = 1 } = json as { numberOfTests?: number };
  return numberOfTests;
}

/** One line about a run, for the test log: what passed and what was left out, by reason. */
export function describeOutcome(title: string, { passed, failed, skipped }: VectorOutcome): string {
  const reasons = Object.entries(skipped).map(([reason, count]) => `${count} left out: ${reason}`);
  return [`${title}: ${passed} passed, ${failed.length} failed`, ...reasons].join('; ');
}
