import { Button } from '@mantine/core';
import type { HandedInvitation, PersonOfHouse } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { Dialog } from '../shell/dialog.tsx';
import { HandedOut } from './handed-out.tsx';

/** A colleague has lost every way in: first what follows, then link and code, which go two ways (WH10). */
export function RestoreDialog({ person: { userId, name }, onClose }: { person: PersonOfHouse; onClose: () => void }) {
  const { t } = useTranslation();
  const safe = useSafe();
  const [made, setMade] = useState<HandedInvitation>();
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  async function make(): Promise<void> {
    if (isBusy) return;
    setIsBusy(true);
    const restored = await safe.restorePerson(userId);
    setIsBusy(false);
    if (restored.ok) setMade(restored.value);
    else setFailure(restored.error);
  }
  const title = t('restoring.startTitle', { name });
  return (
    <Dialog isOpen label={title} size={620} onClose={onClose}>
      {made === undefined ? (
        <div className="approve">
          <h2>{title}</h2>
          <p className="d">{t('restoring.startText')}</p>
          <FailureNote failure={failure} title={t('people.failed')} />
          <div className="row">
            <Button variant="filled" aria-disabled={isBusy} onClick={() => void make()}>
              {t('restoring.startAction')}
            </Button>
            <Button autoFocus onClick={onClose}>
              {t('people.dialog.cancel')}
            </Button>
          </div>
        </div>
      ) : (
        <HandedOut invitation={{ ...made, name }} kind="restoration" onDone={onClose} />
      )}
    </Dialog>
  );
}
