import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Defect } from '../teeth/defects.ts';
import { ROOT } from './planted-tree.ts';

const FOLDER = `${ROOT}tests/teeth`;

async function plantedDefects(): Promise<readonly Defect[]> {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('defects.ts'));
  const modules = (await Promise.all(files.map((name) => import(`${FOLDER}/${name}`)))) as Record<string, unknown>[];
  return modules.flatMap((exported) => Object.values(exported).filter(Array.isArray).flat() as Defect[]);
}

const timesIn = (path: string, text: string) =>
  existsSync(path) ? readFileSync(path, 'utf8').split(text).length - 1 : 0;

test('[HS23] every planted defect of tests/teeth finds its place exactly once, and its test is there', async () => {
  const defects = await plantedDefects();
  expect(defects.length).toBeGreaterThan(100);
  const astray = defects.filter(
    ({ file, find, test: its }) => timesIn(`${ROOT}${file}`, find) !== 1 || !existsSync(`${ROOT}${its}`),
  );
  expect(astray.map(({ name, file }) => `${name}: ${file}`)).toEqual([]);
});
