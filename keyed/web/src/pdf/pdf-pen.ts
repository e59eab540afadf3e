import type PDFDocument from 'pdfkit';
import type { StructureElement } from 'pdfkit';

/** Draws into a document and keeps its structure: what is drawn with a tag is read aloud, what has none is an artifact of the page. */
export class PdfPen {
  readonly #doc: PDFDocument;
  readonly #open: StructureElement[];

  constructor(doc: PDFDocument) {
    this.#doc = doc;
    const root = doc.struct('Document');
    doc.addStructure(root);
    this.#open = [root];
  }

  /** Opens an element; what is drawn until it is closed stands in it. */
  open(tag: string): { readonly close: () => void } {
    const element = this.#begin(tag);
    this.#open.push(element);
    return {
      close: () => {
        this.#open.pop();
        element.end();
      },
    };
  }

  size(points: number, colour: string): this {
    this.#doc.fontSize(points).fillColor(colour);
    return this;
  }

  widthOf(text: string): number {
    return this.#doc.widthOfString(text);
  }

  /** One line of text; without a tag it belongs to the page only. */
  line(tag: string | undefined, text: string, x: number, y: number): void {
    if (tag !== undefined) this.lines(tag, [text], { x, y, leading: 0 });
    else this.#artifact(() => this.#doc.text(text, x, y, { lineBreak: false }));
  }

  /** Lines of one element, one under the other. */
  lines(
    tag: string,
    lines: readonly string[],
    at: { readonly x: number; readonly y: number; readonly leading: number },
  ) {
    const element = this.#begin(tag);
    if (lines.length > 0) {
      element.add(this.#doc.markStructureContent(tag));
      // The space keeps two lines apart for whoever reads the text without its places.
      for (const [n, line] of lines.entries())
        this.#doc.text(n < lines.length - 1 ? `${line} ` : line, at.x, at.y + n * at.leading, { lineBreak: false });
      this.#doc.endMarkedContent();
    }
    element.end();
  }

  rule(fromX: number, toX: number, y: number, colour: string): void {
    this.#artifact(() => this.#doc.lineWidth(0.4).strokeColor(colour).moveTo(fromX, y).lineTo(toX, y).stroke());
  }

  shade({ x, y, width, height }: Readonly<Record<'x' | 'y' | 'width' | 'height', number>>, colour: string): void {
    this.#artifact(() => this.#doc.fillColor(colour).rect(x, y, width, height).fill());
  }

  /** A picture that says nothing the text does not. */
  image(png: Uint8Array<ArrayBuffer>, x: number, y: number, fit: readonly [number, number]): void {
    this.#artifact(() => this.#doc.image(png.slice().buffer, x, y, { fit }));
  }

  /** Closes the document's structure. */
  end(): void {
    this.#open[0]?.end();
  }

  #begin(tag: string): StructureElement {
    const element = this.#doc.struct(tag);
    this.#open.at(-1)?.add(element);
    return element;
  }

  #artifact(act: () => void): void {
    this.#doc.markContent('Artifact', { type: 'Layout' });
    act();
    this.#doc.endMarkedContent();
  }
}
