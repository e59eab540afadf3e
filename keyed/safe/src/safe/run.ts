import { buildEntry, type ParentVersion, platformHasher, platformRandom, userCoSigner } from '@siegel/seal';
import {
  decodeBody,
  type EntryPacket,
  equalBytes,
  fail,
  type Hash,
  type Id,
  LIMITS,
  ok,
  type Result,
  WIRE_KINDS,
} from '@siegel/wire';
import { HashList } from '../journal/hash-list.ts';
import { entriesOfRun, openRunsOf } from './open-runs.ts';
import type { Safe } from './safe.ts';

/** Batches a device keeps in its outbox while a run goes on. */
const BATCHES_BEFORE_SYNC = 20;

/** An import or seeding on its way: invisible to everybody until it is closed, so that a cut run shows nothing half (JN41). */
export class Run {
  readonly id: Id;
  readonly #safe: Safe;
  readonly #purpose: 'import' | 'demo' | 'move';
  readonly #opened: ParentVersion;
  #waiting: EntryPacket[] = [];
  readonly #hashes = new HashList();
  #unsettled = 0;

  private constructor(safe: Safe, id: Id, purpose: 'import' | 'demo' | 'move', opened: ParentVersion) {
    this.#safe = safe;
    this.id = id;
    this.#purpose = purpose;
    this.#opened = opened;
  }

  /** Opens a run in the journal. Needs the right `import`. */
  static async open(safe: Safe, purpose: 'import' | 'demo' | 'move'): Promise<Result<Run>> {
    const id = platformRandom(16) as Id;
    const author = safe.author;
    const open = { state: 'open', purpose };
    const packet = await buildEntry(
      { kind: WIRE_KINDS.run, schemaVersion: 1, record: id, open, coSigners: [userCoSigner(author)] },
      author,
    );
    const written = await safe.write([packet]);
    const opened = { entryHash: platformHasher.sha256(packet.body), body: decodeBody(packet.body) };
    return written.ok ? ok(new Run(safe, id, purpose, opened)) : written;
  }

  /** Takes up an import this device opened and neither closed nor dropped; what stands in the journal of it counts as added.
   *  Everything this device has written must be there: settle and sync before. RUN_UNKNOWN, RUN_FOREIGN. */
  static resume(safe: Safe, id: Id): Result<Run> {
    const { columns } = safe.follower;
    const [seq] = columns.seqsOfRecord(id);
    const entry = seq === undefined ? undefined : columns.entryAt(seq);
    if (seq === undefined || entry === undefined) return fail('RUN_UNKNOWN');
    if (!openRunsOf(safe).some((open) => equalBytes(open, id))) return fail('RUN_FOREIGN');
    const run = new Run(safe, id, 'import', { entryHash: columns.hashAt(seq).slice(), body: decodeBody(entry.body) });
    for (const added of entriesOfRun(columns, id)) run.#hashes.push(columns.hashAt(added));
    return ok(run);
  }

  /** Entries added so far. */
  get count(): number {
    return this.#hashes.count;
  }

  /** Adds packets that must come together (a new Akte with its records); sends full batches. */
  async add(packets: readonly EntryPacket[]): Promise<Result<true>> {
    if (this.#waiting.length + packets.length > LIMITS.batchEntries || this.#bytes() > LIMITS.appendBytes / 2) {
      const sent = await this.#send();
      if (!sent.ok) return sent;
    }
    this.#waiting.push(...packets);
    for (const { body } of packets) this.#hashes.push(platformHasher.sha256(body));
    return ok(true);
  }

  /** Sends what has been added so far, still invisible: an attachment needs its Akte on the server. */
  send(): Promise<Result<true>> {
    return this.#send();
  }

  /** Closes the run: from here on everybody sees it as a whole. */
  close(): Promise<Result<true>> {
    return this.#end('closed', { count: this.#hashes.count, hash: platformHasher.sha256(this.#hashes.bytes()) });
  }

  /** Gives the run up: nothing of it is ever shown. */
  drop(): Promise<Result<true>> {
    this.#waiting = [];
    return this.#end('dropped', {});
  }

  async #end(
    state: 'closed' | 'dropped',
    facts: { readonly count?: number; readonly hash?: Hash },
  ): Promise<Result<true>> {
    const sent = await this.#send();
    if (!sent.ok) return sent;
    const author = this.#safe.author;
    const parent = this.#opened;
    const open = { state, purpose: this.#purpose, ...facts };
    const packet = await buildEntry(
      { kind: WIRE_KINDS.run, schemaVersion: 1, record: this.id, parent, open, coSigners: [userCoSigner(author)] },
      author,
    );
    const written = await this.#safe.write([packet]);
    return written.ok ? ok(true) : written;
  }

  async #send(): Promise<Result<true>> {
    if (this.#waiting.length === 0) return ok(true);
    const packets = this.#waiting;
    this.#waiting = [];
    const written = await this.#safe.write(packets);
    if (!written.ok) return written;
    return ++this.#unsettled < BATCHES_BEFORE_SYNC ? ok(true) : this.#settle();
  }

  /** Follows the journal, so that the device need not keep the whole run until its end (SF21). */
  async #settle(): Promise<Result<true>> {
    this.#unsettled = 0;
    const synced = await this.#safe.sync();
    return synced.ok || synced.error.code !== 'OFFLINE' ? synced : ok(true);
  }

  #bytes(): number {
    let bytes = 0;
    for (const { body, envelopes } of this.#waiting)
      bytes += body.length + envelopes.reduce((sum, e) => sum + e.length, 512);
    return bytes;
  }
}

/** Takes a whole run back: records nobody changed since leave all lists, history keeps them. */
export async function withdrawRun(safe: Safe, run: Id): Promise<Result<true>> {
  const author = safe.author;
  const packet = await buildEntry(
    { kind: WIRE_KINDS.runWithdrawn, schemaVersion: 1, record: platformRandom(16), open: { run } },
    author,
  );
  const written = await safe.write([packet]);
  return written.ok ? ok(true) : written;
}
