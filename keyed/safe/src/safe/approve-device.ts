import {
  answerCommit,
  type ApproverAnswered,
  approverWords,
  buildEntry,
  sealHandOver,
  userCoSigner,
} from '@siegel/seal';
import { fail, hexOf, ok, type Result, WIRE_KINDS } from '@siegel/wire';
import type { RequestFailure } from '../server/server-request.ts';
import { answerBox, asStep, awaitMessage, closeBox, listBoxes, readBox } from './approval-box.ts';
import { type ApprovalMessage, messageOfText, messageToText } from './approval-messages.ts';
import { halvesOf } from './ask-approval.ts';
import type { Safe } from './safe.ts';

/** A new device of the own user that waits for an answer. */
export interface ApprovalRequest {
  readonly approval: string;
  readonly expiresAtMs: number;
}

/** An exchange in which both sides show their words. Nothing is entered nor handed over before `approve`. */
export interface ComparedDevice {
  readonly words: readonly string[];
  /** The person has compared the words: enters the device and hands the user key over, once. */
  readonly approve: () => Promise<Result<true, RequestFailure>>;
  readonly refuse: () => Promise<void>;
}

type Reveal = Extract<ApprovalMessage, { readonly step: 'reveal' }>;

const REVEAL_WITHIN_MS = 20_000;

/** New devices of the own user that nobody has answered yet. */
export async function approvalRequests({ given }: Safe): Promise<Result<readonly ApprovalRequest[], RequestFailure>> {
  const boxes = await listBoxes(given.address);
  if (!boxes.ok) return boxes;
  const own = boxes.value.filter(({ user, messages }) => user === hexOf(given.user) && messages.length === 1);
  return ok(own.map(({ approval, expiresAt }) => ({ approval, expiresAtMs: expiresAt })));
}

/** Answers a new device and waits until it has revealed its keys. APPROVAL_TAKEN: another device was faster; APPROVAL_ENDED;
 *  PAIRING_MISMATCH: it revealed other keys than it had committed to, or takes the place of a known device (DV2). */
export async function compareWithDevice(safe: Safe, approval: string): Promise<Result<ComparedDevice, RequestFailure>> {
  const { address, device, user } = safe.given;
  const box = await readBox(address, approval);
  if (!box.ok) return box;
  const [first, ...others] = box.value.messages;
  if (others.length > 0) return fail('APPROVAL_TAKEN');
  const commit = asStep(first === undefined ? undefined : messageOfText(first.message), 'commit');
  if (!commit.ok || box.value.user !== hexOf(user)) return fail('PAIRING_MISMATCH');
  const state = answerCommit(commit.value.commit, halvesOf(device));
  const answer = { step: 'answer', nonce: state.nonce, keys: state.own } as const;
  const answered = await answerBox(address, approval, answer);
  if (!answered.ok) return answered;
  if (answered.value.messages[1]?.message !== messageToText(answer)) return fail('APPROVAL_TAKEN');
  const signal = AbortSignal.timeout(REVEAL_WITHIN_MS);
  const reveal = await awaitMessage(address, approval, { index: 2, step: 'reveal', signal });
  const compared = reveal.ok ? await comparedBy(safe, approval, { state, reveal: reveal.value }) : reveal;
  if (!compared.ok) await closeBox(address, approval);
  return compared;
}

async function comparedBy(
  safe: Safe,
  approval: string,
  { state, reveal }: { readonly state: ApproverAnswered; readonly reveal: Reveal },
): Promise<Result<ComparedDevice>> {
  const words = await approverWords(state, reveal);
  if (!words.ok) return words;
  const { membership, head } = safe.follower;
  if (membership.deviceAt(reveal.device, head.size) !== undefined) return fail('PAIRING_MISMATCH');
  let decided: Promise<Result<true, RequestFailure>> | undefined;
  return ok({
    words: words.value,
    approve: () => (decided ??= enterAndHandOver(safe, approval, reveal)),
    refuse: async () => {
      decided ??= Promise.resolve(fail('APPROVAL_ENDED'));
      await closeBox(safe.given.address, approval);
    },
  });
}

/** The device entry goes first: a key is handed to a device only when everybody can see that device. */
async function enterAndHandOver(
  safe: Safe,
  approval: string,
  { keys, device }: Reveal,
): Promise<Result<true, RequestFailure>> {
  const { author, given } = safe;
  const open = { user: author.user, ...keys, state: 'active' };
  const coSigners = [userCoSigner(author)];
  const entry = await buildEntry(
    { kind: WIRE_KINDS.device, schemaVersion: 1, record: device, open, coSigners },
    author,
  );
  const written = await safe.write([entry]);
  if (!written.ok) return written;
  if (!written.value.saved) {
    await safe.outbox.drop(device);
    return fail('OFFLINE');
  }
  const content = { userKey: given.userKey.secret, orgPublic: given.orgPublic };
  const handOver = await sealHandOver(content, given, { newcomer: keys, approver: given.device.signing });
  const handed = await answerBox(given.address, approval, { step: 'hand-over', handOver });
  return handed.ok ? ok(true) : handed;
}
