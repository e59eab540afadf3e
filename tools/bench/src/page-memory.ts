import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';

const KIB = 1_024;
const MB = 1_000_000;

/** Process ids of the renderers of a browser. */
export async function rendererIds(browser: Browser): Promise<readonly number[]> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
}

/** Megabytes the renderers of a browser hold (proportional set size: scripts, worker, WebAssembly, page and pictures, shared pages by
 *  their share), the largest first. What only V8 knows of would leave out most of it. Linux. */
export async function rendererMegabytes(ids: readonly number[]): Promise<readonly number[]> {
  const sizes = await Promise.all(ids.map((id) => proportionalMegabytes(id)));
  return sizes.toSorted((a, b) => b - a);
}

async function proportionalMegabytes(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  return (Number(/^Pss: +(\d+) kB$/m.exec(rollup)?.[1] ?? 0) * KIB) / MB;
}
