import type { OrgView, UnitView } from '@siegel/safe';

/** A unit of the tree with its depth, 1 for those directly under the organisation. */
export interface TreeUnit {
  readonly unit: UnitView;
  readonly depth: number;
  /** Place among its siblings, from 1, and how many there are. */
  readonly position: number;
  readonly siblings: number;
  readonly children: readonly TreeUnit[];
}

/** The units as a tree; they come with parents before their children and siblings in order. */
export function treeOf({ units }: Pick<OrgView, 'units'>): readonly TreeUnit[] {
  const below = Map.groupBy(units, ({ parentId }) => parentId);
  const under = (parentId: string | undefined, depth: number): readonly TreeUnit[] => {
    const units = below.get(parentId) ?? [];
    return units.map((unit, i) => ({
      unit,
      depth,
      position: i + 1,
      siblings: units.length,
      children: under(unit.unitId, depth + 1),
    }));
  };
  return under(undefined, 1);
}

/** Rows from top to bottom, without what stands under closed units. */
export function visibleRows(tree: readonly TreeUnit[], closed: ReadonlySet<string>): readonly TreeUnit[] {
  return tree.flatMap((row) => (closed.has(row.unit.unitId) ? [row] : [row, ...visibleRows(row.children, closed)]));
}

/** Ids of a unit and everything under it. */
export function subtreeOf({ units }: Pick<OrgView, 'units'>, unitId: string): ReadonlySet<string> {
  const ids = new Set([unitId]);
  for (const { unitId: id, parentId } of units) if (parentId !== undefined && ids.has(parentId)) ids.add(id);
  return ids;
}

/** The names above a unit, from the top, and its own: "Praxisleitung / Praxisteam / Labor". */
export function pathOf({ units }: Pick<OrgView, 'units'>, unitId: string | undefined): readonly string[] {
  const unit = units.find((each) => each.unitId === unitId);
  return unit === undefined ? [] : [...pathOf({ units }, unit.parentId), unit.name];
}

/** Where a key of the tree leads. Arrows, Home and End as in every tree; undefined for other keys and where there is no way. */
export function rowAfterKey(key: string, at: number, rows: readonly TreeUnit[]): number | 'open' | 'close' | undefined {
  const isOpen = (rows[at + 1]?.depth ?? 0) > (rows[at]?.depth ?? 0);
  const go = (to: number) => (to >= 0 && to < rows.length ? to : undefined);
  switch (key) {
    case 'ArrowDown':
      return go(at + 1);
    case 'ArrowUp':
      return go(at - 1);
    case 'Home':
      return go(0);
    case 'End':
      return go(rows.length - 1);
    case 'ArrowRight':
      return wayIn(at, isOpen, rows);
    case 'ArrowLeft':
      return isOpen ? 'close' : go(rows.findIndex(({ unit }) => unit.unitId === rows[at]?.unit.parentId));
    default:
      return undefined;
  }
}

function wayIn(at: number, isOpen: boolean, rows: readonly TreeUnit[]): number | 'open' | undefined {
  if ((rows[at]?.children.length ?? 0) === 0) return undefined;
  return isOpen ? at + 1 : 'open';
}

/** The table of a chart: one line per unit and person, a unit without people has one of its own (OG24). */
export function orgTable({ units }: Pick<OrgView, 'units'>, yes: string): readonly (readonly string[])[] {
  return units.flatMap((unit) => {
    const { unitId, unitKind, shortName, siteName, people } = unit;
    const names = pathOf({ units }, unitId);
    const head = [names.slice(0, -1).join(' / '), unit.name, unitKind, shortName, siteName];
    if (people.length === 0) return [[...head, '', '', '', '', '']];
    return people.map(({ name, function: what, leads, from, until = '' }) => [
      ...head,
      name,
      what,
      leads ? yes : '',
      from,
      until,
    ]);
  });
}
