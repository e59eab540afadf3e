import { expect, test } from 'vitest';
import { memoryOnDisk } from './memory-on-disk.ts';

const HEAD = 'Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n';
/** As machines say it: Debian 12, Fedora 40 with zram, Ubuntu 24.04 with a swap file and with an encrypted volume. */
const PARTITION = `${HEAD}/dev/sda3                               partition\t999420\t\t0\t\t-2\n`;
const ZRAM = `${HEAD}/dev/zram0                              partition\t8388604\t\t0\t\t100\n`;
const FILE = `${HEAD}/swap.img                               file\t\t4194300\t\t0\t\t-2\n`;
const MAPPED = `${HEAD}/dev/dm-1                               partition\t1000444\t\t0\t\t-2\n`;
const limits = (soft: string) =>
  `Limit                     Soft Limit           Hard Limit           Units     \nMax cpu time              unlimited            unlimited            seconds   \nMax core file size        ${soft.padEnd(21)}unlimited            bytes     \n`;

const look = (files: Readonly<Record<string, string>>) => memoryOnDisk((path) => files[path]);
const swap = (text: string, more: Readonly<Record<string, string>> = {}) => look({ '/proc/swaps': text, ...more }).swap;
const core = (soft: string, pattern: string) =>
  look({ '/proc/self/limits': limits(soft), '/proc/sys/kernel/core_pattern': `${pattern}\n` }).core;

test('[BX12] [D1] tells encrypted swap from open, and says what it cannot know', () => {
  expect(swap(HEAD)).toBe('none');
  expect(swap(PARTITION)).toBe('open');
  expect(swap(FILE)).toBe('unknown');
  expect(swap(ZRAM, { '/sys/block/zram0/backing_dev': 'none\n' })).toBe('encrypted');
  expect(swap(ZRAM, { '/sys/block/zram0/backing_dev': '/dev/sda4\n' })).toBe('unknown');
  expect(swap(MAPPED, { '/sys/block/dm-1/dm/uuid': 'CRYPT-PLAIN-cryptswap1\n' })).toBe('encrypted');
  expect(swap(MAPPED, { '/sys/block/dm-1/dm/uuid': 'LVM-3Xk2\n' })).toBe('unknown');
  // The worst of several counts.
  expect(swap(ZRAM + PARTITION.slice(HEAD.length))).toBe('open');
  expect(look({}).swap).toBe('unknown');
});

test('[BX12] [D1] sees that the group of a service has no swap', () => {
  const group = { '/proc/self/cgroup': '0::/system.slice/siegel.service\n' };
  const file = '/sys/fs/cgroup/system.slice/siegel.service/memory.swap.max';
  expect(swap(PARTITION, { ...group, [file]: '0\n' })).toBe('none');
  expect(swap(PARTITION, { ...group, [file]: 'max\n' })).toBe('open');
});

test('[BX12] [D1] sees whether a crash writes memory to a disk', () => {
  expect(core('0', 'core')).toBe('off');
  expect(core('unlimited', 'core')).toBe('on');
  expect(core('unlimited', '')).toBe('off');
  const systemd = '|/usr/lib/systemd/systemd-coredump %P %u %g %s %t %c %h';
  expect([core('0', systemd), core('unlimited', systemd)]).toEqual(['off', 'on']);
  expect(core('0', '|/usr/share/apport/apport -p%p -s%s -c%c')).toBe('unknown');
  expect(look({}).core).toBe('unknown');
});
