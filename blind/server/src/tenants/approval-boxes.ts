import { equalBytes, type Hash, hexOf, type Id } from '@siegel/wire';
import { ExpiringMap } from '../platform/expiring-map.ts';
import type { World } from '../platform/world.ts';

const LIFE_MS = 10 * 60_000;
const MOST = 1000;
const BOX_BYTES = 16;
/** Approvals one user may have open, and messages in one. */
const MOST_PER_USER = 4;
const MOST_MESSAGES = 8;

/** Which side a message is from, by its session: the one that opened the box, or an approved device. */
export type ApprovalSide = 'newcomer' | 'approver';

/** A box in which a new device and an approver exchange their messages (crypto.md, flow 1). The server relays bytes. */
export interface ApprovalBox {
  readonly id: string;
  readonly user: Id;
  /** The session that opened it. */
  readonly newcomer: Hash;
  readonly messages: { readonly from: ApprovalSide; readonly message: string }[];
  /** ms since 1970, for the screen; what counts is the time that has passed. */
  readonly expiresAt: number;
}

/** Boxes of one tenant: in memory, ten minutes, few and small. */
export class ApprovalBoxes {
  readonly #boxes: ExpiringMap<ApprovalBox>;
  readonly #world: World;
  readonly #onChanged = new Set<(box: ApprovalBox) => void>();

  constructor(world: World) {
    this.#boxes = new ExpiringMap(LIFE_MS, MOST, world);
    this.#world = world;
  }

  /** Opens a box with its first message, or undefined when the user has too many open. */
  open(user: Id, newcomer: Hash, message: string): ApprovalBox | undefined {
    if (this.ofUser(user).length >= MOST_PER_USER) return undefined;
    const id = hexOf(this.#world.random(BOX_BYTES));
    const expiresAt = this.#world.now() + LIFE_MS;
    const box: ApprovalBox = { id, user, newcomer, messages: [{ from: 'newcomer', message }], expiresAt };
    this.#boxes.put(id, box);
    this.#changed(box);
    return box;
  }

  find(id: string): ApprovalBox | undefined {
    return this.#boxes.get(id);
  }

  ofUser(user: Id): readonly ApprovalBox[] {
    return this.all().filter((box) => equalBytes(box.user, user));
  }

  all(): readonly ApprovalBox[] {
    return this.#boxes.values();
  }

  /** Adds a message; false when the box is full. */
  add(box: ApprovalBox, from: ApprovalSide, message: string): boolean {
    if (box.messages.length >= MOST_MESSAGES) return false;
    box.messages.push({ from, message });
    this.#changed(box);
    return true;
  }

  close(box: ApprovalBox): void {
    this.#boxes.delete(box.id);
    this.#changed(box);
  }

  /** Calls `listener` for every box that is opened, written to or closed. */
  onChanged(listener: (box: ApprovalBox) => void): void {
    this.#onChanged.add(listener);
  }

  #changed(box: ApprovalBox): void {
    for (const listener of this.#onChanged) listener(box);
  }
}
