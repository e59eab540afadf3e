import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PlantedTree, plantTree, ROOT } from './planted-tree.ts';

/** One file per compiler option, and the error of TypeScript that shows the option is on. */
const BROKEN: Record<string, { source: string; error: string }> = {
  strict: { source: 'export function add(a, b) {\n  return a + b;\n}\n', error: 'TS7006' },
  noUncheckedIndexedAccess: { source: 'export const first = (list: string[]): string => list[0];\n', error: 'TS2322' },
  exactOptionalPropertyTypes: { source: 'export const o: { a?: string } = { a: undefined };\n', error: 'TS2375' },
  noImplicitOverride: {
    source:
      'class A {\n  run(): number {\n    return 1;\n  }\n}\nexport class B extends A {\n  run(): number {\n    return 2;\n  }\n}\n',
    error: 'TS4114',
  },
  noFallthroughCasesInSwitch: {
    source:
      'export function f(n: number): number {\n  let r = 0;\n  switch (n) {\n    case 1:\n      r = 1;\n    case 2:\n      r = 2;\n  }\n  return r;\n}\n',
    error: 'TS7029',
  },
  noImplicitReturns: {
    source: 'export function f(n: number): number | undefined {\n  if (n > 1) return 1;\n}\n',
    error: 'TS7030',
  },
  verbatimModuleSyntax: {
    source: "import { Shape } from './shape.ts';\nexport const s: Shape = { a: 1 };\n",
    error: 'TS1484',
  },
  erasableSyntaxOnly: { source: 'export enum Role {\n  Arzt,\n}\n', error: 'TS1294' },
  noNodeTypesInCore: {
    source: "import { readFileSync } from 'node:fs';\nexport const f = readFileSync;\n",
    error: 'TS2591',
  },
  noDomInCore: { source: 'export const w = () => window.location;\n', error: 'TS2304' },
};

let tree: PlantedTree;
let output = '';
beforeAll(async () => {
  tree = plantTree(
    {
      'tsconfig.json': JSON.stringify({
        extends: `${ROOT}tsconfig.base.json`,
        compilerOptions: { composite: false, declaration: false, noEmit: true },
        include: ['src'],
      }),
      'src/shape.ts': 'export interface Shape {\n  a: number;\n}\n',
      ...Object.fromEntries(Object.entries(BROKEN).map(([option, { source }]) => [`src/${option}.ts`, source])),
    },
    { node_modules: `${ROOT}node_modules` },
  );
  output = (await tree.run('typescript7/bin/tsc', '-p', 'tsconfig.json', '--pretty', 'false')).stdout;
});
afterAll(() => tree.remove());

for (const [option, { error }] of Object.entries(BROKEN)) {
  test(`[HS2] refuses what ${option} forbids (${error})`, () => {
    const errors = output.split('\n').filter((line) => line.startsWith(`src/${option}.ts`));
    expect(errors.join('\n')).toContain(`error ${error}:`);
  });
}

test('[HS2] accepts a good file', () => {
  expect(output.split('\n').filter((line) => line.startsWith('src/shape.ts'))).toEqual([]);
});
