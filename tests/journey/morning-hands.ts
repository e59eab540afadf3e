import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** Whoever waits for somebody else waits as long as that one needs on a busy machine. */
const PATIENCE_MS = 150_000;

/** One person at a keyboard: what each step of the morning is, key by key. */
export class Hands {
  readonly page: Page;
  /** Texts this person has typed; no step of the morning types one a second time. */
  readonly typed: string[] = [];

  constructor(page: Page) {
    this.page = page;
  }

  /** Presses keys, one after the other. */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Types words that are to be kept. */
  async type(text: string): Promise<void> {
    expect(this.typed, 'MO2: nobody types anything twice').not.toContain(text);
    this.typed.push(text);
    await this.page.keyboard.type(text);
  }

  /** The row of somebody on the day list. */
  row(name: string): Locator {
    return this.page.getByRole('row').filter({ hasText: name });
  }

  /** What the row says about where somebody is. */
  async seeState(name: string, state: string): Promise<void> {
    await this.row(name)
      .locator('.col-sign title', { hasText: state })
      .waitFor({ state: 'attached', timeout: PATIENCE_MS });
  }

  /** The time that stands in the row. */
  timeOf(name: string): Promise<string> {
    return this.row(name).locator('.col-time').innerText();
  }

  /** To today's list, with what is over unfolded. */
  async toDay(): Promise<void> {
    await this.press('F3');
    await this.page.getByRole('grid', { name: 'Termine des Tages' }).waitFor();
    await this.#unfold();
  }

  /** The row in focus takes these keys. */
  async atRow(name: string, ...keys: readonly string[]): Promise<void> {
    await this.#unfold();
    await this.row(name).focus();
    await this.press(...keys);
  }

  /** Waits until somebody stands on the board. */
  async seeWaiting(name: string): Promise<void> {
    await this.page.locator('.cards li').filter({ hasText: name }).waitFor({ timeout: PATIENCE_MS });
  }

  /** Opens the Akte of a row. */
  async open(name: string): Promise<void> {
    await this.atRow(name, 'Enter');
    await this.page.locator('aside.person', { hasText: name.split(',')[0] ?? '' }).waitFor();
    await this.#line().waitFor();
    await this.page.locator('.eintrag', { hasText: 'RR 130/80' }).waitFor();
    await this.#line().focus();
  }

  /** Writes in the command line: `kuerzel` belongs to the program, `text` is what is kept. */
  async write(kuerzel: string, text: string): Promise<void> {
    await this.#line().focus();
    await this.page.keyboard.type(kuerzel);
    await this.type(text);
    await this.send();
  }

  /** Sends the command line and waits until it is free for the next. */
  async send(): Promise<void> {
    // A command is done as its preview says; words of an Eintrag have none.
    await this.press('Enter');
    await expect.poll(() => this.#line().inputValue()).toBe('');
  }

  #line(): Locator {
    return this.page.getByLabel(/^Text des Eintrags/);
  }

  /** What stands in the command line. */
  inLine(): Promise<string> {
    return this.#line().inputValue();
  }

  /** The Eintraege on screen that say this. */
  eintrag(text: string): Locator {
    return this.page.locator('.eintrag').filter({ hasText: text });
  }

  /** Releases an Eintrag by keys. */
  async release(text: string): Promise<void> {
    await this.eintrag(text).focus();
    await this.press('f');
    await this.page.getByRole('dialog').waitFor();
    await this.press('Control+Enter');
    await this.page.getByRole('dialog').waitFor({ state: 'detached' });
    await this.eintrag(text).getByText('freigegeben', { exact: true }).waitFor();
  }

  /** Fills a new appointment for somebody and leaves it open. */
  async beginAppointment(name: string, line: string): Promise<void> {
    await this.press('Alt+t');
    const dialog = this.page.getByRole('dialog', { name: 'Neuer Termin' });
    await dialog.getByRole('combobox', { name: 'Wer kommt?' }).and(this.page.locator(':focus')).waitFor();
    await this.page.keyboard.type(name);
    await dialog.getByRole('option', { name: new RegExp(name) }).waitFor();
    await this.press('Enter');
    await dialog.getByLabel('Kurz geschrieben').and(this.page.locator(':focus')).waitFor();
    await this.type(line);
  }

  /** Ends a dialog with its key. */
  async finishDialog(): Promise<void> {
    await this.press('Control+Enter');
    await this.page.getByRole('dialog').waitFor({ state: 'detached' });
  }

  /** A call is taken: a task for somebody. */
  async takeCall(title: string, forWhom: string): Promise<void> {
    await this.press('F8');
    const dialog = this.page.getByRole('dialog', { name: 'Neue Aufgabe' });
    await dialog.getByLabel('Was ist zu tun?').and(this.page.locator(':focus')).waitFor();
    await this.type(title);
    await this.#tick(dialog, forWhom);
    await this.finishDialog();
  }

  /** A message to somebody, from anywhere. */
  async tell(forWhom: string, subject: string): Promise<void> {
    await this.press('Alt+m');
    await this.page.getByRole('button', { name: /^Nachricht( N)?$/ }).press('Enter');
    const dialog = this.page.getByRole('dialog', { name: 'Neue Nachricht' });
    await dialog.getByLabel('Betreff').and(this.page.locator(':focus')).waitFor();
    await this.type(subject);
    await this.#tick(dialog, forWhom);
    await this.finishDialog();
  }

  /** Somebody new stands at the counter. */
  async enterPerson(familienname: string, birth: string): Promise<void> {
    await this.press('Alt+n');
    await this.page.getByRole('heading', { name: 'Neue Person' }).waitFor();
    for (const word of [familienname, 'Konrad', birth]) {
      await this.page.locator('input:focus').waitFor();
      await this.page.keyboard.type(word);
      await this.press('Tab');
    }
    await this.press('Enter');
    await this.page.locator('aside.person', { hasText: familienname }).waitFor();
  }

  /** Whether somebody is found by name. */
  async seePerson(familienname: string): Promise<void> {
    await this.press('F4');
    await this.page.locator('[data-search]').fill(familienname);
    await this.page.locator('.hit').filter({ hasText: familienname }).waitFor();
  }

  /** The status line says that there is no line, or that everything has arrived. */
  async seeStatus(words: string): Promise<void> {
    await this.page.locator('.status').getByText(words, { exact: true }).waitFor({ timeout: 60_000 });
  }

  /** Whether the page asks who one is. */
  async isLocked(): Promise<boolean> {
    return (await this.page.getByLabel('Passwort', { exact: true }).count()) > 0;
  }

  /** Goes so many days on from the day that is shown. */
  async daysOn(days: number): Promise<void> {
    await this.page.getByRole('button', { name: 'Ein Tag weiter' }).focus();
    for (let day = 0; day < days; day++) await this.press('Enter');
  }

  /** The rows of the tasks that are open. */
  async seeTasks(titles: readonly string[]): Promise<void> {
    await this.press('Alt+o');
    await this.page.getByRole('button', { name: /^Alle offenen/ }).press('Enter');
    for (const title of titles) await this.page.locator('tr[data-row]').filter({ hasText: title }).waitFor();
  }

  async #tick(dialog: Locator, label: string): Promise<void> {
    await dialog.getByLabel(label).focus();
    await this.press('Space');
  }

  async #unfold(): Promise<void> {
    const fold = this.page.locator('.day-fold button[aria-expanded=false]');
    if ((await fold.count()) > 0) await fold.press('Enter');
  }
}
