import { expect, test } from 'vitest';
import { raidArrays } from './raid-arrays.ts';

const HEAD = 'Personalities : [raid1] [raid6] [raid5] [raid4]';
const TAIL = 'unused devices: <none>';
const mdstat = (...lines: readonly string[]) => [HEAD, ...lines, '', TAIL, ''].join('\n');

test('[BX15] [D10] reads a mirror whose disks all work', () => {
  const text = mdstat(
    'md0 : active raid1 sdb1[1] sda1[0]',
    '      1953382464 blocks super 1.2 [2/2] [UU]',
    '      bitmap: 2/15 pages [8KB], 65536KB chunk',
  );
  expect(raidArrays(text)).toEqual([{ name: 'md0', condition: 'whole', disks: 2, working: 2, percent: undefined }]);
});

test('[BX15] [D10] sees a disk that is gone, and one that is being filled again', () => {
  const text = mdstat(
    'md127 : active raid1 sdb2[2](F) sda2[0]',
    '      976630464 blocks super 1.2 [2/1] [U_]',
    '',
    'md1 : active raid5 sdd1[4] sdc1[2] sdb1[1] sda1[0]',
    '      5860147200 blocks super 1.2 level 5, 512k chunk, algorithm 2 [4/3] [UUU_]',
    '      [====>................]  recovery = 22.5% (439512064/1953382400) finish=182.4min speed=138294K/sec',
  );
  expect(raidArrays(text)).toEqual([
    { name: 'md127', condition: 'degraded', disks: 2, working: 1, percent: undefined },
    { name: 'md1', condition: 'building', disks: 4, working: 3, percent: 22.5 },
  ]);
});

test('[BX15] [D10] sees an array that gives out nothing, one that waits for its turn, and one without a spare', () => {
  const text = mdstat(
    'md2 : inactive sdc1[1](S)',
    '      976631512 blocks super 1.2',
    '',
    'md3 : active (auto-read-only) raid1 sdf1[1] sde1[0]',
    '      976630464 blocks super 1.2 [2/2] [UU]',
    '        resync=PENDING',
    '',
    'md4 : active raid0 sdh1[1] sdg1[0]',
    '      1953260544 blocks super 1.2 512k chunks',
  );
  expect(raidArrays(text).map(({ name, condition }) => [name, condition])).toEqual([
    ['md2', 'down'],
    ['md3', 'building'],
    ['md4', 'whole'],
  ]);
});

test('[BX15] reads nothing out of nothing, nor out of something else', () => {
  for (const text of ['', mdstat(), 'md0 :', 'md0 active\n[2/1] [U_]', '\u0000'.repeat(100)])
    expect(raidArrays(text), text).toEqual([]);
});
