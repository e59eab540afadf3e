import { isLocalDate, type LocalDate, person, type PlainRecord } from '@siegel/akten';
import { isUnreadable } from '@siegel/seal';
import { type EntryPacket, fail, hexOf, type Id, ok, type Result } from '@siegel/wire';
import type { ArchiveJobView, ArchiveWish } from '../channel/archive-api.ts';
import { localDay } from '../channel/local-day.ts';
import { fetchContent } from '../safe/fetch-content.ts';
import type { Safe } from '../safe/safe.ts';
import { sealNextVersion } from '../safe/write-records.ts';

/** Persons of one batch and one delivery. */
const AT_ONCE = 25;

interface ArchiveJobGiven {
  readonly safe: Safe;
  /** Shows what was written. */
  readonly onStep: () => Promise<void>;
  readonly tell: (view: ArchiveJobView) => void;
}

/** Archives many persons or brings them back: a next version of each, whose identity says since when. What is done stands in the journal, so
 *  that a job cut off at any point does nothing twice (PM44). */
export class ArchiveJob {
  readonly #given: ArchiveJobGiven;
  #view: ArchiveJobView;
  #isStopped = false;

  constructor(given: ArchiveJobGiven, { does, personIds }: ArchiveWish) {
    this.#given = given;
    this.#view = { state: 'running', does, done: 0, total: personIds.length, changed: [], failed: 0 };
  }

  get view(): ArchiveJobView {
    return this.#view;
  }

  /** Ends behind the step under way. */
  stop(): void {
    this.#isStopped = true;
  }

  async run(personIds: readonly string[]): Promise<void> {
    this.#show({});
    for (let at = 0; at < personIds.length && !this.#isStopped; at += AT_ONCE) {
      const some = personIds.slice(at, at + AT_ONCE);
      const { changed, failure } = await this.#step(some);
      const failed = failure === undefined ? 0 : some.length - changed.length;
      this.#show({
        done: Math.min(at + AT_ONCE, personIds.length),
        changed: [...this.#view.changed, ...changed],
        failed: this.#view.failed + failed,
        ...(failure !== undefined && { failure }),
      });
      // Without a line the next step would fail as this one did.
      if (failure === 'OFFLINE') break;
    }
    this.#show({ state: this.#view.done < personIds.length ? 'stopped' : 'done' });
  }

  async #step(some: readonly string[]): Promise<{ readonly changed: readonly string[]; readonly failure?: string }> {
    const { safe, onStep } = this.#given;
    const sealed = await sealStep(safe, some, this.#view.does);
    if (!sealed.ok) return { changed: [], failure: sealed.error.code };
    const { packets, personIds, failure } = sealed.value;
    const sent = packets.length === 0 ? ok(true as const) : await safe.outbox.sendUnkept(packets);
    if (!sent.ok) return { changed: [], failure: sent.error.code };
    // What was sealed here is not fetched from elsewhere.
    for (const { envelopes } of packets) for (const envelope of envelopes) safe.cache.put(envelope);
    await onStep();
    for (const personId of personIds) await safe.indexPerson(personId);
    return { changed: personIds, ...(failure !== undefined && { failure }) };
  }

  #show(change: Partial<ArchiveJobView>): void {
    this.#view = { ...this.#view, ...change };
    this.#given.tell(this.#view);
  }
}

interface SealedStep {
  readonly packets: readonly EntryPacket[];
  readonly personIds: readonly string[];
  readonly failure?: string;
}

/** Somebody who is archived already stays so with their day; what does not open stays as it is, and is counted. */
async function sealStep(
  safe: Safe,
  personIds: readonly string[],
  does: ArchiveWish['does'],
): Promise<Result<SealedStep>> {
  const synced = await safe.sync();
  if (!synced.ok) return synced;
  const stammakten = personIds.flatMap((id) => safe.directory.aktenOfPerson(id).filter(({ stammakte }) => stammakte));
  const body = { akten: stammakten.map(({ akte }) => hexOf(akte)), purpose: 'verify' };
  const fetched = await fetchContent(safe.given.address, { path: 'akten', body }, safe);
  if (!fetched.ok) return fail(fetched.error.code);
  const today = localDay(safe.given.now());
  if (!isLocalDate(today)) throw new Error('PM44: a clock says a day');
  const packets: EntryPacket[] = [];
  const changed: string[] = [];
  let failure: string | undefined;
  for (const { akte, person: personId } of stammakten) {
    const next = await sealOne(safe, akte, does === 'archive' ? today : undefined);
    if (!next.ok) failure = next.error.code;
    if (!next.ok || next.value === undefined) continue;
    packets.push(next.value);
    changed.push(personId);
  }
  return ok({ packets, personIds: changed, ...(failure !== undefined && { failure }) });
}

/** @param since undefined brings back. @returns undefined for somebody who stands so already. */
async function sealOne(safe: Safe, akte: Id, since: LocalDate | undefined): Promise<Result<EntryPacket | undefined>> {
  const record = safe.records.recordsOfAkte(akte).find(({ newest }) => newest.body.kind === person.code);
  const opened = record === undefined ? undefined : await safe.open(record.newest);
  if (record === undefined || opened === undefined || isUnreadable(opened)) return fail('UNREADABLE');
  const { archiviertAm, ...rest } = opened.value as PlainRecord;
  if ((archiviertAm !== undefined) === (since !== undefined)) return ok(undefined);
  return sealNextVersion(
    safe,
    record.newest.body.record,
    since === undefined ? rest : { ...rest, archiviertAm: since },
  );
}
