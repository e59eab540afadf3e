import type { SafeGiven } from '../safe/safe-given.ts';
import { askJson, tellJson } from '../server/server-request.ts';

const LOOK_EVERY_MS = 2_000;

/** Somebody of support at this window: a session and no safe. It ends with its time, when it is thrown out, and at sign-out. */
export class SupportSeat {
  readonly given: SafeGiven;
  readonly #timer: ReturnType<typeof setInterval>;

  /** `onEnded` is called with the code once the server lets nobody of this session in any more (SU5). */
  constructor(given: SafeGiven, onEnded: (code: 'SUPPORT_ENDED') => void) {
    this.given = given;
    this.#timer = setInterval(() => {
      void askJson(given.address, 'session', { answer: 'sessionState' }).then((asked) => {
        if (!asked.ok && asked.error.code !== 'OFFLINE') onEnded('SUPPORT_ENDED');
      });
    }, LOOK_EVERY_MS);
  }

  /** Nobody is here any more; the session ends on the server, too. */
  leave(): void {
    clearInterval(this.#timer);
    void tellJson(this.given.address, 'logout', { method: 'POST' });
  }
}
