import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DataFolder } from './data-folder.ts';

const TENANT = 'a'.repeat(32);
let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'siegel-data-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const found = (tenant = TENANT) => mkdirSync(join(directory, 'server/tenants', tenant), { recursive: true });
const complete = () => writeFileSync(join(directory, 'demo/seeded.json'), JSON.stringify({ tenant: TENANT }));

test('[DM3] knows an empty folder, a cut seeding and a complete one', () => {
  const data = new DataFolder(directory);
  expect(data.state()).toBe('empty');
  data.beginSeeding();
  found();
  expect(data.state()).toBe('cut');
  complete();
  expect(data.state()).toBe('complete');
  data.endSeeding();
  expect(data.state()).toBe('complete');
  expect(statSync(data.demo).mode & 0o777).toBe(0o700);
});

test('[DM3] drops what a cut seeding left and nothing else', () => {
  const data = new DataFolder(directory);
  data.beginSeeding();
  found();
  writeFileSync(data.boxKeyFile, 'key');
  data.dropCutSeeding();
  expect(existsSync(join(data.server, 'tenants'))).toBe(false);
  expect(existsSync(data.boxKeyFile)).toBe(true);
  expect(data.state()).toBe('empty');
});

test('[DM3] never takes an organisation that is no demo for a cut seeding', () => {
  const data = new DataFolder(directory);
  found();
  expect(data.state()).toBe('foreign');
  expect(() => data.dropCutSeeding()).toThrow('DM3');
  data.beginSeeding();
  found('b'.repeat(32));
  expect(data.state()).toBe('foreign');
  expect(() => data.dropCutSeeding()).toThrow('DM3');
  expect(existsSync(join(data.server, 'tenants', TENANT))).toBe(true);
});

test('[DM3] seeds again when the server data of a complete demo were taken away', () => {
  const data = new DataFolder(directory);
  complete();
  expect(data.state()).toBe('empty');
  found('b'.repeat(32));
  expect(data.state()).toBe('foreign');
});
