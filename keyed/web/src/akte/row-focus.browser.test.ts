import { afterAll, beforeAll, expect, test } from 'vitest';
import { HAS_CHROMIUM, type Stage, setStage, type Visit } from '../../test-support/browse.ts';
import { SPECIAL } from '../../test-support/fake-world.ts';

/** The place `/` goes to. */
const FIELD = 'Text filtern';

let stage: Stage;
let visit: Visit;
beforeAll(async () => {
  if (!HAS_CHROMIUM) return;
  stage = await setStage();
  visit = await stage.atAkte(SPECIAL.brandt);
  await visit.page.locator('.eintrag').nth(4).waitFor();
});
afterAll(() => stage?.close());

/** Presses keys within one frame, each where the focus is by then. @returns what has the focus two frames later. */
function pressAtOnce(keys: readonly string[]): Promise<string> {
  return visit.page.evaluate(async (pressed) => {
    for (const key of pressed) {
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      // React draws what a key did behind the event, as with a real key.
      await Promise.resolve();
    }
    for (let n = 0; n < 2; n++) await new Promise(requestAnimationFrame);
    const has = document.activeElement;
    return has?.getAttribute('role') === 'row'
      ? `row ${has.getAttribute('data-index')}`
      : (has?.getAttribute('placeholder') ?? '');
  }, keys);
}

test.skipIf(!HAS_CHROMIUM)(
  '[EV43] keys pressed within one frame: each is for the row the one before went to, and the last place asked for has the focus',
  async () => {
    const rows = visit.page.locator('.eintrag');
    await rows.last().focus();
    const last = Number(await rows.last().getAttribute('data-index'));
    expect(await pressAtOnce(['ArrowUp', 'ArrowUp', 'ArrowUp'])).toBe(`row ${last - 3}`);
    expect(await pressAtOnce(['ArrowUp', '/'])).toBe(FIELD);
  },
);

test.skipIf(!HAS_CHROMIUM)(
  '[EV43] a row far away takes the focus when it is drawn, unless the next key went elsewhere',
  async () => {
    const { page, goToAkte } = visit;
    await goToAkte(SPECIAL.long);
    await page.locator('.eintrag').nth(10).waitFor();
    await page.locator('.eintrag').last().focus();
    expect(await pressAtOnce(['Home'])).toBe('row 0');
    await page.locator('.eintrag').first().focus();
    expect(await pressAtOnce(['End', '/'])).toBe(FIELD);
  },
);
