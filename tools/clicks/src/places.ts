import type { CountedPage } from './counted-page.ts';

/** A person of the demo practice with a long history. */
const NAME = 'neumeier,gi';

/** Rows of the day. */
export const rows = '.day-row';

/** The day list. */
export async function dayList({ page }: CountedPage): Promise<void> {
  await page.keyboard.press('Escape');
  await page.keyboard.press('F3');
  await page.locator(rows).first().waitFor();
}

async function search({ page }: CountedPage): Promise<void> {
  await page.keyboard.press('Escape');
  await page.keyboard.press('F4');
  await page.locator('[data-search]').fill(NAME);
  await page.locator('.hit').first().waitFor();
}

/** Day and month of birth of the person with a long history, as digits: 1801. */
export async function birthday(at: CountedPage): Promise<string> {
  await search(at);
  const [, day = '', month = ''] =
    /(\d\d)\.(\d\d)\.\d{4}/.exec(await at.page.locator('.hit').first().innerText()) ?? [];
  return day + month;
}

/** The Akte of the person with a long history, with the caret in its command line. */
export async function akte(at: CountedPage): Promise<void> {
  const { page } = at;
  await search(at);
  await page.keyboard.press('Enter');
  await page.locator('.eintrag').first().waitFor();
  await page.locator('.command input').last().focus();
}
