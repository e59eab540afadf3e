import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PlantedTree, plantTree, ROOT } from './planted-tree.ts';

interface Configuration {
  readonly rules: Record<string, unknown>;
  readonly overrides: readonly { readonly rules: Record<string, unknown> }[];
}
const lines = (count: number, line: (n: number) => string) => Array.from({ length: count }, (_, n) => line(n)).join('');

/** One file per rule that breaks this rule. The folder matters where an override does. */
const BROKEN: Record<string, { file?: string; source: string }> = {
  'max-lines': { source: lines(301, (n) => `export const v${n} = ${n};\n`) },
  'max-lines-per-function': {
    source: `export function long(): void {\n${lines(61, () => '  Object.freeze({});\n')}}\n`,
  },
  complexity: {
    source: `export function maze(n: number): number {\n${lines(12, (n) => `  if (n === ${n}) return ${n};\n`)}  return 0;\n}\n`,
  },
  'max-params': {
    source:
      'export function many(a: number, b: number, c: number, d: number, e: number): number {\n  return a + b + c + d + e;\n}\n',
  },
  'no-console': { file: 'keyed/safe/src/no-console.ts', source: "console.log('x');\n" },
  eqeqeq: { source: 'export const same = (a: number, b: number) => a == b;\n' },
  'no-var': { source: 'export var old = 1;\n' },
  'prefer-const': { source: 'let fixed = 1;\nexport const twice = fixed * 2;\n' },
  'import/no-default-export': { source: 'export default 1;\n' },
  'typescript/no-explicit-any': { source: 'export const loose: any = 1;\n' },
  'typescript/no-non-null-assertion': { source: 'export const sure = (a: string | null) => a!.length;\n' },
  'typescript/no-floating-promises': { source: 'export function forget(): void {\n  Promise.resolve(1);\n}\n' },
  'typescript/switch-exhaustiveness-check': {
    source:
      "export function part(a: 'x' | 'y'): number {\n  switch (a) {\n    case 'x':\n      return 1;\n  }\n  return 0;\n}\n",
  },
  'typescript/no-misused-promises': { source: '[1].forEach(async (n) => {\n  await Promise.resolve(n);\n});\n' },
  'typescript/await-thenable': { source: 'export async function waits(): Promise<void> {\n  await 1;\n}\n' },
  'typescript/only-throw-error': { source: "export function fails(): never {\n  throw 'text';\n}\n" },
  'no-restricted-globals': {
    file: 'core/wire/src/global.ts',
    source: 'export const soon = () => setTimeout(() => 1, 1);\n',
  },
  'no-restricted-properties': {
    file: 'core/wire/src/clock.ts',
    source: 'export const now = () => Date.now() + Math.random();\n',
  },
};
const fileOf = (rule: string) => BROKEN[rule]?.file ?? `blind/store/src/${rule.replace('/', '-')}.ts`;
const GOOD = 'keyed/seal/src/good.ts';

let tree: PlantedTree;
let findings: readonly { code: string; filename: string }[] = [];
beforeAll(async () => {
  tree = plantTree({
    '.oxlintrc.json': readFileSync(`${ROOT}.oxlintrc.json`, 'utf8'),
    'tsconfig.json': JSON.stringify({
      compilerOptions: { strict: true, target: 'ES2024', module: 'NodeNext', lib: ['ES2024', 'DOM'] },
      include: ['*/*/src'],
    }),
    [GOOD]: 'export function twice(n: number): number {\n  return n * 2;\n}\n',
    ...Object.fromEntries(Object.entries(BROKEN).map(([rule, { source }]) => [fileOf(rule), source])),
  });
  const end = await tree.run('oxlint/bin/oxlint', '--type-aware', '-f', 'json');
  findings = (JSON.parse(end.stdout) as { diagnostics: typeof findings }).diagnostics;
});
afterAll(() => tree.remove());

/** `typescript/await-thenable` in the configuration is reported as `typescript(await-thenable)` or `typescript-eslint(...)`. */
const isCodeOf = (rule: string) => (code: string) => code.endsWith(`(${rule.split('/').at(-1)})`);

for (const rule of Object.keys(BROKEN)) {
  test(`[HS3] fires ${rule}`, () => {
    const codes = findings.filter(({ filename }) => filename.endsWith(fileOf(rule))).map(({ code }) => code);
    expect(codes.some(isCodeOf(rule)), `found ${codes.join(', ')}`).toBe(true);
  });
}

test('[HS3] finds nothing in a good file', () => {
  expect(findings.filter(({ filename }) => filename.endsWith(GOOD))).toEqual([]);
});

test('[HS3] provokes every rule the configuration turns on', () => {
  const { rules, overrides } = JSON.parse(readFileSync(`${ROOT}.oxlintrc.json`, 'utf8')) as Configuration;
  const turnedOn = [rules, ...overrides.map((override) => override.rules)]
    .flatMap((set) => Object.entries(set))
    .filter(([, level]) => level !== 'off')
    .map(([rule]) => rule);
  expect([...new Set(turnedOn)].sort()).toEqual(Object.keys(BROKEN).sort());
});
