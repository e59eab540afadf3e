import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addSite, runSiteJob, Safe, sealEintrag, sealNewPerson } from '@siegel/safe';
import { type ServerProcess, spawnServer } from '@siegel/testing';
import type { EntryPacket, Id, Result } from '@siegel/wire';
import { type Figure, figure } from '../figure.ts';
import { BENCH_PASSWORD, foundBenchPractice } from '../found-bench-practice.ts';
import { middle, OpeningColleague, p95 } from '../opening-colleague.ts';

const AKTEN = 20_000;
/** Eintraege of each Akte. */
const EINTRAEGE = 3;
const MOST_PACKETS = 990;
const BEFORE_MS = 5_000;
/** Seconds: a whole site within five minutes, in the background. */
const BAR_S = 300;

/** `sites-move`: 20,000 Akten of three Eintraege go from one site to another in the background, fetched, opened, sealed anew and closed
 *  behind, and what a colleague in another process waits for an Akte meanwhile. */
export async function figureSitesMove(): Promise<readonly Figure[]> {
  const server = await spawnServer();
  const folder = await mkdtemp(join(tmpdir(), 'siegel-sites-move-'));
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
  const from = founded.founding.site;
  const to = must(await addSite(safe, { name: 'Zweigstelle Nord', users: [safe.given.user] }));
  await writePersons(safe, from);
  // As somebody who has just come in: nothing of the Akten is in memory.
  const mover = must(await Safe.open(founded.given));
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
    const pause = () => new Promise<void>((resolve) => setTimeout(resolve));
    const given = { isStopped: () => false, follow: () => mover.sync(), pause, onProgress: () => undefined };
    const job = { does: 'move', from, to, persons: undefined, releases: false } as const;
    const moved = must(await runSiteJob(mover, job, given));
    const seconds = (performance.now() - started) / 1_000;
    const during = await peer.phase();
    if (moved.done !== AKTEN || moved.stayed.length > 0) throw new Error(`${moved.done} Akten were moved`);
    return [
      figure('sites-move: 20,000 Akten of 3 Eintraege to another site, beside the bar (<= 1)', 's', seconds, BAR_S),
      figure(
        'sites-move: a colleague opens an Akte meanwhile, p95, beside before (<= 3)',
        'ms',
        p95(during),
        p95(before),
      ),
      figure(
        'sites-move: a colleague opens an Akte meanwhile, middle, beside before (<= 3)',
        'ms',
        middle(during),
        middle(before),
      ),
    ];
  } finally {
    peer.end();
  }
}

async function writePersons(safe: Safe, site: Id): Promise<void> {
  let packets: EntryPacket[] = [];
  for (let n = 0; n < AKTEN; n++) {
    const value = { familienname: `Brandt${n}`, vorname: 'Ilse', geburtsdatum: '1951-03-14', ort: 'Lindenau' };
    const made = must(await sealNewPerson(safe, value, { site }));
    packets.push(...made.packets);
    for (let at = 0; at < EINTRAEGE; at++) {
      const place = { akte: made.akte, site, key: made.akteKey };
      const text = `Befund ${at}: RR 150/90, Puls regelmäßig, keine Beschwerden seit der letzten Vorstellung.`;
      const eintrag = { kind: 'finding', value: { behandlungstag: '2026-11-20', text } };
      packets.push((await sealEintrag(safe, eintrag, place)).packet);
    }
    if (packets.length + EINTRAEGE + 3 <= MOST_PACKETS && n < AKTEN - 1) continue;
    must(await safe.write(packets));
    packets = [];
  }
  must(await safe.sync());
}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}
