import { getDocument, PDFWorker } from 'pdfjs-dist';
import jbig2 from 'pdfjs-dist/wasm/jbig2.wasm?url';
import openjpeg from 'pdfjs-dist/wasm/openjpeg.wasm?url';
import qcms from 'pdfjs-dist/wasm/qcms_bg.wasm?url';
// oxlint-disable-next-line import/default -- Vite makes this module: the address of the built worker
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?worker&url';

/** A PDF that has been read. Nothing of it runs: no scripts, no forms, no links, no XFA; only its pages are painted (AT16). */
export interface OpenedPdf {
  readonly pages: number;
  /** Width and height of the first page, for a frame before it is painted. */
  readonly firstPage: { readonly width: number; readonly height: number };
  readonly document: Awaited<ReturnType<typeof getDocument>['promise']>;
  readonly close: () => void;
}

/** Decoders of scanned pages and of colours, by the name the reader asks for. */
const DECODERS: Readonly<Record<string, string>> = {
  'jbig2.wasm': jbig2,
  'openjpeg.wasm': openjpeg,
  'qcms_bg.wasm': qcms,
};

/** A page wider than this on paper is painted no finer. */
const MOST_PX = 2400;

/** The worker that reads PDF may not ask anybody for anything (its policy): the page hands it what it needs. */
class HandedData {
  async fetch({ filename }: { readonly filename: string }): Promise<Uint8Array> {
    const url = DECODERS[filename];
    if (url === undefined) throw new Error('AT16: not one of the bundled decoders');
    return new Uint8Array(await (await fetch(url)).arrayBuffer());
  }
}

/** Reads a PDF in a worker of its own. Rejects when it is none. */
export async function openPdf(file: Blob): Promise<OpenedPdf> {
  const port = new Worker(workerUrl, { type: 'module' });
  const worker = PDFWorker.create({ port });
  const close = () => {
    worker.destroy();
    port.terminate();
  };
  try {
    const reading = getDocument({
      data: new Uint8Array(await file.arrayBuffer()),
      worker,
      BinaryDataFactory: HandedData,
      useWorkerFetch: false,
      enableXfa: false,
      isOffscreenCanvasSupported: false,
      useSystemFonts: true,
      wasmUrl: '/',
      stopAtErrors: false,
      verbosity: 0,
    });
    const document = await reading.promise;
    const { width, height } = (await document.getPage(1)).getViewport({ scale: 1 });
    return { pages: document.numPages, firstPage: { width, height }, document, close };
  } catch (error) {
    close();
    throw error;
  }
}

/** Paints a page into a canvas as wide as it is on screen. @returns its text, and a way to stop. */
export function paintPage(
  { document }: OpenedPdf,
  number: number,
  canvas: HTMLCanvasElement,
): { readonly text: Promise<string>; readonly stop: () => void } {
  let isStopped = false;
  let stop = () => {
    isStopped = true;
  };
  const text = (async () => {
    const page = await document.getPage(number);
    if (isStopped) return '';
    const { width } = page.getViewport({ scale: 1 });
    const widthPx = Math.min(MOST_PX, canvas.clientWidth * window.devicePixelRatio);
    const viewport = page.getViewport({ scale: widthPx / width });
    canvas.width = Math.round(viewport.width);
    canvas.height = Math.round(viewport.height);
    canvas.style.aspectRatio = `${canvas.width} / ${canvas.height}`;
    const painting = page.render({ canvas, viewport, annotationMode: 0 });
    stop = () => painting.cancel();
    await painting.promise;
    const content = await page.getTextContent();
    return content.items.map((item) => ('str' in item ? item.str : '')).join(' ');
  })();
  return { text, stop: () => stop() };
}
