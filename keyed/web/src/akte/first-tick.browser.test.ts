import { expect, test } from 'vitest';
import { HAS_CHROMIUM, setStage } from '../../test-support/browse.ts';
import { SPECIAL } from '../../test-support/fake-world.ts';

test.skipIf(!HAS_CHROMIUM)(
  '[AT90] Umschalt D right behind the first tick is done, though its part comes late',
  async () => {
    const stage = await setStage();
    const { page, ...visit } = await stage.open('/anmelden');
    let held = 0;
    await page.route(`**${stage.partWith('aktePrint.printKey')}`, async (route) => {
      held += 1;
      await new Promise((later) => setTimeout(later, 800));
      await route.continue();
    });
    await visit.signIn();
    await visit.goToAkte(SPECIAL.brandt);
    await page.locator('.eintrag').first().waitFor();
    await page.locator('.eintrag').last().focus();
    const download = page.waitForEvent('download');
    await page.keyboard.press('Space');
    await page.keyboard.press('Shift+D');
    expect((await download).suggestedFilename()).toMatch(/\.pdf$/);
    expect(held).toBeGreaterThan(0);
    await stage.close();
  },
  90_000,
);
