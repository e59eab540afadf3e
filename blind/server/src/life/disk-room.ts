import { statfs } from 'node:fs/promises';
import { detailOf, type ServerLog } from '../edge/log.ts';

/** Often enough that a busy writer does not get through the reserve of a small disk between two looks. */
const LOOK_MS = 200;
const RESERVE_BYTES = 64 * 1024 * 1024;
/** On a small disk the reserve is a twentieth of it. */
const RESERVE_SHARE = 20;

/** Watches the room on the disk of the data. The last of it is kept for what people need to go on reading: sessions and delivery
 *  entries (A8). Whoever wants to write more is refused while it is touched (SV34). */
export class DiskRoom {
  readonly #directory: string;
  readonly #log: ServerLog;
  #isShort = false;
  /** A disk that cannot be asked is said once, not every second. */
  #isUnknown = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(directory: string, log: ServerLog) {
    this.#directory = directory;
    this.#log = log;
  }

  /** True while only the reserve is left. */
  get isShort(): boolean {
    return this.#isShort;
  }

  /** Looks now and every fifth of a second from now on. */
  async watch(): Promise<void> {
    await this.#look();
    this.#timer = setInterval(() => void this.#look(), LOOK_MS);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    try {
      const { bavail, blocks, bsize } = await statfs(this.#directory);
      this.#isUnknown = false;
      const isShort = bavail * bsize < Math.min(RESERVE_BYTES, (blocks * bsize) / RESERVE_SHARE);
      if (isShort === this.#isShort) return;
      this.#isShort = isShort;
      if (isShort) this.#log.warn('disk-nearly-full', { code: 'DISK_FULL' });
      else this.#log.info('disk-has-room');
    } catch (error) {
      if (this.#isUnknown) return;
      this.#isUnknown = true;
      this.#log.error('failed', { code: 'DISK_FAILED', detail: detailOf(error) });
    }
  }
}
