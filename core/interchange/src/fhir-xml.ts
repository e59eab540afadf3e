import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { FhirNode } from './fhir-node.ts';
import type { FindingLog } from './import-finding.ts';
import { IMPORT_LIMITS } from './import-plan.ts';

/** One node as the parser gives it in document order: one key for the element, `:@` for its attributes. */
type OrderedNode = Readonly<Record<string, unknown>>;

const ATTRIBUTES = ':@';
const TEXT = '#text';
const FORBIDDEN = /<\/?\s*(?:\w+:)?(?:__proto__|constructor|prototype)\b|\s(?:__proto__|constructor|prototype)\s*=/;
const PREDEFINED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Reads FHIR XML into the common tree (IX11). Entities beyond the five of XML itself cannot be declared: a document
 *  type is refused before parsing. @returns null after reporting why the file is refused. */
export function readFhirXml(text: string, log: FindingLog): FhirNode | null {
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) return refuse(log, 'FHIR_DOCTYPE');
  if (FORBIDDEN.test(text)) return refuse(log, 'FHIR_KEY_FORBIDDEN');
  const limits = outgrown(text);
  if (limits !== null) {
    log.add(limits, { params: { limit: limits === 'FHIR_TOO_DEEP' ? IMPORT_LIMITS.depth : IMPORT_LIMITS.elements } });
    return null;
  }
  const valid = XMLValidator.validate(text);
  if (valid !== true) {
    log.add('FHIR_NOT_XML', { line: valid.err.line });
    return null;
  }
  const nodes = parse(text);
  if (nodes === null) {
    log.add('FHIR_NOT_XML', { line: 1 });
    return null;
  }
  const [root, ...others] = nodes.filter((node) => /^[A-Z]/.test(elementName(node)));
  if (root === undefined || others.length > 0) return refuse(log, 'FHIR_NOT_FHIR');
  return { name: 'resource', resourceType: elementName(root), children: childNodes(root) };
}

function refuse(log: FindingLog, code: 'FHIR_DOCTYPE' | 'FHIR_KEY_FORBIDDEN' | 'FHIR_NOT_FHIR'): null {
  log.add(code);
  return null;
}

/** Counts nesting and elements before any tree is built, in one pass; unfinished tags are left to the validator. */
function outgrown(text: string): 'FHIR_TOO_DEEP' | 'FHIR_TOO_MANY_ELEMENTS' | null {
  let depth = 0;
  let elements = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const end = text.startsWith('<!--', at) ? afterText(text, '-->', at + 4) : tagEnd(text, at + 1);
    if (end < 0) return null;
    const second = text[at + 1];
    if (second === '/') depth--;
    else if (second !== '!' && second !== '?') {
      elements++;
      if (text[end - 2] !== '/') depth++;
    }
    if (depth > IMPORT_LIMITS.depth) return 'FHIR_TOO_DEEP';
    if (elements > IMPORT_LIMITS.elements) return 'FHIR_TOO_MANY_ELEMENTS';
    at = end;
  }
  return null;
}

function afterText(text: string, end: string, from: number): number {
  const found = text.indexOf(end, from);
  return found < 0 ? -1 : found + end.length;
}

/** Position after the `>` of a tag; a `>` inside a quoted attribute does not end it. */
function tagEnd(text: string, from: number): number {
  let quote = '';
  for (let at = from; at < text.length; at++) {
    const character = text[at] ?? '';
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return at + 1;
  }
  return -1;
}

function parse(text: string): readonly OrderedNode[] | null {
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
    parseAttributeValue: false,
    processEntities: false,
    trimValues: true,
    removeNSPrefix: true,
    ignoreDeclaration: true,
    ignorePiTags: true,
    maxNestedTags: IMPORT_LIMITS.depth + 2,
    // The narrative is XHTML, a language of its own: kept as text.
    stopNodes: ['..div'],
  });
  try {
    return parser.parse(text) as readonly OrderedNode[];
  } catch {
    return null;
  }
}

function elementName(node: OrderedNode): string {
  return Object.keys(node).find((key) => key !== ATTRIBUTES) ?? '';
}

function contentOf(node: OrderedNode): readonly OrderedNode[] {
  const content = node[elementName(node)];
  return Array.isArray(content) ? (content as readonly OrderedNode[]) : [];
}

function attributesOf(node: OrderedNode): Readonly<Record<string, string>> {
  const attributes = node[ATTRIBUTES];
  return typeof attributes === 'object' && attributes !== null ? (attributes as Readonly<Record<string, string>>) : {};
}

function childNodes(node: OrderedNode): FhirNode[] {
  const own = Object.entries(attributesOf(node)).filter(([name]) => name !== 'value' && !name.startsWith('xmlns'));
  const attributes = own.map(([name, value]): FhirNode => ({ name, value: unescapeXml(String(value)), children: [] }));
  const elements = contentOf(node).filter((child) => elementName(child) !== TEXT && elementName(child) !== '');
  return [...attributes, ...elements.map(elementNode)];
}

function elementNode(node: OrderedNode): FhirNode {
  const name = elementName(node);
  const value = attributesOf(node)['value'];
  const content = contentOf(node);
  if (name === 'div') return { name, value: `<div>${textOf(content)}</div>`, children: [] };
  const resource = content.find((child) => /^[A-Z]/.test(elementName(child)));
  if (resource !== undefined) return { name, resourceType: elementName(resource), children: childNodes(resource) };
  const children = childNodes(node);
  // FHIR has no text between elements; what stands there is kept as the value so that nothing is lost.
  const text = textOf(content);
  if (value !== undefined) return { name, value: unescapeXml(String(value)), children };
  return text === '' ? { name, children } : { name, value: unescapeXml(text), children };
}

function textOf(content: readonly OrderedNode[]): string {
  return content
    .map((child) => child[TEXT])
    .filter((text) => text !== undefined)
    .map(String)
    .join('');
}

/** Resolves the five entities of XML and character references; anything else stays as it is written. */
function unescapeXml(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w{2,4}));/g,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return Object.hasOwn(PREDEFINED, name) ? (PREDEFINED[name] ?? whole) : whole;
      const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      const isCharacter = point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
      return isCharacter ? String.fromCodePoint(point) : whole;
    },
  );
}
