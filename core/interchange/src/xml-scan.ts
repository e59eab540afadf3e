/** What stands in an XML text, in order. Names come without their prefix. */
export type XmlEvent =
  | { readonly type: 'open'; readonly name: string; readonly attributes: Readonly<Record<string, string>> }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'close'; readonly name: string };

/** Thrown for what is no well-formed XML, or holds a document type. */
export class XmlFault extends Error {}

const MOST_TAG_LENGTH = 1 << 20;
const PREDEFINED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Reads XML of any size piece by piece, without a tree: for the sheets of workbooks. No entities but the five of XML itself. */
export class XmlScan {
  #rest = '';

  push(piece: string): XmlEvent[] {
    const text = this.#rest + piece;
    const events: XmlEvent[] = [];
    let at = 0;
    while (at < text.length) {
      const next = text[at] === '<' ? readMarkup(text, at, events) : readText(text, at, events);
      if (next < 0) break;
      at = next;
    }
    this.#rest = text.slice(at);
    if (this.#rest.startsWith('<') && this.#rest.length > MOST_TAG_LENGTH) throw new XmlFault();
    return events;
  }

  /** Throws when the text ended in the middle of a tag. */
  end(): void {
    if (this.#rest.trim() !== '') throw new XmlFault();
  }
}

/** All events of a whole text. */
export function scanXml(text: string): XmlEvent[] {
  const scan = new XmlScan();
  const events = scan.push(text);
  scan.end();
  return events;
}

/** @returns where to go on, or -1 when the rest is still to come. */
function readText(text: string, at: number, events: XmlEvent[]): number {
  const end = text.indexOf('<', at);
  // Without a tag behind it the text may go on, and an entity in it may be cut.
  if (end < 0) return -1;
  events.push({ type: 'text', text: decoded(text.slice(at, end)) });
  return end;
}

function readMarkup(text: string, at: number, events: XmlEvent[]): number {
  if (text.startsWith('<!--', at)) return after(text, '-->', at + 4);
  if (text.startsWith('<![CDATA[', at)) {
    const end = text.indexOf(']]>', at);
    if (end >= 0) events.push({ type: 'text', text: text.slice(at + 9, end) });
    return end < 0 ? -1 : end + 3;
  }
  if (text.startsWith('<?', at)) return after(text, '?>', at + 2);
  // `<!` alone may be the beginning of any of the above.
  if (text.startsWith('<!', at)) {
    if (text.length - at < 9) return -1;
    throw new XmlFault();
  }
  const end = tagEnd(text, at + 1);
  if (end < 0) return -1;
  readTag(text.slice(at + 1, end), events);
  return end + 1;
}

function readTag(tag: string, events: XmlEvent[]): void {
  if (tag.startsWith('/')) {
    events.push({ type: 'close', name: localName(tag.slice(1).trim()) });
    return;
  }
  const isEmpty = tag.endsWith('/');
  const body = isEmpty ? tag.slice(0, -1) : tag;
  const [qualified = ''] = /^[^\s/>]+/.exec(body) ?? [];
  if (qualified === '') throw new XmlFault();
  const name = localName(qualified);
  const attributes: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [, key = '', double, single] of body
    .slice(qualified.length)
    .matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g))
    attributes[key.startsWith('xmlns') ? key : localName(key)] = decoded(double ?? single ?? '');
  events.push({ type: 'open', name, attributes });
  if (isEmpty) events.push({ type: 'close', name });
}

/** The `>` of a tag: not one inside of an attribute's quotes. */
function tagEnd(text: string, from: number): number {
  let quote = '';
  for (let at = from; at < text.length; at++) {
    const letter = text[at] as string;
    if (quote !== '') quote = letter === quote ? '' : quote;
    else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === '>') return at;
  }
  return -1;
}

function after(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? -1 : at + mark.length;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#(\d+)|#x([0-9a-fA-F]+)|(\w+));/g,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return Object.hasOwn(PREDEFINED, name) ? (PREDEFINED[name] ?? whole) : whole;
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
