import { commitToKeys, type DeviceKeys, newcomerWords, openHandOver, type PublicHalves } from '@siegel/seal';
import { fail, ok, type Result } from '@siegel/wire';
import type { RequestFailure } from '../server/server-request.ts';
import { answerBox, awaitMessage, closeBox, openBox } from './approval-box.ts';
import { givenOf, reach, type Reached, settleDevice, type SignInPlace } from './enter-device.ts';
import type { SafeGiven } from './safe-given.ts';

/** How a new device talks with the person before it. */
export interface ApprovalTalk {
  /** The box is open; an approved device can answer until then. */
  readonly onWaiting: (expiresAtMs: number) => void;
  /** Three words to compare. */
  readonly onWords: (words: readonly string[]) => void;
  /** Resolves when the person here has said that the other device shows the same words. */
  readonly confirmed: Promise<void>;
  /** The person gives up. */
  readonly signal: AbortSignal;
}

/** Enters a new device by an approved one of the same user (crypto.md flow 1 (a) to (e), DV1 to DV4): commits to its keys,
 *  reveals them after the approver has answered, shows the words, and takes the user key only after a person has compared them
 *  here, from the very keys they were computed over. Codes: those of signing in, APPROVAL_ENDED, PAIRING_MISMATCH. */
export async function askForApproval(
  place: SignInPlace,
  device: DeviceKeys,
  talk: ApprovalTalk,
): Promise<Result<SafeGiven, RequestFailure>> {
  const reached = await reach(place);
  if (!reached.ok) return reached;
  const { address } = reached.value.session;
  const own = halvesOf(device);
  const committed = commitToKeys(own);
  const box = await openBox(address, { step: 'commit', commit: committed.commit });
  if (!box.ok) return box;
  const { approval, expiresAt } = box.value;
  talk.onWaiting(expiresAt);
  const given = await exchange({ place, device, talk, reached: reached.value, approval, committed });
  await closeBox(address, approval);
  return given.ok ? settleDevice(given.value, reached.value.session.exportKey) : given;
}

interface Exchange {
  readonly place: SignInPlace;
  readonly device: DeviceKeys;
  readonly talk: ApprovalTalk;
  readonly reached: Reached;
  readonly approval: string;
  readonly committed: ReturnType<typeof commitToKeys>;
}

async function exchange(ex: Exchange): Promise<Result<SafeGiven, RequestFailure>> {
  const { device, talk, reached, approval, committed } = ex;
  const { address, user } = reached.session;
  const { signal } = talk;
  const answer = await awaitMessage(address, approval, { index: 1, step: 'answer', signal });
  if (!answer.ok) return answer;
  const approver = answer.value;
  const reveal = { step: 'reveal', nonce: committed.nonce, keys: committed.own, device: device.device } as const;
  const revealed = await answerBox(address, approval, reveal);
  if (!revealed.ok) return revealed;
  talk.onWords(await newcomerWords(committed, approver));
  const handed = await awaitMessage(address, approval, { index: 3, step: 'hand-over', signal });
  if (!handed.ok) return handed;
  // Whoever plays the approver can hand over a key of its own: nothing is taken before the words were compared here, too.
  await Promise.race([talk.confirmed, aborted(signal)]);
  if (signal.aborted) return fail('APPROVAL_ENDED');
  const at = { tenant: reached.tenant, user };
  const content = await openHandOver(handed.value.handOver, at, { own: device.xwing, approver: approver.keys });
  return content === undefined ? fail('PAIRING_MISMATCH') : ok(await givenOf(ex.place, reached, { device, content }));
}

/** The public halves of a device. */
export function halvesOf({ signing, xwing }: DeviceKeys): PublicHalves {
  return { ed25519Public: signing.publicKey, xwingPublic: xwing.publicKey };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
