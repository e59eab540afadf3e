import { platformHasher, signBatch } from '@siegel/seal';
import {
  appendRequestOfItems,
  appendRequestToItems,
  decodeSequence,
  encodeSequence,
  type EntryPacket,
  fail,
  ok,
  type Result,
} from '@siegel/wire';
import type { LocalPages } from '../local/local-pages.ts';
import { appendBatch } from '../server/append.ts';
import type { RequestFailure } from '../server/server-request.ts';
import type { JournalFollower } from '../journal/journal-follower.ts';
import type { SafeGiven } from './safe-given.ts';

/** Batches the server refused for good, kept until the user has decided what becomes of them. */
export interface RefusedBatch {
  readonly packets: readonly EntryPacket[];
  readonly error: RequestFailure;
}

/** What sending needs of the safe. */
export interface Sender {
  readonly given: SafeGiven;
  readonly follower: JournalFollower;
}

/** What was written here and is not acknowledged yet. It lies sealed on this device before it is sent, so that neither a
 *  broken line nor a closed browser loses a word; sending again is harmless (JN5, SY11). */
export class Outbox {
  readonly #safe: Sender;
  readonly #pages: LocalPages;
  #waiting: (readonly EntryPacket[])[] = [];
  readonly refused: RefusedBatch[] = [];
  #sending: Promise<unknown> = Promise.resolve();

  constructor(safe: Sender, pages: LocalPages) {
    this.#safe = safe;
    this.#pages = pages;
  }

  /** Number of batches not acknowledged. */
  get size(): number {
    return this.#waiting.length;
  }

  /** Packets that wait, oldest first. */
  get waiting(): readonly (readonly EntryPacket[])[] {
    return this.#waiting;
  }

  /** Takes up what an earlier session left and tries to send it. */
  async restore(): Promise<void> {
    for await (const page of this.#pages.read()) this.#waiting = readWaiting(page);
    if (this.#waiting.length > 0) await this.flush();
  }

  /** Sends packets, behind whatever waits. `saved` is false when the server could not be reached: they wait here. */
  async send(packets: readonly EntryPacket[]): Promise<Result<{ readonly saved: boolean }, RequestFailure>> {
    this.#waiting.push(packets);
    await this.#keep();
    const outcome = await this.flush();
    const refused = this.refused.findIndex((batch) => batch.packets === packets);
    if (refused >= 0) {
      const [batch] = this.refused.splice(refused, 1);
      return { ok: false, error: batch?.error ?? { code: 'INTERNAL' } };
    }
    return ok({ saved: outcome.ok });
  }

  /** Sends what waits, in order. OFFLINE leaves it waiting; a refusal takes that batch out and goes on. */
  flush(): Promise<Result<true>> {
    const flushed = this.#sending.then(() => this.#flush());
    this.#sending = flushed;
    return flushed;
  }

  async #flush(): Promise<Result<true>> {
    while (this.#waiting.length > 0) {
      const [packets] = this.#waiting as [readonly EntryPacket[]];
      const sent = await this.#sendOne(packets);
      if (!sent.ok && (sent.error.code === 'OFFLINE' || sent.error.code === 'SERVER_STOPPING')) return fail('OFFLINE');
      if (!sent.ok) this.refused.push({ packets, error: sent.error });
      this.#waiting.shift();
      await this.#keep();
    }
    return ok(true);
  }

  async #sendOne(packets: readonly EntryPacket[]): Promise<Result<true, RequestFailure>> {
    const { tenant, instance, device, address } = this.#safe.given;
    const request = await signBatch(packets, { tenant, instance, device, seen: this.#safe.follower.head });
    const ack = await appendBatch(address, request, platformHasher);
    return ack.ok ? ok(true) : ack;
  }

  async #keep(): Promise<void> {
    if (this.#waiting.length === 0) return this.#pages.clear();
    return this.#pages.replace(encodeSequence(this.#waiting.map(packetsToBytes)));
  }
}

const NO_STATEMENT = { bytes: new Uint8Array(0), signature: new Uint8Array(64) };

/** Packets without a statement: it is signed anew when they are sent, over the head seen then. */
function packetsToBytes(packets: readonly EntryPacket[]): Uint8Array {
  return encodeSequence(appendRequestToItems({ statement: NO_STATEMENT, packets }));
}

function readWaiting(page: Uint8Array): (readonly EntryPacket[])[] {
  return decodeSequence(page).map((bytes) => appendRequestOfItems(decodeSequence(bytes as Uint8Array)).packets);
}
