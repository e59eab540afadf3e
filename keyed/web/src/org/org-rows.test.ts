import type { UnitView } from '@siegel/safe';
import { expect, test } from 'vitest';
import { csvOf } from '../parts/csv.ts';
import { orgTable, pathOf, rowAfterKey, subtreeOf, treeOf, visibleRows } from './org-rows.ts';

const unit = (unitId: string, parentId?: string): UnitView => ({
  unitId,
  name: unitId,
  shortName: '',
  unitKind: '',
  siteName: '',
  people: [],
  history: [],
  ...(parentId !== undefined && { parentId }),
});
const view = { units: [unit('top'), unit('team', 'top'), unit('lab', 'team'), unit('office', 'top')] };
const rows = visibleRows(treeOf(view), new Set());

test('[OG20] keys lead through the tree as they do in every tree', () => {
  expect(rows.map(({ unit: { unitId }, depth }) => `${depth} ${unitId}`)).toEqual([
    '1 top',
    '2 team',
    '3 lab',
    '2 office',
  ]);
  expect(rowAfterKey('ArrowDown', 0, rows)).toBe(1);
  expect(rowAfterKey('ArrowDown', 3, rows)).toBeUndefined();
  expect(rowAfterKey('ArrowUp', 0, rows)).toBeUndefined();
  expect(rowAfterKey('End', 0, rows)).toBe(3);
  expect(rowAfterKey('Home', 3, rows)).toBe(0);
  expect(rowAfterKey('ArrowRight', 1, rows)).toBe(2);
  expect(rowAfterKey('ArrowRight', 2, rows)).toBeUndefined();
  expect(rowAfterKey('ArrowLeft', 1, rows)).toBe('close');
  expect(rowAfterKey('ArrowLeft', 2, rows)).toBe(1);
  expect(rowAfterKey('a', 0, rows)).toBeUndefined();
  const closed = visibleRows(treeOf(view), new Set(['team']));
  expect(closed).toHaveLength(3);
  expect(rowAfterKey('ArrowRight', 1, closed)).toBe('open');
  expect(rowAfterKey('ArrowLeft', 1, closed)).toBe(0);
});

test('[OG24] the table has a line per unit and person, and no cell that is taken for a formula', () => {
  expect(pathOf(view, 'lab')).toEqual(['top', 'team', 'lab']);
  expect([...subtreeOf(view, 'team')]).toEqual(['team', 'lab']);
  const placed = {
    placementId: '1',
    unitId: 'lab',
    userId: '2',
    name: '=HYPERLINK("x")',
    function: 'Erstkraft',
    from: '2026-01-01',
    leads: true,
    isOwn: false,
  };
  const table = orgTable({ units: [unit('top'), { ...unit('lab', 'top'), people: [placed] }] }, 'ja');
  expect(csvOf(table)).toBe(`\ufeff;top;;;;;;;;\r\ntop;lab;;;;"'=HYPERLINK(""x"")";Erstkraft;ja;2026-01-01;\r\n`);
});
