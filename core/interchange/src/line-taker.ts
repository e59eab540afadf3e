import type { UnplacedItem } from './import-plan.ts';
import type { XdtLine } from './xdt-line.ts';

/** Lines of a record of which a reader takes what it understands; the rest is kept (IX6). */
export interface LineTaker {
  /** All lines not yet taken, in order. */
  readonly left: () => readonly XdtLine[];
  /** The first line of a field not yet taken. */
  readonly peek: (fk: string) => XdtLine | undefined;
  /** Takes one line. */
  readonly take: (line: XdtLine) => void;
  /** Takes and gives the first content of a field, or undefined. */
  readonly first: (fk: string) => string | undefined;
  /** Takes and gives all contents of a field, in order. */
  readonly all: (fk: string) => readonly string[];
  /** What nobody took, in order, as unplaced items; blank contents hold nothing and are left out. */
  readonly rest: () => UnplacedItem[];
  /** Field ids taken so far, each once, in order of the file. */
  readonly taken: () => string[];
}

/** Makes a taker. @param used lines taken so far; shared by takers over parts of one record. */
export function makeLineTaker(lines: readonly XdtLine[], used: Set<XdtLine> = new Set()): LineTaker {
  const byField = new Map<string, XdtLine[]>();
  for (const line of lines) {
    const same = byField.get(line.fk);
    if (same === undefined) byField.set(line.fk, [line]);
    else same.push(line);
  }
  const left = () => lines.filter((line) => !used.has(line));
  const peek = (fk: string) => byField.get(fk)?.find((line) => !used.has(line));
  const take = (line: XdtLine) => {
    used.add(line);
  };
  return {
    left,
    peek,
    take,
    first(fk) {
      const line = peek(fk);
      if (line !== undefined) take(line);
      return line?.content.trim();
    },
    all(fk) {
      const found = (byField.get(fk) ?? []).filter((line) => !used.has(line));
      found.forEach(take);
      return found.map(({ content }) => content.trimEnd());
    },
    rest: () => unplacedLines(left()),
    taken: () => [...new Set(lines.filter((line) => used.has(line)).map(({ fk }) => fk))],
  };
}

/** Lines as unplaced items. */
export function unplacedLines(lines: readonly XdtLine[]): UnplacedItem[] {
  return lines.filter(({ content }) => content.trim() !== '').map(({ fk, content }) => ({ feld: fk, inhalt: content }));
}
