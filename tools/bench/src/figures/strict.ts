import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { foundTenant, runRenewals, Safe, sealNewPerson, setStrictMode } from '@siegel/safe';
import { FilePageStore } from '@siegel/safe/node';
import { type ServerProcess, spawnServer } from '@siegel/testing';
import type { EntryPacket, Result } from '@siegel/wire';
import { type Figure, figure } from '../figure.ts';

const PERSONS = 20_000;
const MOST_PACKETS = 990;
/** Seconds. */
const BAR = 60;

/** `strict`: strict mode is switched on in an organisation of 20,000 persons: all Stammakten are wrapped anew, older keys with them. */
export async function figureStrict(): Promise<readonly Figure[]> {
  const server = await spawnServer();
  const folder = await mkdtemp(join(tmpdir(), 'siegel-strict-'));
  try {
    return await measure(server, folder);
  } finally {
    await server.end('SIGKILL');
    for (const used of [folder, server.directory]) await rm(used, { recursive: true, force: true });
  }
}

async function measure(server: ServerProcess, folder: string): Promise<readonly Figure[]> {
  const founded = must(
    await foundTenant({
      origin: server.url,
      fetch,
      foundingToken: await server.foundingToken(),
      account: 'lindner',
      password: 'Lindenhof im Regen 7',
      profile: 'practice',
      organisationName: 'Praxis am Lindenhof',
      siteName: 'Hauptstelle',
      founderName: 'Dr. Jana Lindner',
      pages: await FilePageStore.open(join(folder, 'founder')),
      now: Date.now,
    }),
  );
  const safe = must(await Safe.open(founded.given));
  await writePersons(safe, founded.founding.site);
  const started = performance.now();
  must(await setStrictMode(safe, true, 'de'));
  const switched = performance.now();
  const due = safe.renewals.due().size;
  const pause = () => new Promise<void>((resolve) => setTimeout(resolve));
  must(
    await runRenewals(safe, { isStopped: () => false, follow: () => safe.sync(), pause, onProgress: () => undefined }),
  );
  const wrapped = performance.now();
  if (due !== PERSONS || safe.renewals.due().size !== 0) throw new Error(`${due} Stammakten were due`);
  return [
    figure('strict: the switch itself, beside the bar (<= 1)', 's', (switched - started) / 1_000, 1),
    figure('strict: 20,000 Stammakten wrapped anew, beside the bar (<= 1)', 's', (wrapped - switched) / 1_000, BAR),
  ];
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
