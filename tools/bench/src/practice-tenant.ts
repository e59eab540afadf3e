import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { foundTenant, makeSnapshot, Safe, sealEintrag, sealNewPerson } from '@siegel/safe';
import { FilePageStore } from '@siegel/safe/node';
import { spawnServer } from '@siegel/testing';
import type { EntryPacket, Result } from '@siegel/wire';

const WEB = new URL('../../../keyed/web/dist', import.meta.url).pathname;
const PASSWORD = 'Lindenhof im Regen 7';
/** Three to a person: two case keys and the person. */
const MOST_PACKETS = 990;

/** A practice with many persons behind the built client. */
export interface PracticeTenant {
  readonly url: string;
  readonly access: { readonly account: string; readonly password: string; readonly recoveryCode: string };
  end(): Promise<void>;
}

/**
 * Founds a practice on a server of its own and enters `persons`, each with so many Eintraege. It leaves a snapshot set, as
 * the founder's device does after an hour of work: a practice without one is measured for nobody.
 */
export async function practiceTenant(persons: number, eintraege = 0): Promise<PracticeTenant> {
  const server = await spawnServer({ built: true, args: ['--web', WEB] });
  const folder = await mkdtemp(join(tmpdir(), 'siegel-bench-'));
  const founded = must(
    await foundTenant({
      origin: server.url,
      fetch,
      foundingToken: await server.foundingToken(),
      account: 'lindner',
      password: PASSWORD,
      profile: 'practice',
      organisationName: 'Praxis am Lindenhof',
      siteName: 'Hauptstelle',
      founderName: 'Dr. Jana Lindner',
      pages: await FilePageStore.open(join(folder, 'founder')),
      now: Date.now,
    }),
  );
  const safe = must(await Safe.open(founded.given));
  let packets: EntryPacket[] = [];
  for (let i = 0; i < persons; i++) {
    const value = { familienname: `Brandt${i}`, vorname: 'Ilse', geburtsdatum: '1951-03-14', ort: 'Lindenau' };
    const { site } = founded.founding;
    const made = must(await sealNewPerson(safe, value, { site }));
    packets.push(...made.packets);
    for (let n = 0; n < eintraege; n++) {
      packets.push((await sealEintrag(safe, eintragOf(n), { akte: made.akte, site, key: made.akteKey })).packet);
      if (packets.length < MOST_PACKETS) continue;
      must(await safe.write(packets));
      packets = [];
    }
    if (packets.length < MOST_PACKETS && i < persons - 1) continue;
    must(await safe.write(packets));
    packets = [];
  }
  must(await safe.sync());
  must(await safe.loadIndex());
  await safe.attributions.continueInIdleTime(Number.POSITIVE_INFINITY);
  must(await makeSnapshot(safe, founded.founding.site, { pause: () => Promise.resolve() }));
  return {
    url: server.url,
    access: { account: 'lindner', password: PASSWORD, recoveryCode: founded.recoveryCode },
    async end() {
      await server.end('SIGKILL');
      await rm(server.directory, { recursive: true, force: true });
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Every hundredth is long. */
function eintragOf(n: number) {
  const day = new Date(Date.UTC(2010, 0, 1 + 3 * n)).toISOString().slice(0, 10);
  const text = `Nr. ${n}. RR 150/90, Puls 72, Gewicht 81 kg. ${n % 100 === 99 ? 'Ausführlicher Verlauf. '.repeat(40) : ''}`;
  return { kind: 'finding', value: { behandlungstag: day, text } };
}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}
