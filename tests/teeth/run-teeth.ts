import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { type Defect, DEFECTS } from './defects.ts';
import { AKTE_DEFECTS } from './akte-defects.ts';
import { BACKUP_DEFECTS } from './backup-defects.ts';
import { BACKUP_SCREEN_DEFECTS } from './backup-screen-defects.ts';
import { BOX_DEFECTS } from './box-defects.ts';
import { CANARY_DEFECTS } from './canary-defects.ts';
import { DEVICE_DEFECTS } from './device-defects.ts';
import { FREIGABE_DEFECTS } from './freigabe-defects.ts';
import { GUESSING_DEFECTS } from './guessing-defects.ts';
import { IMPORT_DEFECTS } from './import-defects.ts';
import { PEOPLE_DEFECTS } from './people-defects.ts';
import { ROLE_DEFECTS } from './role-defects.ts';
import { SETTINGS_DEFECTS } from './settings-defects.ts';
import { RECOVERY_DEFECTS } from './recovery-defects.ts';
import { MERGE_DEFECTS } from './merge-defects.ts';
import { SITE_DEFECTS } from './site-defects.ts';
import { SNAPSHOT_DEFECTS } from './snapshot-defects.ts';
import { STRICT_DEFECTS } from './strict-defects.ts';
import { WEB_DEFECTS } from './web-defects.ts';

const ROOT = join(import.meta.dirname, '../..');
const LEFT_OUT = new Set(['node_modules', 'dist', 'data', '.git', 'test-results', '.cache']);

/** A copy of the tree whose packages import each other, so that a planted defect reaches every test. */
async function copyTree(): Promise<string> {
  const copy = join(await mkdtemp(join(tmpdir(), 'siegel-teeth-')), 'main');
  await cp(ROOT, copy, {
    recursive: true,
    filter: (path) =>
      !relative(ROOT, path)
        .split('/')
        .some((part) => LEFT_OUT.has(part)),
  });
  await mkdir(join(copy, 'node_modules/@siegel'), { recursive: true });
  for (const name of await readdir(join(ROOT, 'node_modules')))
    if (name !== '@siegel' && name !== '.vite')
      await symlink(join(ROOT, 'node_modules', name), join(copy, 'node_modules', name));
  for (const zone of ['core', 'blind', 'keyed', 'tools'])
    for (const name of await readdir(join(copy, zone)).catch(() => []))
      if (name.endsWith('.ts') === false)
        await symlink(join(copy, zone, name), join(copy, 'node_modules/@siegel', name));
  await symlink(join(ROOT, '../shared'), join(copy, '../shared'));
  return copy;
}

function runTest(copy: string, test: string): boolean {
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  const run = spawnSync(process.execPath, [vitest, 'run', test], {
    cwd: copy,
    encoding: 'utf8',
    env: { ...process.env, CI: 'true' },
  });
  return run.status === 0;
}

async function bites(copy: string, defect: Defect): Promise<string> {
  const path = join(copy, defect.file);
  const source = await readFile(path, 'utf8');
  if (source.split(defect.find).length !== 2) return 'stale: the place to plant it is gone or not unique';
  await writeFile(
    path,
    source.replace(defect.find, () => defect.plant),
  );
  const green = runTest(copy, defect.test);
  await writeFile(path, source);
  return green ? 'NO TEETH: the test stays green' : 'red, as it must be';
}

/** Plants defects in a copy of the tree and expects their tests to fail: all of them, or those whose name or test file has the
 *  words. `npm run test:teeth -- "words"`. */
async function main(words: string): Promise<number> {
  const copy = await copyTree();
  let passed = 0;
  let failed = 0;
  try {
    const groups = [
      DEFECTS,
      AKTE_DEFECTS,
      BACKUP_DEFECTS,
      BACKUP_SCREEN_DEFECTS,
      BOX_DEFECTS,
      CANARY_DEFECTS,
      DEVICE_DEFECTS,
      IMPORT_DEFECTS,
      PEOPLE_DEFECTS,
      SITE_DEFECTS,
      MERGE_DEFECTS,
      FREIGABE_DEFECTS,
      ROLE_DEFECTS,
      SETTINGS_DEFECTS,
      RECOVERY_DEFECTS,
      GUESSING_DEFECTS,
      SNAPSHOT_DEFECTS,
      STRICT_DEFECTS,
      WEB_DEFECTS,
    ];
    const chosen = groups.flat().filter(({ name, test }) => name.includes(words) || test.includes(words));
    for (const test of new Set(chosen.map((defect) => defect.test)))
      if (!runTest(copy, test)) throw new Error(`${test} fails without any defect`);
    for (const defect of chosen) {
      const outcome = await bites(copy, defect);
      if (outcome.startsWith('red')) passed++;
      else failed++;
      console.log(`${outcome}: ${defect.name}`);
    }
  } finally {
    await rm(join(copy, '..'), { recursive: true, force: true });
  }
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2).join(' '));
