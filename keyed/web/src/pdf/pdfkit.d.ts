/** What is used of pdfkit. The published types pull Node's globals into the page. */
declare module 'pdfkit' {
  /** An element of the structure tree that readers aloud walk along. */
  interface StructureElement {
    add(child: StructureElement | StructureContent): this;
    end(): this;
  }
  /** What was drawn between `markStructureContent` and `endMarkedContent`. */
  interface StructureContent {
    readonly mcid?: number;
  }
  export default class PDFDocument {
    constructor(options: {
      readonly size: 'A4';
      readonly margin: number;
      readonly font: Uint8Array;
      readonly pdfVersion: '1.7';
      readonly lang: string;
      readonly tagged: true;
      readonly displayTitle: true;
      readonly autoFirstPage: false;
      readonly info: { readonly Title: string; readonly Author: string; readonly CreationDate: Date };
    });
    /** The font in use; its glyphs are asked for nowhere in the public interface. */
    readonly _font: { readonly font: { hasGlyphForCodePoint(codePoint: number): boolean } };
    on(event: 'data', listener: (chunk: Uint8Array<ArrayBuffer>) => void): this;
    on(event: 'end', listener: () => void): this;
    addPage(): this;
    fontSize(size: number): this;
    fillColor(colour: string): this;
    strokeColor(colour: string): this;
    lineWidth(width: number): this;
    widthOfString(text: string): number;
    text(text: string, x: number, y: number, options: { readonly lineBreak: false }): this;
    image(bytes: ArrayBuffer, x: number, y: number, options: { readonly fit: readonly [number, number] }): this;
    rect(x: number, y: number, width: number, height: number): this;
    moveTo(x: number, y: number): this;
    lineTo(x: number, y: number): this;
    fill(): this;
    stroke(): this;
    struct(type: string): StructureElement;
    addStructure(element: StructureElement): this;
    markContent(tag: 'Artifact', options: { readonly type: 'Pagination' | 'Layout' }): this;
    markStructureContent(tag: string): StructureContent;
    endMarkedContent(): this;
    end(): void;
  }
}
