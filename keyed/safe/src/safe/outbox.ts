import { checkpointOrigin, verifyCheckpoint } from '@siegel/journal';
import { platformHasher, platformVerify, signBatch } from '@siegel/seal';
import {
  appendRequestOfItems,
  appendRequestToItems,
  decodeSequence,
  encodeSequence,
  type EntryPacket,
  equalBytes,
  type ErrorCode,
  fail,
  type Hash,
  hexOf,
  ok,
  peekBody,
  type Result,
} from '@siegel/wire';
import type { LocalPages } from '../local/local-pages.ts';
import { appendBatch } from '../server/append.ts';
import type { RequestFailure } from '../server/server-request.ts';
import type { JournalFollower } from '../journal/journal-follower.ts';
import type { SafeGiven } from './safe-given.ts';

type Packets = readonly EntryPacket[];

/** Batches the server refused for good, kept until the user has decided what becomes of them. */
export interface RefusedBatch {
  readonly packets: Packets;
  readonly error: RequestFailure;
}

/** A batch the server says it has written; believed when the followed journal shows it there. */
export interface AcknowledgedBatch {
  readonly firstSeq: number;
  readonly hashes: readonly Hash[];
}

/** What sending needs of the safe. */
export interface Sender {
  readonly given: SafeGiven;
  readonly follower: JournalFollower;
}

/** After these nobody knows whether the batch was written: it waits, and sending it again is harmless. */
const UNDECIDED: ReadonlySet<ErrorCode> = new Set(['OFFLINE', 'SERVER_STOPPING', 'PROOF_WRONG', 'CHECKPOINT_WRONG']);

/** What was written here and is not proven to be in the journal yet. It lies sealed on this device before it is sent and until
 *  the followed journal shows it, so that neither a broken line, a closed browser nor a lying server loses a word (SF5, SF21);
 *  sending again is harmless (JN5, SY11). */
export class Outbox {
  readonly #safe: Sender;
  readonly #pages: LocalPages;
  #waiting: Packets[] = [];
  #acknowledged: AcknowledgedBatch[] = [];
  readonly #refused: RefusedBatch[] = [];
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

  /** Batches refused for good. */
  get refused(): readonly RefusedBatch[] {
    return this.#refused;
  }

  /** Takes up what an earlier session left and the journal does not show, and tries to send it. */
  async restore(): Promise<void> {
    for await (const page of this.#pages.read())
      this.#waiting.push(...readBatches(page).filter((packets) => !this.#isInJournal(packets)));
    if (this.#waiting.length > 0) await this.flush();
    else await this.#clearWhenEmpty();
  }

  /** Sends packets, behind whatever waits. `saved` is false when nobody knows whether they were written: they wait here. */
  async send(packets: Packets): Promise<Result<{ readonly saved: boolean }, RequestFailure>> {
    this.#waiting.push(packets);
    await this.#stored(() => this.#pages.add(pageOf([packets])));
    const outcome = await this.flush();
    const refused = this.#refused.findIndex((batch) => batch.packets === packets);
    if (refused < 0) return ok({ saved: outcome.ok });
    const [batch] = this.#refused.splice(refused, 1);
    await this.#forget([packets]);
    return { ok: false, error: batch?.error ?? { code: 'INTERNAL' } };
  }

  /** Sends what waits, in order. A refusal takes that batch out and goes on; when nobody knows, it waits and the code says why. */
  flush(): Promise<Result<true>> {
    const flushed = this.#sending.then(() => this.#flush());
    this.#sending = flushed.catch(() => undefined);
    return flushed;
  }

  /** Batches refused for good, for whoever tells the user: they are forgotten here. */
  async takeRefused(): Promise<readonly RefusedBatch[]> {
    const taken = this.#refused.splice(0);
    if (taken.length > 0) await this.#forget(taken.map(({ packets }) => packets));
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
    await this.#clearWhenEmpty();
    return ok(true);
  }

  async #flush(): Promise<Result<true>> {
    while (this.#waiting.length > 0) {
      const [packets] = this.#waiting as [Packets];
      const sent = await this.#sendOne(packets);
      if (!sent.ok && UNDECIDED.has(sent.error.code))
        return sent.error.code === 'SERVER_STOPPING' ? fail('OFFLINE') : sent;
      if (sent.ok) this.#acknowledged.push(sent.value);
      else this.#refused.push({ packets, error: sent.error });
      this.#waiting.shift();
    }
    return ok(true);
  }

  async #sendOne(packets: Packets): Promise<Result<AcknowledgedBatch, RequestFailure>> {
    const { follower, given } = this.#safe;
    const { tenant, device, address } = given;
    // The log this device follows, not what the server calls itself: nothing is signed for another copy of it (WR14).
    const log = follower.membership.logAt(follower.head.size);
    if (log === undefined) return fail('OFFLINE');
    const request = await signBatch(packets, { tenant, instance: log.instance, device, seen: follower.head });
    const ack = await appendBatch(address, request, platformHasher);
    if (!ack.ok) return ack;
    const expected = { origin: checkpointOrigin(tenant, log.instance), publicKey: log.logPublic };
    const verifier = { sha256: platformHasher.sha256, verify: platformVerify };
    const signed = await verifyCheckpoint(ack.value.checkpoint, expected, verifier);
    if (!signed.ok) return signed;
    return ok({ firstSeq: ack.value.firstSeq, hashes: packets.map(({ body }) => platformHasher.sha256(body)) });
  }

  #isInJournal(packets: Packets): boolean {
    const { columns } = this.#safe.follower;
    return packets.every(({ body }) => {
      const place = peekBody(body, this.#safe.given.tenant);
      const hash = platformHasher.sha256(body);
      return (
        place !== undefined && columns.seqsOfRecord(place.record).some((seq) => equalBytes(columns.hashAt(seq), hash))
      );
    });
  }

  #clearWhenEmpty(): Promise<void> {
    return this.#stored(async () => {
      const left = this.#waiting.length + this.#acknowledged.length + this.#refused.length;
      if (left === 0) await this.#pages.clear();
    });
  }

  /** Takes batches off the device; what the journal has shown meanwhile goes with them. */
  #forget(gone: readonly Packets[]): Promise<void> {
    return this.#stored(async () => {
      const names = new Set(gone.map(nameOf));
      const left: Packets[] = [];
      for await (const page of this.#pages.read())
        left.push(...readBatches(page).filter((packets) => !names.has(nameOf(packets)) && !this.#isInJournal(packets)));
      if (left.length === 0) await this.#pages.clear();
      else await this.#pages.replace(pageOf(left));
    });
  }

  /** One change of the pages at a time. */
  #stored<T>(change: () => Promise<T>): Promise<T> {
    const stored = this.#storing.then(change);
    this.#storing = stored.catch(() => undefined);
    return stored;
  }
}

const NO_STATEMENT = { bytes: new Uint8Array(0), signature: new Uint8Array(64) };

/** Batches without a statement: it is signed anew when they are sent, over the head seen then. */
function pageOf(batches: readonly Packets[]): Uint8Array {
  return encodeSequence(
    batches.map((packets) => encodeSequence(appendRequestToItems({ statement: NO_STATEMENT, packets }))),
  );
}

function readBatches(page: Uint8Array): Packets[] {
  return decodeSequence(page).map((bytes) => appendRequestOfItems(decodeSequence(bytes as Uint8Array)).packets);
}

/** What a batch is told apart by: its first entry, which is nobody else's. */
function nameOf(packets: Packets): string {
  return packets[0] === undefined ? '' : hexOf(platformHasher.sha256(packets[0].body));
}
