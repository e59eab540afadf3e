import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HAS_CHROMIUM, type Stage, setStage, type Visit } from '../../test-support/browse.ts';
import { SPECIAL } from '../../test-support/fake-world.ts';

let stage: Stage;
let visit: Visit;
beforeAll(async () => {
  if (!HAS_CHROMIUM) return;
  stage = await setStage();
  visit = await stage.atAkte(SPECIAL.brandt);
  await visit.page.locator('.eintrag').first().waitFor();
});
afterAll(() => stage?.close());

const line = () => visit.page.getByLabel(/^Text des Eintrags/);
/** Faster than any answer: the next text is there in the same turn of the page. */
function enterAndType(text: string): Promise<void> {
  return visit.page.evaluate(async (next) => {
    const field = document.querySelector('.command-text') as HTMLInputElement;
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
    for (let n = 0; n < 4; n++) await Promise.resolve();
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, next);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }, text);
}
const row = (text: string) => visit.page.getByRole('row').filter({ hasText: text });
async function shoot(name: string): Promise<void> {
  const to = process.env['SIEGEL_SHOTS'];
  if (to === undefined) return;
  await mkdir(to, { recursive: true });
  await visit.page.screenshot({ path: join(to, `${name}.png`) });
}

test.skipIf(!HAS_CHROMIUM)(
  '[K2] [AL10] lines typed without a pause: no letter is lost, and they stand in their order',
  async () => {
    const { page } = visit;
    await line().focus();
    const texts = Array.from({ length: 4 }, (_, n) => `Nr. ${n} ohne Pause`);
    for (const text of texts) {
      await page.keyboard.type(`not ${text}`, { delay: 0 });
      await page.keyboard.press('Enter');
    }
    await page.keyboard.type('und schon die naechste', { delay: 0 });
    await row('Nr. 3 ohne').waitFor();
    expect(await line().inputValue()).toBe('und schon die naechste');
    const shown = await page.locator('.eintrag-text').allInnerTexts();
    expect(shown.filter((text) => text.includes('ohne Pause'))).toEqual(texts);
    await line().fill('');
  },
  90_000,
);

test.skipIf(!HAS_CHROMIUM)(
  '[AL9] [AL11] what is refused comes back beside what was typed since, and neither is lost',
  async () => {
    const { page, order } = visit;
    await order({ do: 'fail-writes', code: 'SITE_CLOSED' });
    await line().focus();
    await page.keyboard.type('not wird abgelehnt', { delay: 0 });
    await enterAndType('bef neu dazu');
    const unsent = page.getByRole('list', { name: 'Nicht gespeicherte Zeilen' });
    await unsent.getByText('NOT wird abgelehnt').waitFor();
    expect(await line().inputValue()).toBe('neu dazu');
    await shoot('line-unsent');
    await order({ do: 'fail-writes', code: undefined });
    await unsent.getByRole('button', { name: 'In die Zeile' }).press('Enter');
    await expect.poll(() => line().inputValue()).toBe('wird abgelehnt');
    await unsent.getByText('BEF neu dazu').waitFor();
    await line().focus();
    await page.keyboard.press('Enter');
    await row('wird abgelehnt').waitFor();
    await unsent.getByRole('button', { name: 'In die Zeile' }).press('Enter');
    await line().focus();
    await page.keyboard.press('Enter');
    await row('neu dazu').waitFor();
    await unsent.waitFor({ state: 'detached' });
    // Into a line that is free it comes back by itself.
    await order({ do: 'fail-writes', code: 'SITE_CLOSED' });
    await page.keyboard.type('not noch einmal', { delay: 0 });
    await page.keyboard.press('Enter');
    await page.getByText('Nicht gespeichert.').waitFor();
    expect(await line().inputValue()).toBe('noch einmal');
    await order({ do: 'fail-writes', code: undefined });
    await line().fill('');
  },
  90_000,
);
