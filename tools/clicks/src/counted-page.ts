import type { Locator, Page } from 'playwright-core';

/** What a task cost whoever did it. */
export interface Cost {
  /** Keys pressed, a chord (Alt T) once; letters of the text itself not counted. */
  readonly keys: number;
  /** Presses of the mouse. */
  readonly clicks: number;
  /** Letters of the text itself: a name that is looked for, words that are to be kept. */
  readonly letters: number;
  readonly seconds: number;
}

/** A page at which everything a hand does is counted. What a task waits for costs only time. */
export class CountedPage {
  readonly page: Page;
  #keys = 0;
  #clicks = 0;
  #letters = 0;
  #since = performance.now();

  constructor(page: Page) {
    this.page = page;
  }

  /** Begins to count anew. */
  begin(): void {
    this.#keys = 0;
    this.#clicks = 0;
    this.#letters = 0;
    this.#since = performance.now();
  }

  get cost(): Cost {
    const seconds = (performance.now() - this.#since) / 1_000;
    return { keys: this.#keys, clicks: this.#clicks, letters: this.#letters, seconds };
  }

  /** Presses keys one after the other: `Enter`, `Alt+t`. */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      this.#keys++;
      await this.page.keyboard.press(key);
    }
  }

  /** Types what is the matter itself. */
  async type(text: string): Promise<void> {
    this.#letters += text.length;
    await this.page.keyboard.type(text);
  }

  /** Types what belongs to the program: a Kuerzel, a command. Each letter counts as a key. */
  async command(text: string): Promise<void> {
    this.#keys += text.length;
    await this.page.keyboard.type(text);
  }

  /** Clicks once. */
  async click(target: Locator): Promise<void> {
    this.#clicks++;
    await target.click();
  }

  /** Waits until something is on screen. */
  async see(what: string | Locator): Promise<void> {
    const target = typeof what === 'string' ? this.page.getByText(what).first() : what;
    await target.waitFor({ timeout: 15_000 });
  }

  /** Waits until the focus is inside something. */
  async focused(selector: string): Promise<void> {
    await this.page.waitForFunction((inside) => document.activeElement?.closest(inside) !== null, selector);
  }
}
