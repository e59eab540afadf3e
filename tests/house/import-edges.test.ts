import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PlantedTree, plantTree, ROOT } from './planted-tree.ts';

const CRUISER = 'dependency-cruiser/bin/dependency-cruiser.mjs';
const CONFIG = `${ROOT}.dependency-cruiser.cjs`;

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

const door = JSON.stringify({ type: 'module', exports: { '.': { default: './src/index.ts' } } });
const PACKAGES = [
  'core/wire',
  'core/akten',
  'blind/store',
  'blind/server',
  'keyed/seal',
  'keyed/cli',
  'tools/testing',
  'tools/demo',
];
const nameOf = (path: string) => path.split('/')[1] ?? '';

/** A small tree of the same zones in which every edge is allowed. */
const ALLOWED: Record<string, string> = {
  'tsconfig.check.json': JSON.stringify({
    compilerOptions: { module: 'NodeNext', allowImportingTsExtensions: true, noEmit: true },
  }),
  'package.json': JSON.stringify({ type: 'module' }),
  'node_modules/@noble/curves/package.json': JSON.stringify({
    name: '@noble/curves',
    type: 'module',
    main: 'index.js',
  }),
  'node_modules/@noble/curves/index.js': 'export const curve = 1;\n',
  ...Object.fromEntries(PACKAGES.map((path) => [`${path}/package.json`, door])),
  'core/wire/src/index.ts': 'export const wire = 1;\n',
  'core/wire/src/egg.ts': 'export const egg = 1;\n',
  'core/wire/src/hen.ts': "import './egg.ts';\n",
  'core/akten/src/index.ts': "import { wire } from '@siegel/wire';\nexport const akten = wire;\n",
  'blind/store/src/index.ts': "import { wire } from '@siegel/wire';\nimport 'node:fs';\nexport const store = wire;\n",
  'blind/server/src/index.ts': "import { store } from '@siegel/store';\nexport const server = store;\n",
  'blind/server/src/main.ts': "import { server } from './index.ts';\nserver;\n",
  'blind/server/src/sealed.test.ts': "import { seal } from '@siegel/seal';\nimport '@siegel/testing';\nseal;\n",
  'keyed/seal/src/index.ts':
    "import { curve } from '@noble/curves';\nexport { inner } from './inner.ts';\nexport const seal = curve;\nexport interface SealedThing { size: number }\n",
  'keyed/seal/src/inner.ts': 'export const inner = 1;\n',
  'keyed/cli/src/main.ts': "import { seal } from '@siegel/seal';\nseal;\n",
  'keyed/cli/src/index.ts': 'export const cli = 1;\n',
  'tools/testing/src/index.ts': "import { server } from '@siegel/server';\nexport const testing = server;\n",
  'tools/demo/src/index.ts': "import { wire } from '@siegel/wire';\nexport const demo = wire;\n",
};
const LINKS = Object.fromEntries(PACKAGES.map((path) => [`node_modules/@siegel/${nameOf(path)}`, `../../${path}`]));

/** One planted file per way to break a rule. */
const FORBIDDEN: readonly { rule: string; file: string; source: string; how: string }[] = [
  {
    rule: 'blind-never-holds-keys',
    file: 'blind/server/src/opens.ts',
    source: "import '@siegel/seal';\n",
    how: 'blind imports keyed',
  },
  {
    rule: 'blind-never-holds-keys',
    file: 'blind/server/src/knows-shape.ts',
    source: "import type { SealedThing } from '@siegel/seal';\nexport type Known = SealedThing;\n",
    how: 'blind imports a type of keyed',
  },
  {
    rule: 'blind-never-holds-keys',
    file: 'blind/store/src/through.ts',
    source: "import './curve.ts';\n",
    how: 'blind reaches a sealing library through another file',
  },
  {
    rule: 'blind-never-holds-keys',
    file: 'blind/store/src/curve.ts',
    source: "import '@noble/curves';\n",
    how: 'blind imports a sealing library',
  },
  {
    rule: 'core-knows-nobody',
    file: 'core/akten/src/stores.ts',
    source: "import '@siegel/store';\n",
    how: 'core imports blind',
  },
  {
    rule: 'core-is-pure',
    file: 'core/wire/src/reads.ts',
    source: "import 'node:fs';\n",
    how: 'core imports a module of Node',
  },
  {
    rule: 'keyed-talks-over-the-wire',
    file: 'keyed/seal/src/stores.ts',
    source: "import '@siegel/store';\n",
    how: 'keyed imports blind',
  },
  {
    rule: 'programs-are-leaves',
    file: 'tools/demo/src/serves.ts',
    source: "import '@siegel/server';\n",
    how: 'another package imports a program',
  },
  {
    rule: 'front-door-only',
    file: 'keyed/cli/src/back-door.ts',
    source: "import '../../seal/src/inner.ts';\n",
    how: 'a package is entered past its index',
  },
  {
    rule: 'test-tools-only-in-tests',
    file: 'core/akten/src/tests-itself.ts',
    source: "import '@siegel/demo';\n",
    how: 'shipped code imports tools',
  },
  {
    rule: 'no-circular',
    file: 'core/wire/src/egg.ts',
    source: "import './hen.ts';\n",
    how: 'two files import each other',
  },
];

const trees: PlantedTree[] = [];
async function violationsIn(files: Record<string, string>): Promise<readonly Violation[]> {
  const tree = plantTree(files, LINKS);
  trees.push(tree);
  const end = await tree.run(CRUISER, '--config', CONFIG, '--output-type', 'json', 'core', 'blind', 'keyed', 'tools');
  return (JSON.parse(end.stdout) as { summary: { violations: Violation[] } }).summary.violations;
}

let found: readonly Violation[] = [];
beforeAll(async () => {
  found = await violationsIn({
    ...ALLOWED,
    ...Object.fromEntries(FORBIDDEN.map(({ file, source }) => [file, source])),
  });
});
afterAll(() => {
  for (const tree of trees) tree.remove();
});

test('[HS4, A1] finds nothing in a tree that keeps to the zones, tests and test tools included', async () => {
  expect(await violationsIn(ALLOWED)).toEqual([]);
});

for (const { rule, file, how } of FORBIDDEN) {
  test(`[HS4, A1] fires ${rule} when ${how} (${file})`, () => {
    expect(found.filter(({ from }) => from === file).map((violation) => violation.rule.name)).toContain(rule);
  });
}

test('[HS4] blames only the planted files', () => {
  const planted = new Set(FORBIDDEN.map(({ file }) => file));
  expect(found.map(({ from }) => from).filter((from) => !planted.has(from))).toEqual([]);
});

test('[HS4] provokes every rule of the configuration', () => {
  const { forbidden } = createRequire(import.meta.url)(CONFIG) as { forbidden: { name: string }[] };
  expect([...new Set(FORBIDDEN.map(({ rule }) => rule))].sort()).toEqual(forbidden.map(({ name }) => name).sort());
});
