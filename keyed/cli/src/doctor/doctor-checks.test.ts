import { PROTOCOL_VERSION } from '@siegel/wire';
import { expect, test } from 'vitest';
import { checkNode, diskCheck } from './check-machine.ts';
import { checkServer, clockCheck, protocolCheck } from './check-server.ts';

test('[CL50] warns where a machine is near its limits', () => {
  expect([checkNode('22.1.0').state, checkNode('24.21.0').state]).toEqual(['failed', 'ok']);
  expect([50, 500, 5000].map((free) => diskCheck(free).state)).toEqual(['failed', 'warning', 'ok']);
  const minute = 60_000;
  expect([0, 5 * minute, -5 * minute - 1, 6 * minute].map((skew) => clockCheck(skew).state)).toEqual([
    'ok',
    'ok',
    'warning',
    'warning',
  ]);
  expect([protocolCheck(PROTOCOL_VERSION).state, protocolCheck(PROTOCOL_VERSION + 1).state]).toEqual(['ok', 'failed']);
});

test('[CL50] says that nobody answers', async () => {
  expect(await checkServer('http://localhost:9', Date.now)).toMatchObject([{ id: 'server', state: 'failed' }]);
});
