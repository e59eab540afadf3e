import { task } from '@siegel/akten';
import { isUnreadable, platformHasher } from '@siegel/seal';
import {
  decodeBody,
  type EntryPacket,
  equalBytes,
  type Failure,
  hexOf,
  type Id,
  ok,
  type Result,
  WIRE_KINDS,
} from '@siegel/wire';
import type { RecordVersion } from '../records/visible-records.ts';
import type { Safe } from '../safe/safe.ts';
import { openPacket } from '../safe/pending-entries.ts';
import { openHouseForm } from '../settings/house-form.ts';
import { fetchDesk } from './fetch-desk.ts';
import type { TaskValue } from './task-fields.ts';
import { TaskIndex } from './task-index.ts';

/** A task as this device knows it. */
export interface KnownTask {
  readonly kind: number;
  readonly record: Id;
  readonly akte: Id;
  readonly site: Id;
  /** Entry hash of the version, in hex. */
  readonly head: string;
  readonly value: TaskValue;
  /** `queued`: only this device has this version; `conflict`: the server refused it. */
  readonly waits?: 'queued' | 'conflict';
}

/** What can be shown of some tasks. */
export interface TasksHere {
  readonly tasks: readonly KnownTask[];
  /** Those that are not on this device, or not for this user. */
  readonly closed: number;
  /** Why what is missing could not be asked for. */
  readonly failure?: Failure;
}

/** What the server did not hand out is asked for again after this. */
const ASK_AGAIN_MS = 60_000;
const MOST_DONE = 50;
const CLOSED: ReadonlySet<string> = new Set(['erledigt', 'abgebrochen']);

/** True for the kinds of tasks. */
const isTaskKind = (kind: number | undefined) => kind === task.code || kind === WIRE_KINDS.houseTask;

/** The tasks of an open safe: found in the journal, opened from what is here, fetched when it is not (AU11). */
export class TaskBook {
  readonly #safe: Safe;
  readonly #index: TaskIndex;
  /** By seq: what opened once stays opened. */
  readonly #opened = new Map<number, TaskValue>();
  /** By seq: when the server did not hand it out. */
  readonly #askedAt = new Map<number, number>();

  constructor(safe: Safe) {
    this.#safe = safe;
    this.#index = new TaskIndex(safe.follower.columns);
  }

  /** All tasks that are open, with what waits on this device. */
  async open(): Promise<TasksHere> {
    await this.#index.follow();
    const here = await this.#tasksOf(this.#index.openRecords());
    const waiting = await this.#waiting();
    const isReplaced = ({ record }: KnownTask) => waiting.some((entry) => equalBytes(entry.record, record));
    const tasks = [...here.tasks.filter((known) => !isReplaced(known)), ...waiting];
    return { ...here, tasks: tasks.filter(({ value }) => isOpen(value)) };
  }

  /** The newest that somebody has done. */
  async doneBy(user: Id): Promise<readonly KnownTask[]> {
    await this.#index.follow();
    const { tasks } = await this.#tasksOf(this.#index.doneRecords());
    const isTheirs = ({ value }: KnownTask) =>
      value['zustand'] === 'erledigt' && equalBytes((value['erledigtVon'] as Id | undefined) ?? new Uint8Array(), user);
    const at = ({ value }: KnownTask) => (value['erledigtAmMs'] as number | undefined) ?? 0;
    return tasks
      .filter(isTheirs)
      .toSorted((a, b) => at(b) - at(a))
      .slice(0, MOST_DONE);
  }

  /** The newest version of one task, opened; undefined when it is not here or is none. */
  async one(record: Id): Promise<KnownTask | undefined> {
    const waiting = (await this.#waiting()).find((entry) => equalBytes(entry.record, record));
    return waiting ?? (await this.#tasksOf([record])).tasks[0];
  }

  async #tasksOf(records: readonly Id[]): Promise<TasksHere> {
    const versions = records.flatMap((record) => {
      const newest = this.#safe.records.recordOf(record)?.newest;
      const counts = newest !== undefined && isTaskKind(newest.body.kind);
      return counts && this.#safe.directory.movedTo(newest.body.akte) === undefined ? [newest] : [];
    });
    const missing = await this.#openAll(versions);
    const fetched = missing.length === 0 ? ok(false) : await this.#fetch(missing);
    if (fetched.ok && fetched.value) await this.#openAll(missing);
    const tasks = versions.flatMap((version) => {
      const value = this.#opened.get(version.seq);
      return value === undefined ? [] : [this.#known(version, value)];
    });
    return { tasks, closed: versions.length - tasks.length, ...(!fetched.ok && { failure: fetched.error }) };
  }

  /** @returns those that did not open and might, once they are fetched. */
  async #openAll(versions: readonly RecordVersion[]): Promise<readonly RecordVersion[]> {
    const missing: RecordVersion[] = [];
    for (const version of versions) {
      if (this.#opened.has(version.seq)) continue;
      const value = await this.#openOne(version);
      if (value === 'missing') missing.push(version);
      else if (value !== undefined) this.#opened.set(version.seq, value);
    }
    return missing;
  }

  async #openOne(version: RecordVersion): Promise<TaskValue | 'missing' | undefined> {
    if (version.body.kind === WIRE_KINDS.houseTask) {
      if ((await this.#safe.attributions.faultOf(version.seq)) !== undefined) return undefined;
      const value = await openHouseForm(this.#safe, version);
      return value === undefined ? 'missing' : ({ titel: '', ...value } as TaskValue);
    }
    const opened = await this.#safe.open(version);
    if (!isUnreadable(opened)) return opened.value as unknown as TaskValue;
    const mayCome = opened.unreadable === 'CONTENT_WITHHELD' || opened.unreadable === 'KEY_UNKNOWN';
    return mayCome ? 'missing' : undefined;
  }

  /** @returns whether something came. */
  async #fetch(versions: readonly RecordVersion[]): Promise<Result<boolean>> {
    const { given, akten } = this.#safe;
    const now = given.now();
    const due = versions.filter(
      ({ body, seq }) =>
        (this.#askedAt.get(seq) ?? 0) <= now - ASK_AGAIN_MS &&
        (body.kind === WIRE_KINDS.houseTask || akten.isReadable(body.akte)),
    );
    if (due.length === 0) return ok(false);
    const fetched = await fetchDesk(
      this.#safe,
      due.map(({ body }) => body),
    );
    if (!fetched.ok) return fetched;
    for (const { seq } of due) this.#askedAt.set(seq, now);
    return ok(true);
  }

  #known({ body, seq }: RecordVersion, value: TaskValue): KnownTask {
    const { kind, record, akte, site } = body;
    return { kind, record, akte, site, head: hexOf(this.#safe.follower.columns.hashAt(seq)), value };
  }

  /** What this device has written and nobody else has yet: the last of each record. */
  async #waiting(): Promise<readonly KnownTask[]> {
    const { waiting, refused } = this.#safe.outbox;
    const byRecord = new Map<string, KnownTask>();
    const batches = [
      ...refused.map(({ packets }) => ({ packets, waits: 'conflict' as const })),
      ...waiting.map((packets) => ({ packets, waits: 'queued' as const })),
    ];
    for (const { packets, waits } of batches)
      for (const packet of packets) {
        const known = await this.#waitingOne(packet);
        if (known !== undefined) byRecord.set(hexOf(known.record), { ...known, waits });
      }
    return [...byRecord.values()];
  }

  async #waitingOne(packet: EntryPacket): Promise<KnownTask | undefined> {
    const body = decodeBody(packet.body);
    if (!isTaskKind(body.kind)) return undefined;
    for (const envelope of packet.envelopes) this.#safe.cache.put(envelope);
    const { kind, record, akte, site } = body;
    const version = { seq: -1, body, open: packet.open, receivedAt: 0 };
    const value =
      kind === WIRE_KINDS.houseTask
        ? await openHouseForm(this.#safe, version)
        : await openWaiting(this.#safe, packet, version);
    if (value === undefined) return undefined;
    const head = hexOf(platformHasher.sha256(packet.body));
    return { kind, record, akte, site, head, value: { titel: '', ...value } as TaskValue };
  }
}

async function openWaiting(safe: Safe, packet: EntryPacket, { body }: RecordVersion) {
  const opened = await openPacket(safe, packet, body);
  return isUnreadable(opened) ? undefined : (opened.value as unknown as TaskValue);
}

function isOpen(value: TaskValue): boolean {
  return !CLOSED.has((value['zustand'] as string | undefined) ?? '');
}

const books = new WeakMap<Safe, TaskBook>();

/** The book of a safe, made when it is first asked for. */
export function taskBookOf(safe: Safe): TaskBook {
  const known = books.get(safe) ?? new TaskBook(safe);
  books.set(safe, known);
  return known;
}
