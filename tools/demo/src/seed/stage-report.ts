/** Says on stderr what the seeding does, how far it is, and how long each stage took. */
export class StageReport {
  readonly #say: (line: string) => void;
  readonly #now: () => number;
  #stage = '';
  #startedAt = 0;
  #saidPercent = -1;

  constructor(say: (line: string) => void, now: () => number) {
    this.#say = say;
    this.#now = now;
  }

  /** Ends the stage before and begins this one. */
  begin(stage: string): void {
    this.end();
    this.#stage = stage;
    this.#startedAt = this.#now();
    this.#saidPercent = -1;
  }

  /** Says every tenth of the way once. */
  progress(done: number, total: number): void {
    const percent = Math.floor((done * 10) / total) * 10;
    if (percent <= this.#saidPercent) return;
    this.#saidPercent = percent;
    this.#say(`  ${this.#stage}: ${percent} %`);
  }

  /** Ends the stage that runs. */
  end(): void {
    if (this.#stage === '') return;
    const seconds = (this.#now() - this.#startedAt) / 1000;
    this.#say(`  ${this.#stage}: ${seconds.toFixed(1).replace('.', ',')} s`);
    this.#stage = '';
  }
}
