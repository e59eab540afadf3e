import type { Defect } from './defects.ts';

const SCREEN = 'keyed/web/src/backups/';
const PAGES = `${SCREEN}backups.browser.test.ts`;

/** Defects of the screen of backups (BK40 and on). */
export const BACKUP_SCREEN_DEFECTS: readonly Defect[] = [
  {
    name: 'an eighth backup takes the place of the oldest unasked',
    file: `${SCREEN}use-backup-acts.ts`,
    find: "if (begun.error.code === 'BACKUPS_FULL') ask({ ask: 'full' });",
    plant: "if (begun.error.code === 'BACKUPS_FULL') await safe.deleteBackup('backup0').then(make);",
    test: PAGES,
  },
  {
    name: 'backups stand in the rail of everybody',
    file: 'keyed/web/src/shell/areas.ts',
    find: 'return AREAS.filter(({ isFor }) => isFor?.(status) ?? true);',
    plant: 'return AREAS.filter(() => status !== undefined);',
    test: PAGES,
  },
  {
    name: 'the key of backups cannot be shown once the password is old',
    file: `${SCREEN}reveal-dialog.tsx`,
    find: 'setIsAsking(needsPassword);',
    plant: 'setIsAsking(needsPassword && revealed.ok);',
    test: PAGES,
  },
  {
    name: 'an address alone begins a backup',
    file: `${SCREEN}use-new-in-hand.ts`,
    find: "document.querySelector<HTMLElement>('[data-new-backup]')?.focus();",
    plant: "document.querySelector<HTMLElement>('[data-new-backup]')?.click();",
    test: PAGES,
  },
  {
    name: 'who has left can be named in a key of backups',
    file: `${SCREEN}holders-dialog.tsx`,
    find: 'setPeople(view.value.people.filter(({ isActive }) => isActive));',
    plant: 'setPeople(view.value.people);',
    test: PAGES,
  },
  {
    name: 'what failed with another backup is said of this one',
    file: `${SCREEN}backup-end.ts`,
    find: 'if (failed?.backupId === backupId && failed.work === work)',
    plant: 'if (failed?.work === work)',
    test: `${SCREEN}backup-end.test.ts`,
  },
  {
    name: 'daily backups take places of those on demand on screen',
    file: `${SCREEN}backups-most.ts`,
    find: 'return backups.filter(({ isDaily }) => isDaily !== true);',
    plant: 'return backups;',
    test: PAGES,
  },
  {
    name: 'a failed backup is told to nobody at the reception',
    file: `${SCREEN}use-backup-trouble.ts`,
    find: 'if (!hasLeft && answer.ok) setState(answer.value);',
    plant: 'if (hasLeft && answer.ok) setState(answer.value);',
    test: PAGES,
  },
];
