import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { type Figure, figure, median } from '../figure.ts';
import { find, inWorkspace } from '../in-workspace.ts';

const FILE_BYTES = 100 * 1024 * 1024;
const ROUNDS = 3;
const MEGABYTE = 1e6;

/** `attach`: a file of 100 MB chosen until its row is there, beside the same file sent plain to the same server in the same page
 *  (wanted 0.5 of its rate). */
export async function figureAttach(): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'siegel-attach-'));
  try {
    const rounds = await inWorkspace({ persons: 1, eintraege: 1 }, (page, { url }) => measure(page, url, folder));
    if (rounds === undefined) return [];
    const rate = (seconds: readonly number[]) => FILE_BYTES / MEGABYTE / median(seconds);
    return [
      figure(
        'attach: 100 MB sealed and sent, beside sent plain (>= 0.5)',
        'MB/s',
        rate(rounds.sealed),
        rate(rounds.plain),
      ),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(page: Page, url: string, folder: string) {
  await find(page, 'brandt0');
  await page.locator('.hit').first().click();
  await page.locator('.eintrag').first().waitFor();
  const asked = new Promise<Record<string, string>>((resolve) =>
    page.on('request', (request) => {
      if (request.url().includes('/blobs')) void request.allHeaders().then(resolve);
    }),
  );
  const sealed: number[] = [];
  const plain: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const path = join(folder, `film-${round}.bin`);
    await writeFile(path, randomBytes(FILE_BYTES));
    const started = performance.now();
    await page.locator('input[type=file]').first().setInputFiles(path);
    await page
      .locator('.eintrag')
      .filter({ hasText: `film-${round}.bin` })
      .waitFor();
    sealed.push((performance.now() - started) / 1_000);
    plain.push(await sendPlain(page, url, ownHeaders(await asked)));
  }
  return { sealed, plain };
}

/** The same count of random bytes in the same sections and pieces, hashed as the server asks, and nothing else. */
async function sendPlain(page: Page, url: string, headers: Record<string, string>): Promise<number> {
  const tenant = ((await (await fetch(`${url}/v1/tenant`)).json()) as { readonly tenant: string }).tenant;
  const akte = await akteOf(page);
  return page.evaluate(
    async ({ base, akteId, sizeBytes, headers }) => {
      const sectionBytes = 255 * 65_552;
      const pieceBytes = 4 * 1024 * 1024;
      const file = new Uint8Array(sizeBytes);
      for (let at = 0; at < sizeBytes; at += 65_536) crypto.getRandomValues(file.subarray(at, at + 65_536));
      const started = performance.now();
      for (let at = 0; at < sizeBytes; at += sectionBytes) {
        const section = file.slice(at, at + sectionBytes);
        const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', section));
        const hash = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
        const body = JSON.stringify({ akte: akteId, hash, sizeBytes: section.length });
        const json = { ...headers, 'content-type': 'application/json' };
        const begun = await fetch(`${base}/blobs`, { method: 'POST', headers: json, body });
        if (!begun.ok) throw new Error(`blobs ${begun.status}`);
        for (let offset = 0; offset < section.length; offset += pieceBytes) {
          const piece = section.slice(offset, offset + pieceBytes);
          const bytes = { ...headers, 'content-type': 'application/octet-stream' };
          const sent = await fetch(`${base}/blobs/${hash}?offset=${offset}`, {
            method: 'PUT',
            headers: bytes,
            body: piece,
          });
          if (!sent.ok) throw new Error(`piece ${sent.status}`);
        }
      }
      return (performance.now() - started) / 1_000;
    },
    { base: `${url}/v1/t/${tenant}`, akteId: akte, sizeBytes: FILE_BYTES, headers },
  );
}

/** What a request of the workspace proves its session with, beside the cookie. */
function ownHeaders(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => /^(?:authorization|siegel-.*)$/.test(name)));
}

/** The Akte of the newest row, as "Was der Server sieht" names it. */
async function akteOf(page: Page): Promise<string> {
  await page.locator('.eintrag').last().click();
  await page.keyboard.press('Alt+v');
  const row = page.locator('.server-view tr').filter({ hasText: 'Zufällige Kennung der Akte' });
  const akte = /[0-9a-f]{32}/.exec(await row.innerText())?.[0] ?? '';
  await page.keyboard.press('Alt+v');
  return akte;
}
