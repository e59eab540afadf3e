import { platformHasher } from '@siegel/seal';
import { decodeBody, type EntryPacket, equalBytes, fail, hexOf, type Id, ok, type Result } from '@siegel/wire';
import { isDeviceFull } from '../local/device-full.ts';
import type { LocalPages } from '../local/local-pages.ts';
import type { RequestFailure } from '../server/server-request.ts';
import { isUndecided, mayPassLater } from './append-verdict.ts';
import { type OutboxContent, outboxOfPage, outboxToPage, type RefusedBatch } from './outbox-page.ts';
import { type AcknowledgedBatch, isInJournal, sendBatch, type Sender } from './send-batch.ts';

type Packets = readonly EntryPacket[];

const NOTHING: OutboxContent = { waiting: [], refused: [] };

/** What was written here and is not proven to be in the journal yet. It lies sealed on this device before it is sent and until
 *  the followed journal shows it, so that neither a broken line, a closed browser nor a lying server loses a word (SF5, SF21);
 *  sending again is harmless (JN5, SY11). */
export class Outbox {
  readonly #safe: Sender;
  readonly #pages: LocalPages;
  #waiting: Packets[] = [];
  #acknowledged: AcknowledgedBatch[] = [];
  #refused: RefusedBatch[] = [];
  #sending: Promise<unknown> = Promise.resolve();
  #storing: Promise<unknown> = Promise.resolve();

  constructor(safe: Sender, pages: LocalPages) {
    this.#safe = safe;
    this.#pages = pages;
  }

  /** Number of batches not acknowledged. */
  get size(): number {
    return this.#waiting.length;
  }

  /** Packets that wait, oldest first. */
  get waiting(): readonly Packets[] {
    return this.#waiting;
  }

  /** Batches the followed journal has not shown yet. */
  get acknowledged(): readonly AcknowledgedBatch[] {
    return this.#acknowledged;
  }

  /** Batches the server refused after they had waited. Nobody else has them. */
  get refused(): readonly RefusedBatch[] {
    return this.#refused;
  }

  /** Takes up what an earlier session left and the journal does not show, and tries to send it. */
  async restore(): Promise<void> {
    for await (const page of this.#pages.readable()) {
      const { waiting, refused } = outboxOfPage(page);
      // A refusal may have been a lie, or hold no longer: it is asked for once more (SF7).
      const batches = [...refused.map(({ packets }) => packets), ...waiting];
      this.#waiting.push(...batches.filter((packets) => !isInJournal(this.#safe, packets)));
    }
    if (this.#waiting.length > 0) await this.flush();
    else await this.#tidy();
  }

  /** Sends packets, behind whatever waits. `saved` is false when nobody knows whether they were written: they wait here. A
   *  refusal is answered, and nothing of it is kept: the caller still has what was typed.
   *  @param insteadOf a record of which nothing else is to wait: both change places in one step, so that a program that ends in
   *  between loses neither wording. Refused, they give the place back. */
  async send(packets: Packets, insteadOf?: Id): Promise<Result<{ readonly saved: boolean }, RequestFailure>> {
    const gone = insteadOf === undefined ? NOTHING : await this.#takeOut((batch) => isOfRecord(batch, insteadOf));
    if (!(await this.#isKept(gone, packets))) {
      this.#putBack(gone);
      return fail('DEVICE_FULL');
    }
    this.#waiting.push(packets);
    const flushed = await this.flush();
    const refused = this.#refused.find((batch) => batch.packets === packets);
    const isBlocked = !flushed.ok && !isUndecided(flushed.error.code) && this.#waiting[0] === packets;
    if (refused === undefined && !isBlocked) return ok({ saved: flushed.ok });
    this.#refused = this.#refused.filter((batch) => batch !== refused);
    this.#waiting = this.#waiting.filter((batch) => batch !== packets);
    this.#putBack(gone);
    await this.#forget([packets], gone.waiting);
    return { ok: false, error: refused?.error ?? (flushed.ok ? { code: 'INTERNAL' } : flushed.error) };
  }

  /** Keeps packets behind whatever waits, without sending them: the next `flush` does. A full device keeps them in memory only. */
  async keep(packets: Packets): Promise<void> {
    await this.#isKept(NOTHING, packets);
    this.#waiting.push(packets);
  }

  /** False when this device has no room for it. */
  async #isKept(gone: OutboxContent, packets: Packets): Promise<boolean> {
    const batches = batchesOf(gone);
    try {
      if (batches.length > 0) await this.#forget(batches, [packets]);
      else await this.#stored(() => this.#pages.add(outboxToPage({ waiting: [packets], refused: [] })));
      return true;
    } catch (error) {
      if (isDeviceFull(error)) return false;
      throw error;
    }
  }

  /** Sends packets that need not be kept: whoever made them makes them anew when they do not arrive (IV43). Codes of append. */
  sendUnkept(packets: Packets): Promise<Result<true, RequestFailure>> {
    const sent = this.#sending.then(async () => {
      const one = await sendBatch(this.#safe, packets);
      if (one.ok) this.#acknowledged.push(one.value);
      return one.ok ? ok(true as const) : one;
    });
    this.#sending = sent.catch(() => undefined);
    return sent;
  }

  /** Sends what waits, in order. What may pass later (OFFLINE, a full disk, an ended session) leaves all of it waiting; a
   *  refusal sets that batch aside and goes on. */
  flush(): Promise<Result<true>> {
    const flushed = this.#sending.then(() => this.#flush());
    this.#sending = flushed.catch(() => undefined);
    return flushed;
  }

  /** Throws away what waits or was refused for one record, with what was to be written in one batch with it. */
  async drop(record: Id): Promise<void> {
    const gone = batchesOf(await this.#takeOut((packets) => packets.some(({ body }) => isRecord(body, record))));
    if (gone.length > 0) await this.#forget(gone);
  }

  /** Sends refused batches once more: what stood in their way is gone. Refused again, they stand aside as before. */
  async sendAgain(isMeant: (batch: RefusedBatch) => boolean): Promise<boolean> {
    // Whoever follows the journal must not wait here for what is under way, when there is nothing to send.
    if (!this.#refused.some(isMeant)) return false;
    await this.#sending;
    const again = this.#refused.filter(isMeant);
    if (again.length === 0) return false;
    this.#refused = this.#refused.filter((batch) => !again.includes(batch));
    this.#waiting.push(...again.map(({ packets }) => packets));
    await this.flush();
    return true;
  }

  async #takeOut(isMeant: (packets: Packets) => boolean): Promise<OutboxContent> {
    await this.#sending;
    const waiting = this.#waiting.filter(isMeant);
    const refused = this.#refused.filter(({ packets }) => isMeant(packets));
    this.#waiting = this.#waiting.filter((packets) => !waiting.includes(packets));
    this.#refused = this.#refused.filter((batch) => !refused.includes(batch));
    return { waiting, refused };
  }

  /** Nothing is half done: what has given way stands in its place again. */
  #putBack({ waiting, refused }: OutboxContent): void {
    this.#waiting = [...waiting, ...this.#waiting];
    this.#refused = [...refused, ...this.#refused];
  }

  /** Takes the oldest refused batch out, for whoever tells the user, or gives undefined. */
  async takeRefused(): Promise<RefusedBatch | undefined> {
    const taken = this.#refused.shift();
    if (taken !== undefined) await this.#forget([taken.packets]);
    return taken;
  }

  /** Holds `due`, acknowledged before the journal was last followed to its end, against it. LOG_SHORTENED or LOG_FORKED when it
   *  does not show one of them: it stays here and is sent again at the next start (SF21). */
  async settle(due: readonly AcknowledgedBatch[]): Promise<Result<true>> {
    // Before `restore` the pages are an earlier session's.
    if (due.length === 0) return ok(true);
    const { columns } = this.#safe.follower;
    for (const batch of due) {
      if (columns.size < batch.firstSeq + batch.hashes.length) return fail('LOG_SHORTENED');
      if (!batch.hashes.every((hash, i) => equalBytes(columns.hashAt(batch.firstSeq + i), hash)))
        return fail('LOG_FORKED');
    }
    this.#acknowledged = this.#acknowledged.filter((batch) => !due.includes(batch));
    await this.#tidy();
    return ok(true);
  }

  async #flush(): Promise<Result<true>> {
    const before = this.#refused.length;
    const flushed = await this.#sendAll();
    if (this.#refused.length > before) await this.#forget([]);
    return flushed;
  }

  async #sendAll(): Promise<Result<true>> {
    while (this.#waiting.length > 0) {
      const [packets] = this.#waiting as [Packets];
      const sent = await sendBatch(this.#safe, packets);
      if (!sent.ok && mayPassLater(sent.error.code))
        return sent.error.code === 'SERVER_STOPPING' ? fail('OFFLINE') : sent;
      if (sent.ok) this.#acknowledged.push(sent.value);
      else this.#refused.push({ packets, error: sent.error });
      this.#waiting.shift();
    }
    return ok(true);
  }

  /** Empties the pages when nothing is left to keep; what stands in the journal goes with the next change at the latest. */
  #tidy(): Promise<void> {
    return this.#stored(async () => {
      const left = this.#waiting.length + this.#acknowledged.length + this.#refused.length;
      if (left === 0) await this.#pages.clear();
    });
  }

  /** Takes batches off the device, puts others in their place if told, and writes down what was refused; what the journal has
   *  shown meanwhile goes, too. */
  #forget(gone: readonly Packets[], instead: readonly Packets[] = []): Promise<void> {
    return this.#stored(async () => {
      const refused = this.#refused;
      const names = new Set([...gone, ...refused.map(({ packets }) => packets)].map(nameOf));
      const waiting: Packets[] = [];
      for await (const page of this.#pages.readable())
        waiting.push(
          ...outboxOfPage(page).waiting.filter(
            (packets) => !names.has(nameOf(packets)) && !isInJournal(this.#safe, packets),
          ),
        );
      waiting.push(...instead);
      if (waiting.length + refused.length === 0) await this.#pages.clear();
      else await this.#pages.replace(outboxToPage({ waiting, refused }));
    });
  }

  /** One change of the pages at a time. */
  #stored<T>(change: () => Promise<T>): Promise<T> {
    const stored = this.#storing.then(change);
    this.#storing = stored.catch(() => undefined);
    return stored;
  }
}

function batchesOf({ waiting, refused }: OutboxContent): readonly Packets[] {
  return [...waiting, ...refused.map(({ packets }) => packets)];
}

function isOfRecord(packets: Packets, record: Id): boolean {
  const [packet] = packets;
  return packets.length === 1 && packet !== undefined && isRecord(packet.body, record);
}

function isRecord(body: Uint8Array, record: Id): boolean {
  return equalBytes(decodeBody(body).record, record);
}

/** What a batch is told apart by: its first entry, which is nobody else's. */
function nameOf(packets: Packets): string {
  return packets[0] === undefined ? '' : hexOf(platformHasher.sha256(packets[0].body));
}
