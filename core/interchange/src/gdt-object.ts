import type { FindingLog } from './import-finding.ts';
import type { UnplacedItem } from './import-plan.ts';
import type { XdtLine } from './xdt-line.ts';

/** Objects of GDT 3 whose fields mean the same as those of a flat GDT 2 record. */
const TRANSPARENT = new Set([
  'Obj_Kopfdaten',
  'Obj_Patient',
  'Obj_Versichertenkarte',
  'Obj_Anforderung',
  'Obj_Anhang',
  'Obj_Basisdiagnostik',
  'Obj_Satzende',
]);

/** Lines of a GDT record after its objects are opened. */
export interface GdtLines {
  readonly lines: readonly XdtLine[];
  /** Fields of other objects (an invoice recipient has a surname too), with the object's name. */
  readonly apart: readonly UnplacedItem[];
}

/** Takes the object frames of GDT 3 away (8200 begin, 8201 end, 8202 record end). GDT 2 has none.
 *  Source: readers of GDT 3 files in the field; the meaning of the line counts is not relied on. */
export function cutGdtObjects(lines: readonly XdtLine[], log: FindingLog): GdtLines {
  const flat: XdtLine[] = [];
  const apart: UnplacedItem[] = [];
  const open: { name: string; line: number }[] = [];
  for (const line of lines) {
    if (line.fk === '8200') open.push({ name: line.content.trim(), line: line.line });
    else if (line.fk === '8201') {
      if (open.pop() === undefined) log.add('GDT_OBJECT_OPEN', { line: line.line, params: { object: '8201' } });
    } else if (line.fk !== '8202' || open.length > 0) {
      const foreign = open.find(({ name }) => !TRANSPARENT.has(name));
      if (foreign === undefined) flat.push(line);
      else if (line.content.trim() !== '') apart.push({ feld: `${foreign.name}/${line.fk}`, inhalt: line.content });
    }
  }
  for (const { line } of open) log.add('GDT_OBJECT_OPEN', { line, params: { object: '8200' } });
  return { lines: flat, apart };
}
