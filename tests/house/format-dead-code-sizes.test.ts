import { readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { type PlantedTree, plantTree, ROOT, runTool } from './planted-tree.ts';

let tree: PlantedTree | undefined;
afterEach(() => tree?.remove());

const read = (path: string) => readFileSync(`${ROOT}${path}`, 'utf8');

test('[HS5] refuses a file the formatter would write differently and accepts its own output', async () => {
  tree = plantTree({ 'biome.json': read('biome.json'), 'a.ts': 'export const a = "double"\n' });
  expect((await tree.run('@biomejs/biome/bin/biome', 'format', 'a.ts')).exitCode).toBe(1);
  expect((await tree.run('@biomejs/biome/bin/biome', 'format', '--write', 'a.ts')).exitCode).toBe(0);
  expect(readFileSync(`${tree.folder}/a.ts`, 'utf8')).toBe("export const a = 'double';\n");
  expect((await tree.run('@biomejs/biome/bin/biome', 'format', 'a.ts')).exitCode).toBe(0);
});

test('[HS6] names a dead file, a dead export and a dependency nobody uses, and nothing else', async () => {
  tree = plantTree({
    'knip.json': read('knip.json'),
    'package.json': JSON.stringify({ name: 'planted', private: true, type: 'module', workspaces: ['core/*'] }),
    'core/wire/package.json': JSON.stringify({
      name: '@siegel/wire',
      type: 'module',
      exports: { '.': './src/index.ts' },
      dependencies: { unused: '1.0.0' },
    }),
    'core/wire/src/index.ts': "export { used } from './used.ts';\n",
    'core/wire/src/used.ts': 'export const used = 1;\nexport const deadExport = 2;\n',
    'core/wire/src/dead-file.ts': 'export const nobody = 1;\n',
  });
  const end = await tree.run('knip/bin/knip.js', '--no-config-hints', '--no-progress');
  expect(end.exitCode).toBe(1);
  expect(end.stdout).toMatch(/Unused files \(1\)\s+core\/wire\/src\/dead-file\.ts/);
  expect(end.stdout).toMatch(/Unused exports \(1\)\s+deadExport/);
  expect(end.stdout).toMatch(/Unused dependencies \(1\)\s+unused/);
});

test('[HS7] refuses a bundle over its limit and accepts one within it', async () => {
  tree = plantTree({
    'src/index.ts': "export const text = 'a bundle of a few bytes';\n",
    'over.json': JSON.stringify([{ name: 'small', entry: 'src/index.ts', limitGzipBytes: 10 }]),
    'within.json': JSON.stringify([{ name: 'small', entry: 'src/index.ts', limitGzipBytes: 500 }]),
  });
  const check = `${ROOT}tools/dev/src/check-sizes.ts`;
  const over = await runTool(tree.folder, check, ['over.json']);
  expect(over.stdout).toMatch(/^TOO LARGE small: \d+ bytes gzipped, limit 10$/m);
  expect(over.exitCode).toBe(1);
  const within = await runTool(tree.folder, check, ['within.json']);
  expect(within.stdout).toMatch(/^ok small: \d+ bytes gzipped, limit 500$/m);
  expect(within.exitCode).toBe(0);
});

test('[HS7] weighs of the worker what it starts with, and what it fetches later with the parts that are fetched later', async () => {
  // Not pressed together by gzip, so that it shows where it is weighed.
  const heavy = Array.from({ length: 2000 }, (_, i) => ((i * 7919) % 10_007).toString(36)).join(' ');
  tree = plantTree({
    'index.html': '<script type="module" src="/page.js"></script>',
    'page.js': "new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });\n",
    'worker.js': "import('./later.js').then(({ text }) => self.postMessage(text));\n",
    'later.js': `export const text = '${heavy}';\n`,
    'vite.config.js': `const output = { entryFileNames: 'assets/safe-worker-[hash].js', chunkFileNames: 'assets/safe-[name]-[hash].js' };
export default { worker: { format: 'es', rolldownOptions: { output } } };\n`,
    'limits.json': JSON.stringify([
      { name: 'start', app: '.', startsWith: '^assets/safe-worker-', limitGzipBytes: 1000 },
      { name: 'later', app: '.', files: '^assets/safe-', besidesStartOf: '^assets/safe-worker-', limitGzipBytes: 1000 },
      { name: 'none', app: '.', startsWith: '^assets/nothing-', limitGzipBytes: 1000 },
    ]),
  });
  const { stdout, stderr } = await runTool(tree.folder, `${ROOT}tools/dev/src/check-sizes.ts`, ['limits.json']);
  expect(stdout).toMatch(/^ok start: \d+ bytes/m);
  expect(stdout).toMatch(/^TOO LARGE later: \d+ bytes/m);
  expect(stdout).not.toContain('none');
  expect(stderr).toContain('no file of the bundle is named like');
});
