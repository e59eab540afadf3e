import { makeDeviceKeys } from '@siegel/seal';
import { fail, ok, type Result } from '@siegel/wire';
import type { ApprovalApi, ComparedView, OwnApproval } from '../channel/approval-api.ts';
import type { SignInWish } from '../channel/sign-in-api.ts';
import { ApprovalAttempts } from '../safe/approval-attempts.ts';
import { answerScanned, approvalRequests, type ComparedDevice, compareWithDevice } from '../safe/approve-device.ts';
import { closeBox } from '../safe/approval-box.ts';
import { askForApproval } from '../safe/ask-approval.ts';
import type { SafeSession } from './safe-session.ts';
import { ShownWords } from './shown-words.ts';
import { signInPlace } from './sign-in-calls.ts';

/** Letting a new device in, on both sides. */
export function approvalCalls(session: SafeSession): ApprovalApi {
  return { ...newDeviceCalls(session), ...approverCalls(session) };
}

type NewDeviceCall = 'watchOwnApproval' | 'confirmWords';

function newDeviceCalls(session: SafeSession): Pick<ApprovalApi, NewDeviceCall> {
  let confirm: () => void = () => undefined;
  const shown = new ShownWords(session.given.now);
  return {
    watchOwnApproval(wish, listener) {
      const stop = new AbortController();
      const confirmed = new Promise<void>((resolve) => {
        confirm = () => {
          listener({ step: 'opening' });
          resolve();
        };
      });
      void ownApproval(session, wish, { listener, confirmed, signal: stop.signal, shown });
      return () => stop.abort();
    },
    confirmWords: async () => confirm(),
  };
}

function approverCalls(session: SafeSession): Omit<ApprovalApi, NewDeviceCall> {
  const comparedById = new Map<string, ComparedDevice>();
  const keep = (compared: Result<ComparedDevice>): Result<ComparedView> => {
    if (!compared.ok) return compared;
    const { approval, words, proposedName } = compared.value;
    comparedById.set(approval, compared.value);
    return ok({ approval, words, proposedName });
  };
  const take = (approval: string) => {
    const compared = comparedById.get(approval);
    comparedById.delete(approval);
    return compared;
  };
  return {
    watchApprovalRequests(listener) {
      let isLeft = false;
      const look = async () => {
        const { safe } = session.unlocked ?? {};
        const requests = safe === undefined ? undefined : await approvalRequests(safe);
        if (safe === undefined || requests?.ok !== true) return;
        const stoppedBefore = await new ApprovalAttempts(safe.given).count();
        if (!isLeft) listener(requests.value.map((request) => ({ ...request, stoppedBefore })));
      };
      const stop = session.onApprovals(() => void look());
      void look();
      return () => {
        isLeft = true;
        stop();
      };
    },
    async compareWords(approval) {
      const { safe } = session.unlocked ?? {};
      return safe === undefined ? fail('SESSION_MISSING') : keep(await compareWithDevice(safe, approval));
    },
    async answerScanned(code) {
      const { safe } = session.unlocked ?? {};
      return safe === undefined ? fail('SESSION_MISSING') : keep(await answerScanned(safe, code));
    },
    async approveDevice(approval, name) {
      const approved = (await take(approval)?.approve(name)) ?? fail('APPROVAL_ENDED');
      await session.catchUp();
      return approved;
    },
    async refuseDevice(approval) {
      const compared = take(approval);
      if (compared !== undefined) return compared.refuse();
      const { safe } = session.unlocked ?? {};
      if (safe !== undefined) await closeBox(safe.given.address, approval);
    },
  };
}

interface OwnTalk {
  readonly shown: ShownWords;
  readonly listener: (step: OwnApproval) => void;
  readonly confirmed: Promise<void>;
  readonly signal: AbortSignal;
}

async function ownApproval(session: SafeSession, wish: SignInWish, talk: OwnTalk): Promise<void> {
  const { listener, confirmed, signal, shown } = talk;
  listener({ step: 'asking' });
  if (shown.isTooMany) return listener({ step: 'failed', code: 'APPROVAL_PAUSED' });
  const device = await makeDeviceKeys();
  const asked = await askForApproval(await signInPlace(session, wish), device, {
    proposedName: session.given.browserName ?? '',
    onWaiting: (expiresAtMs, code) => listener({ step: 'waiting', expiresAtMs, code }),
    onWords: (words) => {
      shown.add();
      listener({ step: 'words', words });
    },
    confirmed,
    signal,
  });
  if (signal.aborted) return;
  if (!asked.ok) return listener({ step: 'failed', code: asked.error.code });
  session.begin();
  shown.clear();
  await session.given.devices.write(wish.account, device);
  const signedIn = await session.enter(wish.account, asked.value, wish.password);
  listener(signedIn.ok ? { step: 'done', signedIn: signedIn.value } : { step: 'failed', code: signedIn.error.code });
}
