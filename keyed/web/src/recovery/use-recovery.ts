import type { RecognisedKit, SignedIn } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useContext, useState } from 'react';
import { TypedPasswordContext } from '../password/password-duty.ts';
import { useSafe } from '../safe/safe-context.ts';

/** The way back in: first the kit, then whose access, and a new password. */
export function useRecovery(onSignedIn: (signedIn: SignedIn) => void) {
  const safe = useSafe();
  const typed = useContext(TypedPasswordContext);
  const [text, setText] = useState('');
  const [kit, setKit] = useState<RecognisedKit>();
  const [userId, setUserId] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | 'missing'>();

  async function check(): Promise<void> {
    if (isBusy) return;
    if (text.trim() === '') return setFailure('missing');
    setIsBusy(true);
    const opened = await safe.openKit(text);
    setIsBusy(false);
    setFailure(opened.ok ? undefined : opened.error);
    if (!opened.ok) return;
    // The worker has it now; the page forgets it.
    setText('');
    setKit(opened.value);
    setUserId(opened.value.administrators[0]?.userId ?? '');
  }
  async function recover(password: string): Promise<void> {
    if (isBusy) return;
    setIsBusy(true);
    setFailure(undefined);
    const recovered = await safe.recoverAccess(userId, password);
    setIsBusy(false);
    if (recovered.ok) {
      typed.put(password);
      onSignedIn(recovered.value);
    } else setFailure(recovered.error);
  }
  return {
    text,
    kit,
    userId,
    isBusy,
    failure,
    check,
    recover,
    setUserId,
    setText: (typed: string) => {
      setText(typed);
      setFailure(undefined);
    },
    leave: () => safe.forgetKit(),
  };
}

/** What the steps of the recovery work on. */
export type RecoveryState = ReturnType<typeof useRecovery>;
