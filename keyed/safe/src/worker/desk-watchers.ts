import { message, task } from '@siegel/akten';
import { WIRE_KINDS } from '@siegel/wire';
import type { MessagesView } from '../channel/message-api.ts';
import type { TasksView } from '../channel/task-api.ts';
import type { Unlocked } from './unlocked.ts';

// Whoever watches has fetched it.
const views = async () => (await import('./desk-views.ts')).deskViews;

/** So many of the newest messages and receipts are watched; older ones are asked for. */
const MOST_WATCHED = 500;

const TASKS: ReadonlySet<number> = new Set([task.code, WIRE_KINDS.houseTask]);
/** Who is meant by a unit or a role may be another one now (AU8). */
const PEOPLE: ReadonlySet<number> = new Set([WIRE_KINDS.orgUnit, WIRE_KINDS.placement, WIRE_KINDS.user]);
const MESSAGES: ReadonlySet<number> = new Set([message.code, WIRE_KINDS.houseMessage]);

/** Who looks at tasks and messages, and what they are shown (AU32, NA22). */
export class DeskWatchers {
  readonly #house: () => Unlocked | undefined;
  readonly #ofTasks = new Set<(view: TasksView) => void>();
  readonly #ofMessages = new Set<(view: MessagesView) => void>();

  /** @param house undefined while nobody is signed in or the safe is locked. */
  constructor(house: () => Unlocked | undefined) {
    this.#house = house;
  }

  /** Calls `listener` whenever a task changes, until the returned function is called. */
  watchTasks(listener: (view: TasksView) => void): () => void {
    this.#ofTasks.add(listener);
    return () => this.#ofTasks.delete(listener);
  }

  /** Calls `listener` whenever a message or a receipt comes. */
  watchMessages(listener: (view: MessagesView) => void): () => void {
    this.#ofMessages.add(listener);
    return () => this.#ofMessages.delete(listener);
  }

  /** Shows what changed since a size of the journal. Nothing is asked of the journal while nobody watches. */
  async tellSince(size: number): Promise<void> {
    const columns = this.#house()?.safe.follower.columns;
    if (columns === undefined || this.#ofTasks.size + this.#ofMessages.size === 0) return;
    let [hasTasks, hasMessages] = [false, false];
    for (let seq = size; seq < columns.size; seq++) {
      const kind = columns.kindAt(seq) ?? 0;
      hasTasks ||= TASKS.has(kind) || PEOPLE.has(kind);
      hasMessages ||= MESSAGES.has(kind) || PEOPLE.has(kind);
    }
    if (hasTasks) await this.#tellTasks();
    if (hasMessages) await this.#tellMessages();
  }

  /** What waits on this device is in no journal. */
  async tellAll(): Promise<void> {
    await this.#tellTasks();
    await this.#tellMessages();
  }

  async #tellTasks(): Promise<void> {
    const house = this.#house();
    if (house === undefined || this.#ofTasks.size === 0) return;
    const view = await (await views()).showTasks(house);
    if (this.#house() === house) for (const listener of this.#ofTasks) listener(view);
  }

  async #tellMessages(): Promise<void> {
    const house = this.#house();
    if (house === undefined || this.#ofMessages.size === 0) return;
    const view = await (await views()).showMessages(house, MOST_WATCHED);
    if (this.#house() === house) for (const listener of this.#ofMessages) listener(view);
  }

  clear(): void {
    this.#ofTasks.clear();
    this.#ofMessages.clear();
  }
}
