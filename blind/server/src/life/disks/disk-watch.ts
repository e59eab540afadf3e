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
  /** What was said and is not over. */
  readonly #said = new Map<string, DiskFault>();
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
    this.#sayWhatIsOver(new Set([...faults.values()].map(({ of }) => of)));
    for (const [key, fault] of faults) this.#said.set(key, fault);
  }

  /** Over is what is seen to be well: not what got worse, and not what nothing is heard of any more. */
  #sayWhatIsOver(wrong: ReadonlySet<string>): void {
    const { arrays = [], disks = [] } = this.#health;
    const seen = new Set([...arrays, ...disks].map(({ name }) => name));
    const over = new Set<string>();
    for (const [key, { of }] of this.#said) {
      if (!seen.has(of)) continue;
      this.#said.delete(key);
      if (!wrong.has(of)) over.add(of);
    }
    for (const of of over) this.#log.info('disk-fault-over', { detail: of });
  }
}
