import { type EntryPacket, fail, hexOf, LIMITS, ok, type Result, type ErrorCode } from '@siegel/wire';
import { wrapForWanted } from '../renewal/renew-akten.ts';
import { isStrictNow } from '../renewal/wanted-groups.ts';
import { fetchContent } from '../safe/fetch-content.ts';
import { Safe } from '../safe/safe.ts';
import type { RequestFailure } from '../server/server-request.ts';
import { foundAkte } from './found-akte.ts';
import { sealAkteMove } from './move-akte.ts';
import { openAkteAt, personsLeft, type SiteJob, siteJobRefusal } from './site-job-scope.ts';

/** Few enough that somebody who writes meanwhile waits a fraction of a second at most. */
const PERSONS_PER_STEP = 25;
/** Below the limits of one append request, with room for its frame. */
const MOST_ENTRIES = LIMITS.batchEntries - 50;
const MOST_BYTES = LIMITS.appendBytes / 4;
/** Somebody writes in an Akte just while it moves: it is sealed anew so often. */
const MOST_ATTEMPTS = 3;

/** What a job depends on. */
export interface SiteJobGiven {
  /** Asked between two batches. */
  readonly isStopped: () => boolean;
  /** Follows the journal to its end. */
  readonly follow: () => Promise<Result<true>>;
  /** Lets whoever waits go first. */
  readonly pause: () => Promise<void>;
  readonly onProgress: (progress: SiteJobProgress) => void;
}

export interface SiteJobProgress {
  readonly done: number;
  readonly total: number;
}

/** An Akte that stayed where it is, and why. */
export interface StayedAkte {
  readonly person: string;
  readonly code: ErrorCode;
}

/** How a job ended. Stopped, what is done is done, and the same job goes on with the rest. */
export interface SiteJobEnd {
  readonly end: 'done' | 'stopped';
  readonly done: number;
  readonly stayed: readonly StayedAkte[];
}

/** Does a job, step by step (BS12). What stands in the journal is the only state: cut off at any point, the same job goes on with what
 *  is left, and nothing is done twice. Codes of `siteJobRefusal`; OFFLINE and codes of append: the rest waits. */
export async function runSiteJob(
  safe: Safe,
  job: SiteJob,
  given: SiteJobGiven,
): Promise<Result<SiteJobEnd, RequestFailure>> {
  const refusal = siteJobRefusal(safe, job);
  if (refusal !== undefined) return fail(refusal);
  const stayed = new StayedAkten();
  const left = [...personsLeft(safe, job)];
  const total = left.length;
  for (;;) {
    const done = total - left.length - stayed.all.length;
    given.onProgress({ done, total });
    if (left.length === 0) return ok({ end: 'done', done, stayed: stayed.all });
    if (given.isStopped()) return ok({ end: 'stopped', done, stayed: stayed.all });
    const some = left.splice(0, PERSONS_PER_STEP);
    const stepped = await step(safe, some, { job, follow: given.follow });
    if (!stepped.ok) return stepped;
    stayed.take(stepped.value);
    const followed = await given.follow();
    if (!followed.ok) return followed;
    // They are known at other sites now (BS26). What cannot be wrapped here stays due.
    if (isStrictNow(safe)) await wrapForWanted(safe, some);
    left.push(...personsLeft(safe, { ...job, persons: some }).filter((person) => !stayed.has(person)));
    await given.pause();
  }
}

/** Akten that could not be moved; one in which somebody writes just now is tried again. */
class StayedAkten {
  readonly #codes = new Map<string, ErrorCode>();
  readonly #attempts = new Map<string, number>();

  get all(): readonly StayedAkte[] {
    return [...this.#codes].map(([person, code]) => ({ person, code }));
  }

  has(person: string): boolean {
    return this.#codes.has(person);
  }

  take(some: readonly StayedAkte[]): void {
    for (const { person, code } of some) {
      const attempts = (this.#attempts.get(person) ?? 0) + 1;
      this.#attempts.set(person, attempts);
      if (code !== 'ENTRY_STALE' || attempts >= MOST_ATTEMPTS) this.#codes.set(person, code);
    }
  }
}

interface StepGiven {
  readonly job: SiteJob;
  readonly follow: () => Promise<Result<true>>;
}

/** Does it for some persons. @returns those for whom it could not be done, and why. */
async function step(
  safe: Safe,
  persons: readonly string[],
  { job, follow }: StepGiven,
): Promise<Result<readonly StayedAkte[], RequestFailure>> {
  for (const person of persons) await safe.provenAkten(person);
  const fetched = await fetchAkten(safe, persons, job);
  if (!fetched.ok) return fetched;
  const stayed: StayedAkte[] = [];
  const load = new BatchLoad(safe);
  for (const person of persons) {
    const sealed = await sealFor(safe, person, {
      job,
      send: async (packets) => {
        const sent = await safe.outbox.sendUnkept(packets);
        return sent.ok ? follow() : sent;
      },
    });
    if (!sealed.ok && isPassing(sealed.error.code)) return sealed;
    if (!sealed.ok) stayed.push({ person, code: sealed.error.code });
    else {
      const sent = await load.add(person, sealed.value);
      if (!sent.ok) return sent;
    }
  }
  const sent = await load.flush();
  return sent.ok ? ok([...stayed, ...load.refused]) : sent;
}

/** The content of what moves, and the keys of what it moves into: one delivery entry per request. */
async function fetchAkten(safe: Safe, persons: readonly string[], { does, from, to }: SiteJob): Promise<Result<true>> {
  if (does === 'add' || from === undefined) return ok(true);
  const akten = persons.flatMap((person) =>
    [openAkteAt(safe, person, from), openAkteAt(safe, person, to)].flatMap((known) => known?.akte ?? []),
  );
  const readable = akten.filter((akte) => safe.akten.isReadable(akte)).map(hexOf);
  for (let at = 0; at < readable.length; at += LIMITS.fetchAkten) {
    const body = { akten: readable.slice(at, at + LIMITS.fetchAkten), purpose: 'move' };
    const fetched = await fetchContent(safe.given.address, { path: 'akten', body }, safe);
    if (!fetched.ok) return fetched;
  }
  return ok(true);
}

async function sealFor(
  safe: Safe,
  person: string,
  {
    job: { does, from, to, releases },
    send,
  }: { readonly job: SiteJob; readonly send: (packets: readonly EntryPacket[]) => Promise<Result<true>> },
): Promise<Result<readonly EntryPacket[]>> {
  if (does === 'add') {
    const founded = await foundAkte(safe, { person: Safe.idOf(person), site: to });
    return founded.ok ? ok(founded.value.packets) : founded;
  }
  const known = from === undefined ? undefined : openAkteAt(safe, person, from);
  return known === undefined ? ok([]) : sealAkteMove(safe, known, { site: to, releases, send });
}

/** After these the rest of the job waits. */
const isPassing = (code: ErrorCode) => code === 'OFFLINE' || code === 'SERVER_STOPPING' || code === 'SESSION_MISSING';

interface Load {
  readonly person: string;
  readonly packets: readonly EntryPacket[];
}

/** Akten that wait to be sent together. An Akte is never cut while it fits into one batch. */
class BatchLoad {
  readonly refused: StayedAkte[] = [];
  readonly #safe: Safe;
  #waiting: Load[] = [];
  #size = { entries: 0, bytes: 0 };

  constructor(safe: Safe) {
    this.#safe = safe;
  }

  async add(person: string, packets: readonly EntryPacket[]): Promise<Result<true, RequestFailure>> {
    const entries = packets.length;
    const bytes = packets.reduce((sum, packet) => sum + bytesOf(packet), 0);
    const fits = this.#size.entries + entries <= MOST_ENTRIES && this.#size.bytes + bytes <= MOST_BYTES;
    const flushed = fits ? ok(true as const) : await this.flush();
    if (!flushed.ok) return flushed;
    this.#waiting.push({ person, packets });
    this.#size = { entries: this.#size.entries + entries, bytes: this.#size.bytes + bytes };
    return ok(true);
  }

  /** Sends what waits; when the server refuses it, each Akte alone, so that one does not hold up the others. */
  async flush(): Promise<Result<true, RequestFailure>> {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#size = { entries: 0, bytes: 0 };
    if (waiting.length === 0) return ok(true);
    const together = await this.#send(waiting.flatMap(({ packets }) => packets));
    if (together.ok || isPassing(together.error.code)) return together;
    for (const { person, packets } of waiting) {
      const sent = waiting.length === 1 ? together : await this.#send(packets);
      if (!sent.ok && isPassing(sent.error.code)) return sent;
      if (!sent.ok) this.refused.push({ person, code: sent.error.code });
    }
    return ok(true);
  }

  /** One batch, or for an Akte that is larger several: the one that closes the old Akte comes last. */
  async #send(packets: readonly EntryPacket[]): Promise<Result<true, RequestFailure>> {
    for (const batch of batchesOf(packets)) {
      const sent = await this.#safe.outbox.sendUnkept(batch);
      if (!sent.ok) return sent;
    }
    return ok(true);
  }
}

function batchesOf(packets: readonly EntryPacket[]): readonly (readonly EntryPacket[])[] {
  const batches: EntryPacket[][] = [[]];
  let bytes = 0;
  for (const packet of packets) {
    const size = bytesOf(packet);
    if ((batches.at(-1)?.length ?? 0) >= MOST_ENTRIES || bytes + size > MOST_BYTES) {
      batches.push([]);
      bytes = 0;
    }
    batches.at(-1)?.push(packet);
    bytes += size;
  }
  return batches.filter((batch) => batch.length > 0);
}

/** About; bodies, wraps and frames are small beside envelopes. */
function bytesOf({ envelopes }: EntryPacket): number {
  return envelopes.reduce((sum, envelope) => sum + envelope.length, 1_000);
}
