import type { SafeSeat } from '../src/worker/safe-seat.ts';

/** The seats of a browser profile whose windows all live in this process: Node has no Web Locks between them. */
export class MemorySeats {
  #held: { readonly onAsked: () => Promise<void> } | undefined;

  /** The seat as one window sees it. */
  forWindow(): SafeSeat {
    return {
      take: async (_account, onAsked) => {
        const before = this.#held;
        const mine = { onAsked };
        await before?.onAsked();
        this.#held = mine;
        return () => {
          if (this.#held === mine) this.#held = undefined;
        };
      },
    };
  }
}
