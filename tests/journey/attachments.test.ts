import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { SECRET, talkativeJpeg } from '../../keyed/safe/test-support/pictures.ts';
import { scriptedPdf } from '../../keyed/web/test-support/a-pdf.ts';
import { openAkte, PracticeWorld, row } from './practice-world.ts';

const MIB = 1024 * 1024;
let world: PracticeWorld;
beforeAll(async () => {
  world = await PracticeWorld.start();
}, 120_000);
afterEach(async () => {
  for (const context of world.browser.contexts()) await context.close();
});
afterAll(() => world.end());

/** Opens the file of a row beside the Akte. */
async function openFile(page: Page, name: string): Promise<Locator> {
  await row(page, name).getByRole('button', { name }).click();
  const pane = page.getByRole('complementary', { name });
  await pane.waitFor();
  return pane;
}

/** How many dots of a canvas are dark: a page that was not painted has none. */
const inkOf = (canvas: Locator) =>
  canvas.evaluate((element: HTMLCanvasElement) => {
    const context = element.getContext('2d') as CanvasRenderingContext2D;
    const { data } = context.getImageData(0, 0, element.width, element.height);
    return data.filter((value, at) => at % 4 === 0 && value < 60).length;
  });

/** Colour of a picture as the screen shows it, at a quarter and at three quarters of its width. */
const coloursOf = (picture: Locator) =>
  picture.evaluate(async (image: HTMLImageElement) => {
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
    const context = canvas.getContext('2d') as CanvasRenderingContext2D;
    context.drawImage(image, 0, 0);
    return [0.25, 0.75].map((part) => {
      const [red = 0, , blue = 0] = context.getImageData(part * canvas.width, canvas.height / 2, 1, 1).data;
      return red > blue ? 'red' : 'blue';
    });
  });

/** Gives a file to the Akte as the clipboard or a hand over the window does. */
const give = (page: Page, kind: 'drop' | 'paste', file: { name: string; type: string; bytes: Uint8Array }) =>
  page.evaluate(
    ({ event, name, type, base64 }) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const data = new DataTransfer();
      data.items.add(new File([bytes], name, { type }));
      const wish = { bubbles: true, cancelable: true };
      document
        .querySelector('.command-text')
        ?.dispatchEvent(
          event === 'paste'
            ? new ClipboardEvent('paste', { clipboardData: data, ...wish })
            : new DragEvent('drop', { dataTransfer: data, ...wish }),
        );
    },
    { event: kind, name: file.name, type: file.type, base64: Buffer.from(file.bytes).toString('base64') },
  );

/** The bytes the pane hands out. */
async function downloadOf(page: Page, pane: Locator): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    pane.getByRole('link', { name: 'Herunterladen' }).first().click(),
  ]);
  return readFile(await download.path());
}

test('[AT13] [AT15] [AT21] a photograph and a PDF that were chosen, pasted and dropped are painted beside the Akte; what the photograph said is gone', async () => {
  const page = await world.arrive();
  await openAkte(page, 'brandt');
  const jpeg = talkativeJpeg();
  const pdf = scriptedPdf('Radiologie Nord');
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles([
      { name: 'Wunde.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(jpeg) },
      { name: 'Brief.pdf', mimeType: 'application/pdf', buffer: pdf },
    ]);
  await give(page, 'paste', { name: 'eingefuegt.jpg', type: 'image/jpeg', bytes: jpeg });
  await give(page, 'drop', { name: 'gezogen.pdf', type: 'application/pdf', bytes: pdf });
  await page.getByRole('list', { name: 'Dateien auf dem Weg' }).waitFor({ state: 'detached' });
  // What is painted comes from the server again, in a browser that never had the file.
  const other = await world.arrive('empfang');
  await openAkte(other, 'brandt');
  for (const name of ['Wunde.jpg', 'eingefuegt.jpg']) {
    const pane = await openFile(other, name);
    expect(await coloursOf(pane.getByRole('img', { name }))).toEqual(['blue', 'red']);
    const sealed = await downloadOf(other, pane);
    expect(sealed.length).toBeLessThan(jpeg.length);
    expect(sealed.toString('latin1')).not.toContain(SECRET);
    expect(sealed.toString('latin1')).not.toContain('Exif');
    await other.keyboard.press('Escape');
    await pane.waitFor({ state: 'detached' });
  }
  for (const name of ['Brief.pdf', 'gezogen.pdf']) {
    const pane = await openFile(other, name);
    await pane.getByText('Radiologie Nord').waitFor({ state: 'attached' });
    expect(await inkOf(pane.locator('canvas'))).toBeGreaterThan(500);
    expect((await downloadOf(other, pane)).equals(pdf)).toBe(true);
    await other.keyboard.press('Escape');
    await pane.waitFor({ state: 'detached' });
  }
  expect(world.complaints).toEqual([]);
}, 120_000);

test('[AT11] [AT12] a server that dies in the middle of an upload and comes back gets the rest, and nothing is lost', async () => {
  const page = await world.arrive();
  await openAkte(page, 'brandt');
  const content = randomBytes(40 * MIB);
  const path = join(world.folder, 'MRT.zip');
  await writeFile(path, content);
  const offsets: string[] = [];
  let restarted: Promise<void> | undefined;
  await page.route('**/blobs/*', async (route) => {
    const { searchParams, pathname } = new URL(route.request().url());
    offsets.push(`${pathname.slice(-8)} ${searchParams.get('offset')}`);
    if (offsets.length === 6) {
      await world.cut();
      restarted = world.startAgain();
    }
    await route.continue();
  });
  await page.locator('input[type=file]').first().setInputFiles(path);
  await page.getByText('wartet auf Verbindung, geht dann weiter').waitFor();
  await row(page, 'MRT.zip').waitFor({ timeout: 60_000 });
  await restarted;
  await page.getByRole('list', { name: 'Dateien auf dem Weg' }).waitFor({ state: 'detached' });
  // Only the piece that was on its way is sent twice.
  expect(offsets.length - new Set(offsets).size).toBeLessThanOrEqual(1);
  await page.unroute('**/blobs/*');
  const pane = await openFile(page, 'MRT.zip');
  await pane.getByText('Diese Art von Datei zeigt Siegel nicht an').waitFor();
  expect((await downloadOf(page, pane)).equals(content)).toBe(true);
}, 120_000);

test('[AT22] an upload goes on after the page was reloaded in the middle, once the same file is chosen again', async () => {
  const page = await world.arrive();
  await openAkte(page, 'brandt');
  const content = randomBytes(24 * MIB);
  const path = join(world.folder, 'CT.zip');
  await writeFile(path, content);
  const sent: string[] = [];
  let isHeld = true;
  const isSixth = new Promise<void>((resolve) => {
    void page.route('**/blobs/*', async (route) => {
      if (!isHeld || sent.length < 5) {
        sent.push(route.request().url());
        return route.continue();
      }
      resolve();
      return undefined;
    });
  });
  const chooser = page.locator('input[type=file]').first();
  await chooser.setInputFiles(path);
  await isSixth;
  // The page asks before it lets go of a file that is on its way.
  const asked: string[] = [];
  page.removeAllListeners('dialog');
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    void dialog.accept();
  });
  await page.reload();
  expect(asked).toEqual(['beforeunload']);
  const line = page.getByRole('list', { name: 'Nicht ganz gesendete Dateien' });
  await line.getByText('CT.zip').waitFor();
  await line.getByText('Wählen Sie dieselbe Datei noch einmal, dann geht es weiter').waitFor();
  await line.getByRole('button', { name: 'Datei wählen' }).waitFor();
  isHeld = false;
  const before = sent.length;
  await chooser.setInputFiles(path);
  await line.waitFor({ state: 'detached' });
  await row(page, 'CT.zip').waitFor();
  expect(before).toBe(5);
  // Seven pieces in all: four of the first section, three of the second.
  expect(sent.length).toBeLessThanOrEqual(before + 2);
  await page.unroute('**/blobs/*');
  const pane = await openFile(page, 'CT.zip');
  await pane.getByText('Diese Art von Datei zeigt Siegel nicht an').waitFor();
  expect((await downloadOf(page, pane)).equals(content)).toBe(true);
}, 120_000);
