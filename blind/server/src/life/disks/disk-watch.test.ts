import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLog } from '../../edge/log.ts';
import { disksText, raidText } from './disk-verdicts.ts';
import { DiskWatch } from './disk-watch.ts';

const NOW_MS = 1_795_474_876_000;
const DAY_MS = 86_400_000;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'siegel-disks-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const mirror = (members: string) =>
  `md0 : active raid1 sdb1[1] sda1[0]\n      1953382464 blocks super 1.2 ${members}\n`;
const disk = (name: string, passed: boolean, askedAtMs = NOW_MS) =>
  JSON.stringify({
    smartctl: { exit_status: passed ? 0 : 8 },
    device: { name: `/dev/${name}` },
    smart_status: { passed },
    local_time: { time_t: askedAtMs / 1000 },
  });

test('[BX16] [D10] says what goes wrong once, with the name of the device, and once when it is over', async () => {
  const said: string[] = [];
  const log = createLog((line) => {
    const { msg, detail } = JSON.parse(line) as { msg: string; detail: string };
    said.push(`${msg} ${detail}`);
  });
  const places = { mdstat: join(folder, 'mdstat'), reports: folder };
  const write = (name: string, text: string) => writeFile(join(folder, name), text);
  const watch = new DiskWatch(places, log, () => NOW_MS);
  await watch.look();
  expect(watch.health).toEqual({ arrays: undefined, disks: undefined });
  expect(raidText(watch.health)).toContain('kein RAID-Verbund');
  expect(disksText(watch.health, NOW_MS)).toContain('Kein Bericht');

  await write('mdstat', mirror('[2/2] [UU]'));
  await write('sda.json', disk('sda', true));
  await write('sdb.json', disk('sdb', true));
  await watch.look();
  expect(said).toEqual([]);
  expect(raidText(watch.health)).toBe('1 Verbund, alle Platten arbeiten.');
  expect(disksText(watch.health, NOW_MS)).toBe('2 Platten, keine meldet Fehler.');

  await write('mdstat', mirror('[2/1] [_U]'));
  await write('sda.json', disk('sda', false));
  await watch.look();
  await watch.look();
  expect(said).toEqual(['disk-failing sda', 'raid-degraded md0']);
  expect(raidText(watch.health)).toContain('nur 1 von 2 Platten');
  expect(disksText(watch.health, NOW_MS)).toBe('1 Platte kündigt ihren Ausfall an. Bitte heute ersetzen.');

  await write('mdstat', mirror('[2/2] [UU]'));
  await write('sda.json', disk('sda', true, NOW_MS - 3 * DAY_MS));
  await watch.look();
  expect(said.slice(2)).toEqual(['disk-report-old sda', 'disk-fault-over md0']);
  await write('sda.json', disk('sda', true));
  await watch.look();
  expect(said.slice(4)).toEqual(['disk-fault-over sda']);
});

test('[BX16] [D10] what got worse, or is not heard of any more, is not said to be over', async () => {
  const said: string[] = [];
  const log = createLog((line) => said.push((JSON.parse(line) as { msg: string }).msg));
  const reports = join(folder, 'worse');
  const file = join(reports, 'sdc.json');
  await mkdir(reports);
  const watch = new DiskWatch({ mdstat: join(reports, 'none'), reports }, log, () => NOW_MS);
  const worn = { ...(JSON.parse(disk('sdc', true)) as object), scsi_grown_defect_list: 3 };
  await writeFile(file, JSON.stringify(worn));
  await watch.look();
  await writeFile(file, disk('sdc', false));
  await watch.look();
  await rm(file);
  await watch.look();
  await writeFile(file, disk('sdc', false));
  await watch.look();
  expect(said).toEqual(['disk-worn', 'disk-failing']);
  await writeFile(file, disk('sdc', true));
  await watch.look();
  expect(said.at(-1)).toBe('disk-fault-over');
});
