import { makeDeviceKeys } from '@siegel/seal';
import { fail, ok } from '@siegel/wire';
import type { ApprovalApi, OwnApproval } from '../channel/approval-api.ts';
import type { SignInWish } from '../channel/sign-in-api.ts';
import { approvalRequests, type ComparedDevice, compareWithDevice } from '../safe/approve-device.ts';
import { closeBox } from '../safe/approval-box.ts';
import { askForApproval } from '../safe/ask-approval.ts';
import type { SafeSession } from './safe-session.ts';
import { signInPlace } from './sign-in-calls.ts';

/** Letting a new device in, on both sides. */
export function approvalCalls(session: SafeSession): ApprovalApi {
  let confirm: () => void = () => undefined;
  const comparedById = new Map<string, ComparedDevice>();
  return {
    watchOwnApproval(wish, listener) {
      const stop = new AbortController();
      const confirmed = new Promise<void>((resolve) => {
        confirm = () => {
          listener({ step: 'opening' });
          resolve();
        };
      });
      void ownApproval(session, wish, { listener, confirmed, signal: stop.signal });
      return () => stop.abort();
    },
    confirmWords: async () => confirm(),
    watchApprovalRequests(listener) {
      let isLeft = false;
      const look = async () => {
        const { safe } = session.unlocked ?? {};
        const requests = safe === undefined ? undefined : await approvalRequests(safe);
        if (!isLeft && requests?.ok === true) listener(requests.value);
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
      if (safe === undefined) return fail('SESSION_MISSING');
      const compared = await compareWithDevice(safe, approval);
      if (!compared.ok) return compared;
      comparedById.set(approval, compared.value);
      return ok(compared.value.words);
    },
    async approveDevice(approval) {
      const compared = comparedById.get(approval);
      comparedById.delete(approval);
      const approved = compared === undefined ? fail('APPROVAL_ENDED') : await compared.approve();
      await session.catchUp();
      return approved;
    },
    async refuseDevice(approval) {
      const compared = comparedById.get(approval);
      comparedById.delete(approval);
      if (compared !== undefined) return compared.refuse();
      const { safe } = session.unlocked ?? {};
      if (safe !== undefined) await closeBox(safe.given.address, approval);
    },
  };
}

interface OwnTalk {
  readonly listener: (step: OwnApproval) => void;
  readonly confirmed: Promise<void>;
  readonly signal: AbortSignal;
}

async function ownApproval(session: SafeSession, wish: SignInWish, talk: OwnTalk): Promise<void> {
  const { listener, confirmed, signal } = talk;
  listener({ step: 'asking' });
  const device = await makeDeviceKeys();
  const asked = await askForApproval(await signInPlace(session, wish), device, {
    onWaiting: (expiresAtMs) => listener({ step: 'waiting', expiresAtMs }),
    onWords: (words) => listener({ step: 'words', words }),
    confirmed,
    signal,
  });
  if (signal.aborted) return;
  if (!asked.ok) return listener({ step: 'failed', code: asked.error.code });
  session.begin();
  await session.given.devices.write(wish.account, device);
  const signedIn = await session.enter(wish.account, asked.value, wish.password);
  listener(signedIn.ok ? { step: 'done', signedIn: signedIn.value } : { step: 'failed', code: signedIn.error.code });
}
