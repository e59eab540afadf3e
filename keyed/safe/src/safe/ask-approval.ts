import {
  commitToKeys,
  type DeviceKeys,
  isScanProof,
  makeScanCode,
  newcomerTranscript,
  type NewDevice,
  openHandOver,
  type PublicHalves,
  type ScanCode,
  scanCodeToText,
  sealProposedName,
  wordsOf,
} from '@siegel/seal';
import { fail, ok, type Result } from '@siegel/wire';
import type { RequestFailure } from '../server/server-request.ts';
import { answerBox, awaitMessage, closeBox, openBox } from './approval-box.ts';
import { givenOf, reach, type Reached, settleDevice, type SignInPlace } from './enter-device.ts';
import { keepHandedHead } from './handed-head.ts';
import type { SafeGiven } from './safe-given.ts';

/** How a new device talks with the person before it. */
export interface ApprovalTalk {
  /** What it would like to be called; shown to the approver as unverified. */
  readonly proposedName: string;
  /** The box is open; an approved device can answer until then, and may scan `code` in place of comparing words. */
  readonly onWaiting: (expiresAtMs: number, code: string) => void;
  /** Three words to compare. */
  readonly onWords: (words: readonly string[]) => void;
  /** Resolves when the person here has said that the other device shows the same words. */
  readonly confirmed: Promise<void>;
  /** The person gives up. */
  readonly signal: AbortSignal;
}

/** Enters a new device by an approved one of the same user (crypto.md flow 1 (a) to (e), DV1 to DV4): commits to its keys,
 *  reveals them after the approver has answered, shows the words, and takes the user key only after a person has compared them
 *  here or the approver has proven that it scanned the code, from the very keys they were computed over. Codes: those of
 *  signing in, APPROVAL_ENDED, PAIRING_MISMATCH. */
export async function askForApproval(
  place: SignInPlace,
  device: DeviceKeys,
  talk: ApprovalTalk,
): Promise<Result<SafeGiven, RequestFailure>> {
  const reached = await reach(place);
  if (!reached.ok) return reached;
  const { address } = reached.value.session;
  const committed = commitToKeys(newDeviceOf(device));
  const code = makeScanCode(committed.commit);
  const box = await openBox(address, { step: 'commit', commit: committed.commit });
  if (!box.ok) return box;
  const { approval, expiresAt } = box.value;
  talk.onWaiting(expiresAt, scanCodeToText(code));
  const given = await exchange({ place, device, talk, reached: reached.value, approval, committed, code });
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
  readonly code: ScanCode;
}

async function exchange(ex: Exchange): Promise<Result<SafeGiven, RequestFailure>> {
  const { device, talk, reached, approval, committed, code } = ex;
  const { address, user } = reached.session;
  const { signal } = talk;
  const answer = await awaitMessage(address, approval, { index: 1, step: 'answer', signal });
  if (!answer.ok) return answer;
  const approver = answer.value;
  const name = await sealProposedName(talk.proposedName, committed.commit, approver.keys);
  const reveal = { step: 'reveal', nonce: committed.nonce, keys: committed.own, name } as const;
  const revealed = await answerBox(address, approval, reveal);
  if (!revealed.ok) return revealed;
  const transcript = newcomerTranscript(committed, approver);
  talk.onWords(await wordsOf(transcript));
  const handed = await awaitMessage(address, approval, { index: 3, step: 'hand-over', signal });
  if (!handed.ok) return handed;
  const { handOver, proof } = handed.value;
  // Whoever plays the approver can hand over a key of its own: nothing is taken before the words were compared here, too, or the
  // approver has shown that it saw this screen.
  if (!(await isScanProof(proof, code, transcript))) await Promise.race([talk.confirmed, aborted(signal)]);
  if (signal.aborted) return fail('APPROVAL_ENDED');
  const at = { tenant: reached.tenant, user };
  const content = await openHandOver(handOver, at, { own: device.xwing, approver: approver.keys });
  if (content === undefined) return fail('PAIRING_MISMATCH');
  const given = await givenOf(ex.place, reached, { device, content });
  await keepHandedHead(given, content.attested);
  return ok(given);
}

/** The public halves of a device. */
export function halvesOf({ signing, xwing }: DeviceKeys): PublicHalves {
  return { ed25519Public: signing.publicKey, xwingPublic: xwing.publicKey };
}

/** What a new device commits to. */
export function newDeviceOf(keys: DeviceKeys): NewDevice {
  return { ...halvesOf(keys), device: keys.device };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
