import type { BackupsView, BackupView } from '@siegel/safe';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BackupRow } from './backup-row.tsx';
import { MakingRow } from './making-row.tsx';
import type { RowActs } from './row-acts.ts';

const COLUMNS = ['made', 'by', 'size', 'checked', 'acts'] as const;

/** The backups, the newest first; the one that is being made stands where it will be (BK43, BK45). */
export function BackupTable({ view, acts }: { view: BackupsView; acts: RowActs }) {
  const { t } = useTranslation();
  const body = useRef<HTMLTableSectionElement>(null);
  const [chosenId, setChosenId] = useState<string>();
  const { running } = view;
  const rows = view.backups.toReversed();
  const stop = rows.some(({ backupId }) => backupId === chosenId) ? chosenId : rows[0]?.backupId;
  function onKey(event: KeyboardEvent, backup: BackupView): void {
    // A button in the row keeps its own keys.
    if (event.target !== event.currentTarget || event.altKey || event.ctrlKey || event.metaKey) return;
    const to = moveOf(event.key, rows.indexOf(backup), rows.length);
    const act = actOf(event.key, acts);
    if (to === undefined && act === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    act?.(backup);
    const row = to === undefined ? undefined : rows[Math.max(0, Math.min(to, rows.length - 1))];
    if (row !== undefined) body.current?.querySelector<HTMLElement>(`[data-row="${row.backupId}"]`)?.focus();
  }
  return (
    <table role="grid" aria-label={t('backups.list.title')} className="backup-table">
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th key={column} scope="col" className={`backup-${column}`}>
              <span className={column === 'acts' ? 'visually-hidden' : undefined}>{t(`backups.list.${column}`)}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody ref={body}>
        {running?.work === 'make' && <MakingRow running={running} onCancel={acts.cancel} />}
        {rows.map((backup) => (
          <BackupRow
            key={backup.backupId}
            backup={backup}
            checking={running?.work === 'check' && running.backupId === backup.backupId ? running : undefined}
            isBusy={running !== undefined}
            isTabStop={backup.backupId === stop}
            acts={acts}
            onFocus={() => setChosenId(backup.backupId)}
            onKey={(event) => onKey(event, backup)}
          />
        ))}
      </tbody>
    </table>
  );
}

function moveOf(key: string, at: number, count: number): number | undefined {
  const to: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: count - 1,
    PageUp: 0,
    Home: 0,
    End: count - 1,
  };
  return to[key];
}

function actOf(key: string, acts: RowActs): ((backup: BackupView) => void) | undefined {
  const byKey: Readonly<Record<string, (backup: BackupView) => void>> = {
    Enter: acts.download,
    p: acts.check,
    n: acts.make,
    Delete: acts.remove,
  };
  return byKey[key.length === 1 ? key.toLowerCase() : key];
}
