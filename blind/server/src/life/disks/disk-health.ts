import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type DiskReport, diskReport } from './disk-report.ts';
import { type RaidArray, raidArrays } from './raid-arrays.ts';

/** Arrays and disks of the machine; undefined where there is nothing to read. */
export interface DiskHealth {
  readonly arrays: readonly RaidArray[] | undefined;
  readonly disks: readonly DiskReport[] | undefined;
}

/** Where the state of disks stands. */
export interface DiskPlaces {
  /** The kernel's list of arrays. */
  readonly mdstat: string;
  /** A folder with one report of smartctl per disk: to ask a disk, one has to be root, and the server is not. */
  readonly reports: string;
}

/** No report is longer; what is, is none. */
const MOST_BYTES = 1_000_000;
const MOST_DISKS = 64;

/** Reads how arrays and disks are (BX15). Asks no disk, starts no program. */
export async function diskHealth({ mdstat, reports }: DiskPlaces): Promise<DiskHealth> {
  const text = await textOf(mdstat);
  const names = await readdir(reports).catch(() => undefined);
  const ofDisks = names?.filter((name) => name.endsWith('.json')).toSorted();
  const texts = ofDisks && (await Promise.all(ofDisks.slice(0, MOST_DISKS).map((name) => textOf(join(reports, name)))));
  const disks = texts?.flatMap((one) => (one === undefined ? [] : (diskReport(one) ?? [])));
  return {
    arrays: text === undefined ? undefined : raidArrays(text),
    disks: disks === undefined || disks.length === 0 ? undefined : disks,
  };
}

async function textOf(path: string): Promise<string | undefined> {
  const bytes = await readFile(path).catch(() => undefined);
  return bytes === undefined || bytes.length > MOST_BYTES ? undefined : bytes.toString('utf8');
}
