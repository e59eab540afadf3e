import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** Shoots a page for somebody to look at, when the run was asked for pictures: `SIEGEL_SHOTS` names the folder. */
export async function shoot(page: Page, name: string): Promise<void> {
  const to = process.env['SIEGEL_SHOTS'];
  if (to === undefined) return;
  await mkdir(to, { recursive: true });
  await page.screenshot({ path: join(to, `${name}.png`) });
}
