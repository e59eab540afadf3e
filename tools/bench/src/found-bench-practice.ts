import { foundTenant } from '@siegel/safe';
import { FilePageStore } from '@siegel/safe/node';
import type { ServerProcess } from '@siegel/testing';

/** Of everybody in it. */
export const BENCH_PASSWORD = 'Lindenhof im Regen 7';

/** A practice on a fresh server, founded by `lindner`, whose pages lie in `folder`. */
export async function foundBenchPractice(server: ServerProcess, folder: string) {
  const founded = await foundTenant({
    origin: server.url,
    fetch,
    foundingToken: await server.foundingToken(),
    account: 'lindner',
    password: BENCH_PASSWORD,
    profile: 'practice',
    organisationName: 'Praxis am Lindenhof',
    siteName: 'Hauptstelle',
    founderName: 'Dr. Jana Lindner',
    pages: await FilePageStore.open(folder),
    now: Date.now,
  });
  if (!founded.ok) throw new Error(founded.error.code);
  return founded.value;
}
