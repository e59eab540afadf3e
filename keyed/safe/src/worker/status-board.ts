import type { AccessRules } from '@siegel/akten';
import { INITIAL_STATUS, type SafeStatus } from '../channel/sign-in-api.ts';

/** The one status of the safe and everybody who watches it. */
export class StatusBoard {
  #status: SafeStatus;
  readonly #listeners = new Set<(status: SafeStatus) => void>();

  constructor(clientVersion: string) {
    this.#status = { ...INITIAL_STATUS, clientVersion };
  }

  get status(): SafeStatus {
    return this.#status;
  }

  /** Changes some of it and tells everybody. */
  set(change: Partial<SafeStatus>): void {
    this.#status = { ...this.#status, ...change };
    for (const listener of this.#listeners) listener(this.#status);
  }

  /** Says what the rules of the organisation ask of this workplace; whoever sets the status next tells everybody. */
  setRules({ idleMinutes, idleMostMinutes, secondFactor, secondFactorFrom }: AccessRules): void {
    const { factorRule: _, ...rest } = this.#status;
    const idle = { minutes: idleMinutes, mostMinutes: idleMostMinutes };
    const rule = secondFactor === 'voluntary' ? {} : { factorRule: { where: secondFactor, fromMs: secondFactorFrom } };
    this.#status = { ...rest, idle, ...rule };
  }

  /** Says that program and server are of different versions, or no longer. */
  setVersionGap(versionGap: SafeStatus['versionGap']): void {
    const { versionGap: _, ...rest } = this.#status;
    this.#status = versionGap === undefined ? rest : { ...rest, versionGap };
  }

  watch(listener: (status: SafeStatus) => void): () => void {
    this.#listeners.add(listener);
    listener(this.#status);
    return () => void this.#listeners.delete(listener);
  }
}
