import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ROOT } from './planted-tree.ts';

const read = (path: string) => readFileSync(`${ROOT}${path}`, 'utf8');
const inTree = (...patterns: string[]) =>
  globSync(patterns, { cwd: ROOT, exclude: ['**/node_modules/**', '**/dist/**'] }).sort();

const testFiles = inTree('{core,blind,keyed,tools}/*/src/**/*.test.{ts,tsx}', 'tests/**/*.ts');
const sources = inTree('{core,blind,keyed,tools}/*/src/**/*.{ts,tsx}', 'tests/**/*.ts');
const manifests = inTree('package.json', '{core,blind,keyed,tools}/*/package.json');

const linesWith = (paths: readonly string[], pattern: RegExp) =>
  paths.flatMap((path) =>
    read(path)
      .split('\n')
      .flatMap((line, at) => (pattern.test(line) ? [`${path}:${at + 1}`] : [])),
  );

// Put together here so that this file does not find itself.
const MOCKS = new RegExp(String.raw`\bvi\.(?:do)?mock\(`.replace('mock', 'm' + 'ock'), 'i');
const SWITCHED_OFF = new RegExp(String.raw`^\s*(?:test|it|describe)\.(?:${['only', 'skip', 'todo'].join('|')})\b`);

test('[HS15] mocks no module', () => {
  expect(MOCKS.test(`${'vi'}.mock('../journal.ts')`)).toBe(true);
  expect(linesWith(testFiles, MOCKS)).toEqual([]);
});

test('[HS15] switches no test off without a condition and runs none alone', () => {
  expect(SWITCHED_OFF.test(`  ${'test'}.only('x', run)`)).toBe(true);
  expect(SWITCHED_OFF.test(`${'test'}.skipIf(absent)('x', run)`)).toBe(false);
  expect(linesWith(testFiles, SWITCHED_OFF)).toEqual([]);
});

test('[HS16] names no file after nothing in particular', () => {
  expect(
    sources.filter((path) => /\/(?:utils?|helpers?|common|misc|shared|stuff|types)(?:\.test)?\.tsx?$/.test(path)),
  ).toEqual([]);
  expect(sources.filter((path) => !/\/[a-z0-9]+(?:[-.][a-z0-9]+)*\.(?:ts|tsx)$/.test(path))).toEqual([]);
});

test('[HS16] has one door per package: only index, node and worker pass on what other files export', () => {
  const barrels = linesWith(sources, /^export \* from/);
  expect(barrels.filter((place) => !/\/src\/(?:index|node|worker)\.ts:/.test(place))).toEqual([]);
});

test('[HS17] pins every dependency to an exact version', () => {
  const loose = manifests.flatMap((path) => {
    const manifest = JSON.parse(read(path)) as Record<string, Record<string, string> | undefined>;
    return ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies']
      .flatMap((part) => Object.entries(manifest[part] ?? {}))
      .filter(([, version]) => !/^(?:npm:[a-z0-9@/-]+@)?\d+\.\d+\.\d+$/.test(version))
      .map(([name, version]) => `${path}: ${name} ${version}`);
  });
  expect(loose).toEqual([]);
});

test('[HS17, HS1] locks every package with its hash and without the address of a registry, scripts off', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as {
    packages: Record<string, { integrity?: string; resolved?: string; link?: boolean }>;
  };
  const fromRegistry = Object.entries(packages).filter(
    ([path, { link }]) => path.includes('node_modules/') && link !== true,
  );
  expect(fromRegistry.length).toBeGreaterThan(100);
  expect(fromRegistry.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([path]) => path)).toEqual(
    [],
  );
  expect(
    fromRegistry
      .filter(([, { resolved }]) => resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/'))
      .map(([path]) => path),
  ).toEqual([]);
  expect(read('.npmrc')).toMatch(/^ignore-scripts=true$/m);
});

test('[HS17] locks for every package of ours exactly what its package.json asks for', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, Record<string, unknown>> };
  for (const path of manifests) {
    const manifest = JSON.parse(read(path)) as Record<string, unknown>;
    const locked = packages[path === 'package.json' ? '' : path.replace(/\/package\.json$/, '')] ?? {};
    for (const part of ['dependencies', 'devDependencies', 'optionalDependencies']) {
      expect(locked[part] ?? {}, `${path}: ${part}; run npm install`).toEqual(manifest[part] ?? {});
    }
  }
});
