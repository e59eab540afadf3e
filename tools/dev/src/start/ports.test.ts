import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findPort } from './find-port.ts';
import { isOnlyStart } from './one-start.ts';

test('[DM6] passes over a port that somebody has, on either address of this machine', async () => {
  const other = createServer();
  other.listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const next = await findPort(port);
  expect(next).toBeGreaterThan(port);
  other.close();
  await once(other, 'close');
  expect(await findPort(port)).toBe(port);
});

test('[DM6] finds none behind the last port there is', async () => {
  expect(await findPort(65_536)).toBeUndefined();
});

test('[DM6] lets one start have a data folder, others theirs', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'siegel-one-'));
  expect(await isOnlyStart(folder)).toBe(true);
  expect(await isOnlyStart(folder)).toBe(false);
  expect(await isOnlyStart(join(folder, 'other'))).toBe(true);
});
