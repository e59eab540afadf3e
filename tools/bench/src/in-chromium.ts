import { type BrowserWorker, HAS_CHROMIUM, startBrowserWorker } from '@siegel/testing';
import type { Figure } from './figure.ts';

/** Measures in a worker of Chromium; without Chromium says so and gives no figure. */
export async function inChromium<M extends object>(
  module: URL,
  measure: (worker: BrowserWorker<M>) => Promise<readonly Figure[]>,
): Promise<readonly Figure[]> {
  if (!HAS_CHROMIUM) {
    console.error('No Chromium here: its figures are left out.');
    return [];
  }
  const worker = await startBrowserWorker<M>(module);
  try {
    console.error(`In a worker of ${worker.browser}:`);
    return await measure(worker);
  } finally {
    await worker.close();
  }
}
