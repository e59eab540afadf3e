/** One at a time: the password is changed, or it opens something. In between record and slots are exchanged in one step on the server, and
 *  who has asked for the one before it and for the other after it would be told that the password is wrong. */
export class PasswordTurn {
  #change: Promise<unknown> = Promise.resolve();

  /** Whoever signs in from now on waits for this change. */
  change<T>(work: Promise<T>): Promise<T> {
    this.#change = work.catch(() => undefined);
    return work;
  }

  /** Resolves when no change is on its way from this browser. */
  async over(): Promise<void> {
    await this.#change;
  }
}
