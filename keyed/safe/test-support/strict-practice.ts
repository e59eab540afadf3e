import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PlainRecord } from '@siegel/akten';
import { LyingProxy, type ServerProcess, spawnServer } from '@siegel/testing';
import type { Id } from '@siegel/wire';
import { runRenewals } from '../src/renewal/renewal-pass.ts';
import { completeGroups } from '../src/roles/complete-house.ts';
import type { Safe } from '../src/safe/safe.ts';
import { sealEintrag, sealNewPerson } from '../src/safe/write-records.ts';
import { addSite } from '../src/sites/change-sites.ts';
import { makeSnapshot } from '../src/snapshot/make-snapshot.ts';
import { setStrictMode } from '../src/strict/strict-mode.ts';
import { type Colleague, joinPractice } from './colleague.ts';
import { type CopiedDatabase, takeDatabase } from './copied-database.ts';
import { FINDING, ILSE, must, Practice } from './practice.ts';

/** A practice of two sites in strict mode, behind a real server: Anna works in the Hauptstelle alone, Berta in the Zweigstelle alone,
 *  the desk at both. */
export class StrictPractice {
  readonly world: { server: ServerProcess; readonly proxy: LyingProxy };
  readonly practice: Practice;
  readonly anna: Colleague;
  readonly berta: Colleague;
  readonly north: Id;
  readonly #folder: string;

  private constructor(
    world: { server: ServerProcess; readonly proxy: LyingProxy },
    folder: string,
    made: { readonly practice: Practice; readonly anna: Colleague; readonly berta: Colleague; readonly north: Id },
  ) {
    this.world = world;
    this.#folder = folder;
    this.practice = made.practice;
    this.anna = made.anna;
    this.berta = made.berta;
    this.north = made.north;
  }

  static async start(): Promise<StrictPractice> {
    const server = await spawnServer();
    const proxy = await LyingProxy.start(server.url);
    const folder = await mkdtemp(join(tmpdir(), 'siegel-strict-'));
    const practice = await Practice.found({ origin: proxy.url, foundingToken: await server.foundingToken(), folder });
    const { desk } = practice;
    must(await completeGroups(desk, 'de'));
    const north = must(await addSite(desk, { name: 'Zweigstelle Nord', users: [desk.given.user] }));
    const anna = await joinPractice(practice, { sites: [practice.founded.founding.site] });
    const berta = await joinPractice(practice, { sites: [north] });
    must(await setStrictMode(desk, true, 'de'));
    must(await runRenewals(desk, jobGiven(desk)));
    return new StrictPractice({ server, proxy }, folder, { practice, anna, berta, north });
  }

  get desk(): Safe {
    return this.practice.desk;
  }

  get main(): Id {
    return this.practice.founded.founding.site;
  }

  /** A person with an Akte and a finding at a site. */
  async addPerson(identity: PlainRecord, site: Id = this.main): Promise<{ readonly personId: Id; readonly akte: Id }> {
    const made = must(await sealNewPerson(this.desk, { ...ILSE, ...identity }, { site }));
    const place = { akte: made.akte, site, key: made.akteKey };
    const { packet } = await sealEintrag(this.desk, { kind: 'finding', value: { ...FINDING } }, place);
    must(await this.desk.write([...made.packets, packet]));
    must(await this.desk.sync());
    return made;
  }

  /** Every byte of the server, which is ended for it and started again. */
  copied(): Promise<CopiedDatabase> {
    return takeDatabase(this.world, this.desk.given.tenant);
  }

  async end(): Promise<void> {
    const { proxy, server } = this.world;
    await proxy.end();
    await server.end('SIGKILL');
    for (const safe of [this.desk, this.anna.safe, this.berta.safe]) await safe.close();
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    await rm(server.directory, { recursive: true, force: true });
  }
}

/** What a job in the background is given. */
export const jobGiven = (safe: Safe) => ({
  isStopped: () => false,
  follow: () => safe.sync(),
  pause: () => new Promise<void>((resolve) => setTimeout(resolve)),
  onProgress: () => undefined,
});

/** They follow the journal and bring the index up to date, as the program does. */
export async function follow(...safes: readonly Safe[]): Promise<void> {
  for (const safe of safes) {
    must(await safe.sync());
    let loaded = await safe.loadIndex();
    for (; !loaded.ok && loaded.error.code === 'DELIVERY_TOO_OFTEN'; loaded = await safe.loadIndex())
      await new Promise((resolve) => setTimeout(resolve, 2_000));
    must(loaded);
  }
}

/** Has everything attributed and makes the set of a site. */
export async function makeSetOf(maker: Safe, site: Id) {
  await follow(maker);
  await maker.attributions.continueInIdleTime(Number.POSITIVE_INFINITY);
  return must(await makeSnapshot(maker, site, { pause: () => Promise.resolve() }));
}
