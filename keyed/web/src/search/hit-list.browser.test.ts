import { expect, test } from 'vitest';
import { HAS_CHROMIUM, setStage } from '../../test-support/browse.ts';

interface Drawn {
  readonly lines: number;
  readonly heightPx: number;
}

test.skipIf(!HAS_CHROMIUM)(
  '[EV44] of many lines those a window can show are drawn at once, the others a frame later, and the list keeps its height',
  async () => {
    const stage = await setStage();
    const { page, signIn } = await stage.open('/anmelden', { viewport: { width: 1440, height: 600 } });
    await signIn();
    const field = page.locator('[data-search]');
    await field.fill('zzzz');
    await page.getByText('Niemand').waitFor();
    const watched = page.evaluate(async () => {
      const list = document.querySelector('.hits') as HTMLElement;
      const seen: { lines: number; heightPx: number }[] = [];
      // Told behind each of React's commits, before anything else is drawn.
      const observer = new MutationObserver(() =>
        seen.push({ lines: list.querySelectorAll('.hit').length, heightPx: list.scrollHeight }),
      );
      observer.observe(list, { childList: true, subtree: true });
      await new Promise((later) => setTimeout(later, 2_000));
      observer.disconnect();
      return seen;
    });
    await field.fill('b');
    const seen: readonly Drawn[] = (await watched).filter(({ lines }) => lines > 0);
    const [first, last] = [seen[0], seen.at(-1)];
    expect(first?.lines).toBe(20);
    expect(last?.lines).toBeGreaterThanOrEqual(40);
    // The name of a second group may come behind the first lines.
    expect(Math.abs((last?.heightPx ?? 0) - (first?.heightPx ?? 0))).toBeLessThanOrEqual(30);
    await stage.close();
  },
  60_000,
);
