import { FailureNote } from '../parts/failure-note.tsx';
import { Button } from '@mantine/core';
import type { SignedIn, SignInWish, SlotKey } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { wasHere } from '../safe/browser-memory.ts';
import { useSafe } from '../safe/safe-context.ts';
import { AskApproval } from './ask-approval.tsx';
import { CodeForm } from './code-form.tsx';
import { KeyFileForm } from './key-file-form.tsx';
import { PasskeyForm } from './passkey-form.tsx';

const WAYS = ['approval', 'code', 'file', 'passkey'] as const;
type Way = (typeof WAYS)[number];

/** A browser that holds no keys for this person: what is the case, and the ways on. The first one, approval from another device,
 *  begins at once: the note there appears while this page is still being read (DV6). */
export function NewBrowser({
  wish,
  isEvicted,
  onSignedIn,
  onBack,
}: {
  wish: SignInWish;
  isEvicted: boolean;
  onSignedIn: (signedIn: SignedIn) => void;
  onBack: () => void;
}) {
  const { t } = useTranslation();
  const [way, setWay] = useState<Way>('approval');
  const slot = useSlotSignIn(wish, onSignedIn);
  const wasEvicted = isEvicted && wasHere();
  return (
    <section className="sign-in-form new-browser">
      <h1>{t(wasEvicted ? 'devices.evictedTitle' : 'devices.newTitle')}</h1>
      <p className="d sub">{t(wasEvicted ? 'devices.evictedSub' : 'devices.newSub')}</p>
      <div className="seg ways" role="group" aria-label={t('devices.ways')}>
        {WAYS.map((one) => (
          <button key={one} type="button" aria-pressed={way === one} onClick={() => setWay(one)}>
            {t(`devices.way.${one}`)}
          </button>
        ))}
      </div>
      {way === 'approval' && <AskApproval wish={wish} onSignedIn={onSignedIn} />}
      {way === 'code' && <CodeForm isBusy={slot.isBusy} onCode={(recoveryCode) => slot.signIn({ recoveryCode })} />}
      {way === 'file' && <KeyFileForm isBusy={slot.isBusy} onFile={(userKeyFile) => slot.signIn({ userKeyFile })} />}
      {way === 'passkey' && <PasskeyForm isBusy={slot.isBusy} onSecret={(passkey) => slot.signIn({ passkey })} />}
      {way !== 'approval' && <FailureNote failure={slot.failure} title={t('signIn.failed')} />}
      <p>
        <Button variant="subtle" onClick={onBack}>
          {t('devices.back')}
        </Button>
      </p>
    </section>
  );
}

function useSlotSignIn(wish: SignInWish, onSignedIn: (signedIn: SignedIn) => void) {
  const safe = useSafe();
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  async function signIn(key: SlotKey): Promise<void> {
    if (isBusy) return;
    setIsBusy(true);
    setFailure(undefined);
    const signedIn = await safe.signInWithSlot(wish, key);
    setIsBusy(false);
    if (signedIn.ok) onSignedIn(signedIn.value);
    else setFailure(signedIn.error);
  }
  return { isBusy, failure, signIn: (key: SlotKey) => void signIn(key) };
}
