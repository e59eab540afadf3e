import type { Failure } from '@siegel/wire';
import { Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Skeleton } from '../parts/skeleton.tsx';
import { StateBlock } from '../parts/state-block.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { Dialog } from '../shell/dialog.tsx';
import { keyName } from '../shell/use-keys.ts';
import { useFailureText } from '../text/failure-text.ts';
import { later } from '../shell/later.ts';

const ServerViewPane = later(async () => (await import('./server-view-pane.tsx')).ServerViewPane);

/** Lines that stand for a record carry its id; the one that is selected is meant. */
const SELECTED = '[aria-selected="true"][data-record-id]';

/** "Was der Server sieht" by Alt V where no Akte is in front (WB42): of the line that is selected, else of a record this device
 *  knows. An open Akte has a pane of its own for it.
 *  @param isOnAkte an Akte is on screen; then only a dialog in front of it is meant. */
export function ServerViewEverywhere({ isOnAkte }: { isOnAkte: boolean }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<{ readonly personId: string | undefined }>();
  const isOpen = chosen !== undefined;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (keyName(event) !== 'Alt+KeyV') return;
      const isDialogInFront = document.querySelector('[role="dialog"]') !== null;
      if (isOnAkte && !isDialogInFront && !isOpen) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const personId = document.querySelector<HTMLElement>(SELECTED)?.dataset['recordId'];
      setChosen(isOpen ? undefined : { personId });
    };
    // Before whoever lies below: the Akte under a dialog listens to the same key.
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, [isOnAkte, isOpen]);
  const close = () => setChosen(undefined);
  return (
    <Dialog isOpen={isOpen} label={t('serverView.title')} size={1040} onClose={close}>
      {chosen !== undefined && <Example personId={chosen.personId} onClose={close} />}
    </Dialog>
  );
}

type Found = { readonly recordId: string } | { readonly failure: Failure };

function Example({ personId, onClose }: { personId: string | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const safe = useSafe();
  const failureText = useFailureText();
  const [found, setFound] = useState<Found>();
  useEffect(() => {
    let overtaken = false;
    void safe.exampleRecord(personId).then((answer) => {
      if (!overtaken) setFound(answer.ok ? { recordId: answer.value } : { failure: answer.error });
    });
    return () => {
      overtaken = true;
    };
  }, [safe, personId]);
  if (found === undefined) return <Skeleton label={t('serverView.loading')} lines={6} />;
  if ('failure' in found)
    return (
      <StateBlock icon="alert" tone="bad" title={t('serverView.failed')}>
        {failureText(found.failure)}
      </StateBlock>
    );
  return (
    <Suspense fallback={<Skeleton label={t('serverView.loading')} lines={6} />}>
      <ServerViewPane recordId={found.recordId} versions={0} onClose={onClose} />
    </Suspense>
  );
}
