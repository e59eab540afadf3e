import type { TaskRow, TasksView } from '@siegel/safe';
import { expect, test } from 'vitest';
import { countTasks, groupsOf, ofSegment } from './task-lists.ts';

const row = (title: string, over: Partial<TaskRow> = {}): TaskRow => ({
  recordId: title,
  title,
  isUrgent: false,
  assignees: [],
  isFree: (over.assignees ?? []).length === 0,
  state: 'offen',
  ...over,
});
const VIEW: TasksView = {
  tasks: [
    row('alt', { dueDay: '2026-11-01', assignees: ['me'] }),
    row('heute', { dueDay: '2026-11-22', personId: 'p1' }),
    row('morgen', { dueDay: '2026-11-23', assignees: ['empfang'] }),
    row('später', { dueDay: '2026-12-01', assignees: ['arzt'], personId: 'p1' }),
    row('irgendwann', { assignees: ['other'] }),
    row('niemand mehr', { assignees: ['former'], isFree: true }),
    row('für alle im Team', { assignees: ['team'] }),
  ],
  addressees: [],
  names: {},
  ownUser: 'me',
  ownRoles: ['arzt'],
  ownUnits: ['labor', 'team'],
  mayWrite: true,
  mayWriteAkten: true,
  closed: 0,
};
const titles = (rows: readonly TaskRow[]) => rows.map(({ title }) => title);

test('[AU30] [AU8] the three counters count what their lists show', () => {
  expect(countTasks(VIEW, { personId: 'p1' })).toEqual({ ofPerson: 2, mine: 3, unassigned: 2 });
  expect(countTasks(VIEW, { workplaceId: 'empfang' })).toEqual({ ofPerson: 0, mine: 4, unassigned: 2 });
  expect(titles(ofSegment(VIEW, 'mine', 'empfang'))).toEqual(['alt', 'morgen', 'später', 'für alle im Team']);
  expect(titles(ofSegment(VIEW, 'unassigned', undefined))).toEqual(['heute', 'niemand mehr']);
  expect(ofSegment(VIEW, 'all', undefined)).toHaveLength(7);
});

test('[AU31] the lists are cut by day, all that is overdue together', () => {
  expect(groupsOf(VIEW.tasks, '2026-11-22').map(({ key, rows }) => `${key}: ${titles(rows).join()}`)).toEqual([
    'overdue: alt',
    'today: heute',
    'tomorrow: morgen',
    '2026-12-01: später',
    'none: irgendwann,niemand mehr,für alle im Team',
  ]);
});
