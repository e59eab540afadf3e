import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { enterMirrorUser, makeMirrorUserKeys, removeColleague, runRenewals, Safe, sealNewPerson } from '@siegel/safe';
import { FilePageStore } from '@siegel/safe/node';
import { type ServerProcess, spawnServer } from '@siegel/testing';
import type { EntryPacket, Result } from '@siegel/wire';
import { type Figure, figure } from '../figure.ts';
import { BENCH_PASSWORD, foundBenchPractice } from '../found-bench-practice.ts';
import { middle, OpeningColleague, p95 } from '../opening-colleague.ts';

/** Two Akten each: the Stammakte and the one at the site. */
const PERSONS = 10_000;
const MOST_PACKETS = 990;
const BEFORE_MS = 5_000;
/** Seconds. */
const BARS = { removal: 5, renewal: 30 } as const;

/** `removal`: somebody leaves who had 20,000 Akten. The removal itself, the new keys of all of them in the background, and what a
 *  colleague in another process waits for an Akte meanwhile. */
export async function figureRemoval(): Promise<readonly Figure[]> {
  const server = await spawnServer();
  const folder = await mkdtemp(join(tmpdir(), 'siegel-removal-'));
  try {
    return await measure(server, folder);
  } finally {
    await server.end('SIGKILL');
    for (const used of [folder, server.directory]) await rm(used, { recursive: true, force: true });
  }
}

async function measure(server: ServerProcess, folder: string): Promise<readonly Figure[]> {
  const founded = await foundBenchPractice(server, join(folder, 'founder'));
  const safe = must(await Safe.open(founded.given));
  const keys = await makeMirrorUserKeys();
  const pages = await FilePageStore.open(join(folder, 'leaver'));
  must(await enterMirrorUser(safe, { account: 'wendt', password: BENCH_PASSWORD, name: 'Petra Wendt', pages }, keys));
  await writePersons(safe, founded.founding.site);
  const peer = await OpeningColleague.start([
    server.url,
    'lindner',
    BENCH_PASSWORD,
    founded.recoveryCode,
    join(folder, 'peer'),
  ]);
  try {
    await new Promise((resolve) => setTimeout(resolve, BEFORE_MS));
    const before = await peer.phase();
    const started = performance.now();
    must(await removeColleague(safe, keys.user));
    const removed = performance.now();
    const due = safe.renewals.due().size;
    const pause = () => new Promise<void>((resolve) => setTimeout(resolve));
    const given = { isStopped: () => false, follow: () => safe.sync(), pause, onProgress: () => undefined };
    must(await runRenewals(safe, given));
    const renewed = performance.now();
    const during = await peer.phase();
    if (due !== 2 * PERSONS || safe.renewals.due().size !== 0) throw new Error(`${due} Akten were due`);
    return [
      figure(
        'removal: of somebody with 20,000 Akten, beside the bar (<= 1)',
        's',
        (removed - started) / 1_000,
        BARS.removal,
      ),
      figure(
        'removal: new keys for 20,000 Akten, beside the bar (<= 1)',
        's',
        (renewed - removed) / 1_000,
        BARS.renewal,
      ),
      figure('removal: a colleague opens an Akte meanwhile, p95, beside before (<= 3)', 'ms', p95(during), p95(before)),
      figure(
        'removal: a colleague opens an Akte meanwhile, middle, beside before (<= 3)',
        'ms',
        middle(during),
        middle(before),
      ),
    ];
  } finally {
    peer.end();
  }
}

async function writePersons(safe: Safe, site: Uint8Array): Promise<void> {
  let packets: EntryPacket[] = [];
  for (let n = 0; n < PERSONS; n++) {
    const value = { familienname: `Brandt${n}`, vorname: 'Ilse', geburtsdatum: '1951-03-14', ort: 'Lindenau' };
    packets.push(...must(await sealNewPerson(safe, value, { site })).packets);
    if (packets.length < MOST_PACKETS && n < PERSONS - 1) continue;
    must(await safe.write(packets));
    packets = [];
  }
  must(await safe.sync());
}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}
