import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readSettings, ROOT } from './settings.ts';

test('[DM9] serves the whole demo on 8420 from ./data when nothing is said', () => {
  expect(readSettings({})).toEqual({
    port: 8420,
    dataDirectory: resolve(ROOT, 'data'),
    persons: 2000,
    eintraegePerPerson: 20,
  });
});

test('[DM9] takes port, folder and size of the demo from the environment', () => {
  const env = { PORT: '9000', SIEGEL_DATA: '/srv/siegel', SIEGEL_DEMO: 'off' };
  expect(readSettings(env)).toEqual({ port: 9000, dataDirectory: '/srv/siegel', persons: 0, eintraegePerPerson: 0 });
  expect(readSettings({ SIEGEL_DEMO: 'large' })).toMatchObject({ persons: 100_000, eintraegePerPerson: 3 });
});

test('[DM9] says what is wrong with a value that makes no sense', () => {
  expect(readSettings({ PORT: 'eins' })).toContain('PORT ist eine Zahl');
  expect(readSettings({ PORT: '0' })).toContain('PORT ist eine Zahl');
  expect(readSettings({ SIEGEL_DEMO: 'ja' })).toContain('off, small, on, large');
  expect(readSettings({ SIEGEL_DEMO: 'toString' })).toContain('off, small, on, large');
});
