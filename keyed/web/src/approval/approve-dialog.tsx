import { Button, Kbd } from '@mantine/core';
import type { Failure } from '@siegel/wire';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Note } from '../parts/note.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { Dialog } from '../shell/dialog.tsx';
import { useFailureText } from '../text/failure-text.ts';
import { CompareWords } from './compare-words.tsx';

type State =
  | { readonly step: 'asking' }
  | { readonly step: 'words'; readonly words: readonly string[] }
  | { readonly step: 'approving'; readonly words: readonly string[] }
  | { readonly step: 'done' }
  | { readonly step: 'failed'; readonly failure: Failure };

/** The approver's side: three words, and the decision. Closing it without one refuses. */
export function ApproveDialog({ approval, onClose }: { approval: string; onClose: () => void }) {
  const { t } = useTranslation();
  const safe = useSafe();
  const [state, setState] = useState<State>({ step: 'asking' });
  useEffect(() => {
    void safe.compareWords(approval).then((words) => {
      setState(words.ok ? { step: 'words', words: words.value } : { step: 'failed', failure: words.error });
    });
  }, [safe, approval]);
  async function approve(words: readonly string[]): Promise<void> {
    setState({ step: 'approving', words });
    const approved = await safe.approveDevice(approval);
    setState(approved.ok ? { step: 'done' } : { step: 'failed', failure: approved.error });
  }
  function close(): void {
    if (state.step === 'asking' || state.step === 'words') void safe.refuseDevice(approval);
    onClose();
  }
  return (
    <Dialog isOpen label={t('devices.approveTitle')} size={480} onClose={close}>
      <div className="approve">
        <h2>{t('devices.approveTitle')}</h2>
        {state.step === 'asking' && (
          <p className="d" role="status">
            {t('devices.asking')}
          </p>
        )}
        {(state.step === 'words' || state.step === 'approving') && (
          <>
            <CompareWords words={state.words} question={t('devices.sameHere')} />
            <p className="m t12">{t('devices.approveMeans')}</p>
            <div className="row">
              <Button
                variant="filled"
                autoFocus
                aria-disabled={state.step === 'approving'}
                rightSection={<Kbd>Enter</Kbd>}
                onClick={() => state.step === 'words' && void approve(state.words)}
              >
                {t(state.step === 'approving' ? 'devices.approving' : 'devices.approve')}
              </Button>
              <Button onClick={close}>{t('devices.refuse')}</Button>
            </div>
          </>
        )}
        <Outcome state={state} onClose={onClose} />
      </div>
    </Dialog>
  );
}

function Outcome({ state, onClose }: { state: State; onClose: () => void }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  if (state.step !== 'done' && state.step !== 'failed') return null;
  return (
    <>
      {state.step === 'done' ? (
        <Note icon="check">{t('devices.approved')}</Note>
      ) : (
        <Note icon="alert" tone="bad">
          <b className="n">{t('devices.notApproved')}</b> {failureText(state.failure)}
        </Note>
      )}
      <div className="row">
        <Button variant="filled" autoFocus onClick={onClose}>
          {t('devices.close')}
        </Button>
      </div>
    </>
  );
}
