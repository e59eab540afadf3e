import { Button, Kbd, TextInput } from '@mantine/core';
import type { ComparedView } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { Note } from '../parts/note.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { Dialog } from '../shell/dialog.tsx';
import { useFailureText } from '../text/failure-text.ts';
import { CodeScanner } from './code-scanner.tsx';
import { CompareWords } from './compare-words.tsx';

/** How the new browser is told from any other: by words on both screens, or by the code on its own. */
export type ApprovalWay = 'words' | 'code';

type State =
  | { readonly step: 'asking' }
  | { readonly step: 'scanning'; readonly isBusy: boolean; readonly failure?: Failure }
  | { readonly step: 'compared' | 'approving'; readonly compared: ComparedView }
  | { readonly step: 'done' }
  | { readonly step: 'failed'; readonly failure: Failure };

/** The approver's side: three words or a scanned code, a name, and the decision. Closing it without one refuses. */
export function ApproveDialog({ approval, way, onClose }: { approval: string; way: ApprovalWay; onClose: () => void }) {
  const { t } = useTranslation();
  const { state, onCode, approve, refuse } = useApproval(approval, way);
  function close(): void {
    refuse();
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
        {state.step === 'scanning' && (
          <>
            <FailureNote failure={state.failure} title={t('devices.notApproved')} />
            <CodeScanner isBusy={state.isBusy} onCode={onCode} />
          </>
        )}
        {(state.step === 'compared' || state.step === 'approving') && (
          <Decision
            compared={state.compared}
            way={way}
            isBusy={state.step === 'approving'}
            onApprove={approve}
            onRefuse={close}
          />
        )}
        <Outcome state={state} onClose={onClose} />
      </div>
    </Dialog>
  );
}

function useApproval(approval: string, way: ApprovalWay) {
  const safe = useSafe();
  const [state, setState] = useState<State>(way === 'words' ? { step: 'asking' } : { step: 'scanning', isBusy: false });
  useEffect(() => {
    if (way !== 'words') return;
    void safe.compareWords(approval).then((compared) => {
      setState(
        compared.ok ? { step: 'compared', compared: compared.value } : { step: 'failed', failure: compared.error },
      );
    });
  }, [safe, approval, way]);
  async function scan(code: string): Promise<void> {
    setState({ step: 'scanning', isBusy: true });
    const compared = await safe.answerScanned(code);
    if (compared.ok) return setState({ step: 'compared', compared: compared.value });
    // Another code may have been before the camera; anything else has ended the exchange.
    const isWrongCode = compared.error.code === 'APPROVAL_CODE_WRONG';
    setState(
      isWrongCode
        ? { step: 'scanning', isBusy: false, failure: compared.error }
        : { step: 'failed', failure: compared.error },
    );
  }
  async function approve(compared: ComparedView, name: string): Promise<void> {
    setState({ step: 'approving', compared });
    const approved = await safe.approveDevice(compared.approval, name);
    setState(approved.ok ? { step: 'done' } : { step: 'failed', failure: approved.error });
  }
  return {
    state,
    onCode: (code: string) => {
      if (state.step === 'scanning' && !state.isBusy) void scan(code);
    },
    approve: (name: string) => {
      if (state.step === 'compared') void approve(state.compared, name);
    },
    refuse: () => {
      if (state.step === 'compared') void safe.refuseDevice(state.compared.approval);
      if (state.step === 'asking') void safe.refuseDevice(approval);
    },
  };
}

function Decision({
  compared,
  way,
  isBusy,
  onApprove,
  onRefuse,
}: {
  compared: ComparedView;
  way: ApprovalWay;
  isBusy: boolean;
  onApprove: (name: string) => void;
  onRefuse: () => void;
}) {
  const { t } = useTranslation();
  const [name, setName] = useState(compared.proposedName);
  return (
    <form
      className="decision"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onApprove(name);
      }}
    >
      {way === 'words' ? (
        <CompareWords words={compared.words} question={t('devices.sameHere')} />
      ) : (
        <Note icon="check">{t('devices.codeFits')}</Note>
      )}
      <TextInput
        label={t('devices.name')}
        description={t(compared.proposedName === '' ? 'devices.nameHint' : 'devices.nameProposed')}
        inputWrapperOrder={['label', 'input', 'description']}
        maxLength={60}
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <p className="m t12">{t('devices.approveMeans')}</p>
      <div className="row">
        <Button type="submit" variant="filled" autoFocus aria-disabled={isBusy} rightSection={<Kbd>Enter</Kbd>}>
          {t(isBusy ? 'devices.approving' : 'devices.approve')}
        </Button>
        <Button onClick={onRefuse}>{t('devices.refuse')}</Button>
      </div>
    </form>
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
