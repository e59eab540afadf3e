/** A rule or feature id as it stands in spec and titles: one to three letters and a number, like JN4 or G5. */
export const ID = /^[A-Z]{1,3}\d+[a-z]?$/;

/** A test found in a source file. `title` is undefined when it is not written out as text. */
export interface FoundTest {
  readonly line: number;
  readonly title: string | undefined;
}

const CALL = /(?<![\w.$'"`])(?:test|it)(?=[.(])/g;
const TITLE = /^\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/s;

/** The tests of a source file, by their calls of `test` or `it`, also `test.skipIf(...)(...)` and `test.each(...)(...)`.
 *  Reads the text, not the syntax tree: a call inside a comment counts too, so comments do not write one out. */
export function readTests(source: string): FoundTest[] {
  const found: FoundTest[] = [];
  for (const call of source.matchAll(CALL)) {
    const argumentsAt = skipModifiers(source, call.index + call[0].length);
    if (argumentsAt === undefined) continue;
    const title = TITLE.exec(source.slice(argumentsAt))?.[2];
    found.push({ line: source.slice(0, call.index).split('\n').length, title });
  }
  return found;
}

/** The ids a title begins with: `[JN4] ...`, `[HS4, A1] ...`, `[K1] [T33] ...`. Empty when the title begins otherwise. */
export function idsOfTitle(title: string): string[] {
  const head = /^(?:\[[^\]]*\]\s*)+/.exec(title)?.[0] ?? '';
  return [...head.matchAll(/\[([^\]]*)\]/g)].flatMap(([, ids = '']) => ids.split(/[\s,]+/)).filter((id) => id !== '');
}

/** From behind `test`, over `.skipIf(...)`, `.each([...])` and the like, to behind the bracket that opens the call itself. */
function skipModifiers(source: string, from: number): number | undefined {
  let at = from;
  for (;;) {
    const name = /^\s*\.\s*\w+/.exec(source.slice(at, at + 200));
    if (name !== null) {
      at += name[0].length;
      continue;
    }
    const open = /^\s*\(/.exec(source.slice(at, at + 200));
    if (open === null) return undefined;
    const end = endOfBracket(source, at + open[0].length);
    if (end === undefined) return undefined;
    if (!/^\s*[.(]/.test(source.slice(end, end + 200))) return at + open[0].length;
    at = end;
  }
}

/** Index behind the bracket that closes the one before `from`; texts and comments inside are skipped. */
function endOfBracket(source: string, from: number): number | undefined {
  const token = /(['"`])(?:\\.|(?!\1)[^\\])*\1|\/\/[^\n]*|\/\*.*?\*\/|[()]/gs;
  token.lastIndex = from;
  let depth = 1;
  for (let match = token.exec(source); match !== null; match = token.exec(source)) {
    if (match[0] === '(') depth += 1;
    if (match[0] === ')') depth -= 1;
    if (depth === 0) return token.lastIndex;
  }
  return undefined;
}
