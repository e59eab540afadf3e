import type { FindingLog } from './import-finding.ts';
import type { XdtLine } from './xdt-line.ts';
import type { XdtRecord } from './xdt-record.ts';

/** An object of LDT 3: an attribute line (8100..8299) followed by `8002 Obj_nnnn` ... `8003 Obj_nnnn`. */
export interface LdtObject {
  /** Field id of the attribute; '' for the record itself. */
  readonly attribute: string;
  /** `Obj_0060`; '' for the record itself. */
  readonly object: string;
  readonly line: number;
  /** Attributes from the record down to here, `8135/8160[2]` for the second result. */
  readonly path: string;
  readonly lines: XdtLine[];
  readonly children: LdtObject[];
}

const MAX_DEPTH = 32;

/** Opens the objects of a record (IX9). Source: LDT 3 record description 6.
 *  A wrong frame is an error: fields could otherwise be read as those of another object (patient and doctor have
 *  the same ids). @returns null after reporting LDT3_STRUCTURE. */
export function openObjects(record: XdtRecord, log: FindingLog): LdtObject | null {
  const root: LdtObject = { attribute: '', object: '', line: record.line, path: '', lines: [], children: [] };
  const stack: LdtObject[] = [];
  let attribute: XdtLine | null = null;
  for (const line of record.lines) {
    const top = stack.at(-1) ?? root;
    if (attribute !== null) {
      const child = begin(top, attribute, line);
      if (child === null || stack.length === MAX_DEPTH) return broken(attribute, log);
      stack.push(child);
      attribute = null;
    } else if (isAttribute(line.fk)) attribute = line;
    else if (!isFrame(line.fk)) top.lines.push(line);
    else if (!ends(stack.pop(), line)) return broken(line, log);
  }
  if (attribute !== null) return broken(attribute, log);
  const open = stack.at(-1);
  return open === undefined ? root : broken({ ...lineOf(open), fk: '8003' }, log);
}

function begin(parent: LdtObject, attribute: XdtLine, line: XdtLine): LdtObject | null {
  if (line.fk !== '8002') return null;
  const child = childOf(parent, attribute, line);
  parent.children.push(child);
  return child;
}

function isFrame(fk: string): boolean {
  return fk === '8002' || fk === '8003';
}

function ends(open: LdtObject | undefined, line: XdtLine): boolean {
  return line.fk === '8003' && open?.object === line.content.trim();
}

/** All objects of an attribute anywhere below, in order. */
export function objectsOf(from: LdtObject, attribute: string): LdtObject[] {
  return from.children.flatMap((child) => [
    ...(child.attribute === attribute ? [child] : []),
    ...objectsOf(child, attribute),
  ]);
}

/** The first object of an attribute among the direct children. */
export function childNamed(from: LdtObject | undefined, attribute: string): LdtObject | undefined {
  return from?.children.find((child) => child.attribute === attribute);
}

/** All lines of an object and of everything below it, with their paths. */
export function linesBelow(from: LdtObject): { line: XdtLine; path: string }[] {
  const own = from.lines.map((line) => ({ line, path: from.path }));
  return [...own, ...from.children.flatMap(linesBelow)];
}

function childOf(parent: LdtObject, attribute: XdtLine, first: XdtLine): LdtObject {
  const before = parent.children.filter((sibling) => sibling.attribute === attribute.fk).length;
  const name = before === 0 ? attribute.fk : `${attribute.fk}[${before + 1}]`;
  const path = parent.path === '' ? name : `${parent.path}/${name}`;
  return { attribute: attribute.fk, object: first.content.trim(), line: attribute.line, path, lines: [], children: [] };
}

function isAttribute(fk: string): boolean {
  return fk >= '8100' && fk <= '8299';
}

function lineOf(object: LdtObject): XdtLine {
  return { line: object.line, fk: object.attribute, content: object.object, bytes: 0 };
}

function broken(line: XdtLine, log: FindingLog): null {
  log.add('LDT3_STRUCTURE', { line: line.line, field: line.fk, params: { object: line.fk } });
  return null;
}
