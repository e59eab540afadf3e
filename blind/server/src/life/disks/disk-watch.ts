import type { ServerLog } from '../../edge/log.ts';
import { type DiskHealth, diskHealth, type DiskPlaces } from './disk-health.ts';
import { type DiskFault, diskFaults } from './disk-verdicts.ts';

const LOOK_MS = 60_000;

/** Watches arrays and disks of the machine: what goes wrong is said in the log once, and once more when it is over (BX16). */
export class DiskWatch {
  readonly #places: DiskPlaces;
  readonly #log: ServerLog;
  readonly #now: () => number;
  #health: DiskHealth = { arrays: undefined, disks: undefined };
  #said = new Map<string, DiskFault>();
  #timer: NodeJS.Timeout | undefined;

  constructor(places: DiskPlaces, log: ServerLog, now: () => number) {
    this.#places = places;
    this.#log = log;
    this.#now = now;
  }

  /** As it was seen last. */
  get health(): DiskHealth {
    return this.#health;
  }

  /** Looks now and every minute from now on. */
  async watch(): Promise<void> {
    await this.look();
    this.#timer = setInterval(() => void this.look(), LOOK_MS);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async look(): Promise<void> {
    this.#health = await diskHealth(this.#places);
    const faults = new Map(diskFaults(this.#health, this.#now()).map((fault) => [`${fault.event} ${fault.of}`, fault]));
    for (const [key, { event, of }] of faults) if (!this.#said.has(key)) this.#log.error(event, { detail: of });
    for (const [key, { of }] of this.#said) if (!faults.has(key)) this.#log.info('disk-fault-over', { detail: of });
    this.#said = faults;
  }
}
