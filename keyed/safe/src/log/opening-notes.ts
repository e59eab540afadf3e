import { type Author, buildEntry, platformRandom } from '@siegel/seal';
import { type CborValue, type Id, WIRE_KINDS } from '@siegel/wire';
import { Outbox } from '../safe/outbox.ts';
import type { JournalFollower } from '../journal/journal-follower.ts';
import type { LocalPages } from '../local/local-pages.ts';
import type { SafeGiven } from '../safe/safe-given.ts';
import { detailsFor } from './log-readers.ts';

/** What noting needs of the safe. */
interface NotingSafe {
  readonly given: SafeGiven;
  readonly follower: JournalFollower;
  readonly author: Author;
  readonly akten: { readableOf(personId: string): readonly { readonly akte: Id }[] };
}

/** What is shown, printed or given out. */
type OpeningPurpose = 'open' | 'print' | 'export';

const ID_BYTES = 16;
/** Behind the delivery they belong to, so that the screen has the line for itself. */
const SEND_AFTER_MS = 1_000;

/** The entries this program writes before it shows, prints or gives out an Akte, and when it makes a report (LG8, LG9). They wait in
 *  pages of their own, sealed on this device: what is written in Akten neither waits for them nor is counted with them. */
export class OpeningNotes {
  readonly #safe: NotingSafe;
  readonly outbox: Outbox;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(safe: NotingSafe, pages: LocalPages) {
    this.#safe = safe;
    this.outbox = new Outbox(safe, pages);
  }

  /** Takes up what an earlier session could not send. */
  async restore(): Promise<void> {
    await this.outbox.restore();
    await this.#letGo();
  }

  /** Notes that the Akten of a person are shown, printed or exported; kept on this device when it resolves, sent soon after.
   *  `what` names content and is sealed (LG10). It never fails and never waits for the server. */
  async note(personId: string, purpose: OpeningPurpose, what = ''): Promise<void> {
    const akten = this.#safe.akten.readableOf(personId).map(({ akte }) => akte);
    if (akten.length > 0) await this.#keep(WIRE_KINDS.opening, { purpose, akten }, what);
  }

  /** Notes that a table over many Akten was made: how many rows, and sealed which. */
  noteReport(about: 'log', count: number, what: string): Promise<void> {
    return this.#keep(WIRE_KINDS.report, { about, count }, what);
  }

  /** Sends what waits, now. What cannot be sent goes on waiting. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.outbox.flush();
    await this.#letGo();
  }

  /** Sends nothing by itself any more. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  async #keep(kind: number, fields: { readonly [name: string]: CborValue }, what: string): Promise<void> {
    const record = platformRandom(ID_BYTES) as Id;
    const open = { ...fields, ...(await detailsFor(this.#safe, record, what)) };
    await this.outbox.keep([await buildEntry({ kind, schemaVersion: 1, record, open }, this.#safe.author)]);
    this.#timer ??= setTimeout(() => void this.flush().catch(() => undefined), SEND_AFTER_MS);
  }

  /** What the server refuses for good nobody can write any more: a device that was removed, a right that is gone. */
  async #letGo(): Promise<void> {
    while ((await this.outbox.takeRefused()) !== undefined);
  }
}
