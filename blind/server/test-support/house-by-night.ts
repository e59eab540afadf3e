import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestOffice } from '@siegel/testing';
import type { ControlMessage } from '@siegel/wire';
import type { BackupCaller } from '../src/backups/new-backup.ts';
import { backupListOf, backupStateOf } from '../src/backups/backup-list.ts';
import { type ServerForTest, startForTest } from '../src/life/start-for-test.ts';
import { OfficeWithBackups } from './office-with-backups.ts';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** An organisation whose nights pass as fast as a test likes. */
export class HouseByNight {
  server: ServerForTest;
  house: OfficeWithBackups;
  readonly office: TestOffice;

  private constructor(server: ServerForTest, office: TestOffice) {
    this.server = server;
    this.office = office;
    this.house = new OfficeWithBackups(server, office);
  }

  /** On a server of its own that can be started anew; with a key of backups, and its plan begun. */
  static async start(): Promise<HouseByNight> {
    const directory = await mkdtemp(join(tmpdir(), 'siegel-nights-'));
    return HouseByNight.on(await startForTest({ directory }));
  }

  /** One more on a server. */
  static async on(server: ServerForTest, seed?: string): Promise<HouseByNight> {
    const house = new HouseByNight(server, await TestOffice.found(server, seed));
    await house.house.setUpKey();
    await server.context.planner.look();
    return house;
  }

  async end(): Promise<void> {
    await this.server.stop();
    await rm(this.server.directory, { recursive: true, force: true });
  }

  /** As whom somebody asks whose session would be over by now. */
  get caller(): BackupCaller {
    return { ...this.office.member, address: '127.0.0.1' };
  }

  /** Makes one at a wish, to its end. @returns its id. */
  async wish(): Promise<string> {
    const { backups } = this.house.tenant;
    const begun = await backups.make(this.caller);
    if (!begun.ok) throw new Error(begun.error.code);
    await this.quiet();
    return begun.value.id;
  }

  /** Waits until nothing is under way. */
  async quiet(): Promise<void> {
    while (this.house.tenant.backups.isBusy) await new Promise((done) => setTimeout(done, 5));
  }

  get daily() {
    return this.house.tenant.daily;
  }

  list(): Promise<ControlMessage<'backupList'>> {
    return backupListOf(this.house.tenant);
  }

  state(): Promise<ControlMessage<'backupState'>> {
    return backupStateOf(this.house.tenant);
  }

  /** Ids of the daily ones, oldest first. */
  async dailies(): Promise<readonly string[]> {
    const { backups } = await this.list();
    return backups.filter(({ cause }) => cause === 'daily').map(({ id }) => id);
  }

  /** Time passes, and the plan is looked at as its timer would. */
  async pass(ms: number): Promise<void> {
    this.server.advance(ms);
    const { planner } = this.server.context;
    // The timer may have begun a look before the time had passed: that one would be the same one.
    await planner.look();
    await planner.look();
  }

  /** Time passes hour by hour. */
  async passHours(count: number): Promise<void> {
    for (let hour = 0; hour < count; hour++) await this.pass(HOUR_MS);
  }

  /** Time passes until the next daily backup is due. */
  async night(): Promise<void> {
    await this.pass((this.daily.nextAt ?? Number.NaN) - this.server.context.world.now() + 1);
  }

  /** The server stops and, after `offMs`, starts anew on the same data. */
  restart(offMs = 0): Promise<void> {
    const aheadMs = this.server.context.world.now() - Date.now() + offMs;
    return this.restartAround(() => Promise.resolve(aheadMs));
  }

  /** The server stops, something happens to its data, and it starts anew. @param happens says how far the clock is ahead then. */
  async restartAround(happens: () => Promise<number>): Promise<void> {
    const { directory } = this.server;
    await this.server.stop();
    this.server = await startForTest({ directory, aheadMs: await happens() });
    Object.assign(this.office.client, { url: this.server.url });
    this.house = new OfficeWithBackups(this.server, this.office);
  }
}
