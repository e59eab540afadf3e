import type { BackupKeyView, BackupsView, BackupView } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../access/confirm-dialog.tsx';
import { focusSoon } from '../parts/focus-soon.ts';
import { formatBytes } from '../text/format-bytes.ts';
import { useLanguage } from '../text/language.ts';
import { onDemand } from './backups-most.ts';
import { FullDialog } from './full-dialog.tsx';
import { HoldersDialog } from './holders-dialog.tsx';
import { NamesDialog } from './names-dialog.tsx';
import { PlanDialog } from './plan-dialog.tsx';
import { RevealDialog } from './reveal-dialog.tsx';
import type { BackupActs } from './use-backup-acts.ts';
import { useWhen } from './when.ts';

/** What is asked or shown above the screen; one at a time. */
export function BackupsDialogs({
  acts,
  view,
  keys,
  onKeys,
  onPlan,
}: {
  acts: BackupActs;
  view: BackupsView | undefined;
  keys: readonly BackupKeyView[];
  onKeys: () => Promise<void>;
  onPlan: () => Promise<void>;
}) {
  const { question, ask } = acts;
  const close = () => ask(undefined);
  switch (question?.ask) {
    case undefined:
      return null;
    case 'full':
      return <FullDialog backups={view === undefined ? [] : onDemand(view)} onReplace={acts.replace} onClose={close} />;
    case 'remove':
      return <RemoveDialog backup={question.backup} acts={acts} />;
    case 'names':
      return <NamesDialog backup={question.backup} onClose={close} />;
    case 'holders':
      return (
        <HoldersDialog
          chosenBefore={(keys[0]?.holders ?? []).filter(({ isActive }) => isActive).map(({ userId }) => userId)}
          onSetUp={onKeys}
          onReveal={(keyId) => ask({ ask: 'reveal', keyId })}
          onClose={close}
        />
      );
    case 'plan':
      return <PlanDialog plan={question.plan} onChanged={onPlan} onClose={close} />;
    case 'reveal':
      return <RevealDialog key={question.keyId} keyId={question.keyId} onClose={close} />;
  }
}

function RemoveDialog({ backup, acts }: { backup: BackupView; acts: BackupActs }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const when = useWhen()(backup.madeAtMs);
  const size = formatBytes(backup.sizeBytes, language);
  async function remove(): Promise<void> {
    await acts.remove(backup);
    focusSoon(() => document.querySelector<HTMLElement>('.backup-row[tabindex="0"], [data-new-backup]'));
  }
  return (
    <ConfirmDialog
      title={t('backups.remove.title')}
      text={
        backup.madeBy === ''
          ? t('backups.remove.textNoName', { when, size })
          : t('backups.remove.text', { when, size, by: backup.madeBy })
      }
      action={t('backups.remove.act')}
      onConfirm={() => void remove()}
      onClose={() => acts.ask(undefined)}
    />
  );
}
