import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ROOT } from './planted-tree.ts';
import { ID, idsOfTitle, readTests } from './test-titles.ts';

const DEFINITION = /^- \*\*([A-Z]{1,3}\d+[a-z]?)\*\*/gm;
const read = (path: string) => readFileSync(`${ROOT}${path}`, 'utf8');
const idsDefinedIn = (path: string) => [...read(path).matchAll(DEFINITION)].map(([, id = '']) => id);

const specs = globSync('docs/spec/*.md', { cwd: ROOT });
const ruleIds = specs.flatMap(idsDefinedIn);
/** Features, invariants and faults: tests may carry them, and they have tests when they are built. */
const missionIds = ['docs/features.md', 'docs/faults.md', 'ARCHITECTURE.md'].flatMap(idsDefinedIn);

const testFiles = globSync(['{core,blind,keyed,tools}/*/src/**/*.test.{ts,tsx}', 'tests/**/*.test.ts'], {
  cwd: ROOT,
  exclude: ['**/node_modules/**'],
});
const tests = testFiles.flatMap((file) => readTests(read(file)).map((found) => ({ file, ...found })));

/** Titles are written in conformance suites too, which test files of several packages run. */
const suiteFiles = globSync('tools/testing/src/**/*.ts', { cwd: ROOT, exclude: ['**/*.test.ts'] });
const suiteTests = suiteFiles.flatMap((file) => readTests(read(file)).map((found) => ({ file, ...found })));

const testedIds = new Set([...tests, ...suiteTests].flatMap(({ title = '' }) => idsOfTitle(title)));

test('[HS8] defines every rule id once', () => {
  const seen = new Set<string>();
  const twice = [...ruleIds, ...missionIds].filter((id) => seen.size === seen.add(id).size);
  expect(twice).toEqual([]);
});

test('[HS8] has at least one test for every rule of docs/spec', () => {
  expect(ruleIds.filter((id) => !testedIds.has(id))).toEqual([]);
});

test('[HS8] knows every id that a test carries', () => {
  const known = new Set([...ruleIds, ...missionIds]);
  const unknown = [...tests, ...suiteTests].flatMap(({ file, line, title = '' }) =>
    idsOfTitle(title)
      .filter((id) => !ID.test(id) || !known.has(id))
      .map((id) => `${id} in ${file}:${line}`),
  );
  expect(unknown).toEqual([]);
});

test('[HS8] begins every title with the id of a rule, invariant, feature or fault', () => {
  const without = [...tests, ...suiteTests].filter(
    ({ title }) => title === undefined || idsOfTitle(title).length === 0,
  );
  expect(without.map(({ file, line, title }) => `${file}:${line} ${title ?? '(not written out)'}`)).toEqual([]);
});

test('[HS8] knows the features, invariants and faults of the mission', () => {
  const numbered = (letter: string, count: number) => Array.from({ length: count }, (_, n) => `${letter}${n + 1}`);
  const counts = { S: 12, K: 9, F: 8, D: 11, G: 15, O: 13, P: 10, C: 10, M: 3, W: 4, X: 10, A: 10, T: 48 };
  const expected = Object.entries(counts).flatMap(([letter, count]) => numbered(letter, count));
  const byName = (a: string, b: string) => a.localeCompare(b);
  expect([...missionIds].sort(byName)).toEqual(expected.sort(byName));
});
