import { expect, test } from 'vitest';
import { INITIAL_STATUS } from '@siegel/safe/channel';
import { statusItems } from './status-line.tsx';

const ids = (change: object) => statusItems({ ...INITIAL_STATUS, phase: 'ready', ...change }).map(({ id }) => id);

test('[WB40] says "Alles gespeichert" only when nothing waits', () => {
  expect(ids({})).toContain('saved');
  expect(ids({ queued: 1 })).not.toContain('saved');
  expect(ids({ queued: 1 })).toContain('queued');
});

test('[WB40] says that a change was not taken, and not that everything is saved', () => {
  expect(ids({ refused: 1 })).toEqual(['refused', 'online', 'synced', 'level']);
  expect(ids({ refused: 1, queued: 1 })).toEqual(['refused', 'queued', 'online', 'synced', 'level']);
});

test('[WB40] puts what was held back first, in red', () => {
  const [first] = statusItems({ ...INITIAL_STATUS, phase: 'ready', quarantined: 1 });
  expect(first).toEqual({ id: 'quarantine', tone: 'b' });
});

test('[WB40] [SF20] says in red that persons cannot be found', () => {
  const [first] = statusItems({ ...INITIAL_STATUS, phase: 'ready', unreadablePersons: 2 });
  expect(first).toEqual({ id: 'unreadable', tone: 'b' });
});

test('[WB40] tells offline, syncing and unproven apart', () => {
  expect(ids({ online: false })).toEqual(['saved', 'offline', 'synced', 'level']);
  expect(ids({ phase: 'syncing' })).toEqual(['saved', 'online', 'syncing', 'level']);
  const toneOf = (level: 'server-word' | 'bound' | 'attributed') =>
    statusItems({ ...INITIAL_STATUS, level }).find(({ id }) => id === 'level')?.tone;
  expect([toneOf('server-word'), toneOf('bound'), toneOf('attributed')]).toEqual(['w', 'o', '']);
});

test('[WB40] [SN22] [SN24] says in red that the search copy of the server is not used', () => {
  expect(ids({ snapshotFault: 'SNAPSHOT_OLDER' })[0]).toBe('snapshot');
  expect(ids({ snapshotFault: 'SNAPSHOT_WRONG' })[0]).toBe('snapshot');
  expect(ids({ snapshotFault: undefined })).not.toContain('snapshot');
});
