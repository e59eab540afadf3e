import {
  answerCommit,
  type ApproverAnswered,
  approverTranscript,
  buildEntry,
  type NewDevice,
  openProposedName,
  type ScanCode,
  scanCodeOfText,
  scanProof,
  sealHandOver,
  type Transcript,
  userCoSigner,
  wordsOf,
} from '@siegel/seal';
import { equalBytes, fail, hexOf, ok, type Result, WIRE_KINDS } from '@siegel/wire';
import type { RequestFailure } from '../server/server-request.ts';
import { answerBox, asStep, awaitMessage, closeBox, listBoxes, readBox } from './approval-box.ts';
import { type ApprovalMessage, messageOfText, messageToText } from './approval-messages.ts';
import { ApprovalAttempts } from './approval-attempts.ts';
import { halvesOf } from './ask-approval.ts';
import { sealedName } from './name-device.ts';
import type { Safe } from './safe.ts';

/** A new device of the own user that waits for an answer. */
export interface ApprovalRequest {
  readonly approval: string;
  readonly expiresAtMs: number;
}

/** An exchange in which both sides show their words. Nothing is entered nor handed over before `approve`. */
export interface ComparedDevice {
  readonly approval: string;
  readonly words: readonly string[];
  /** What the new device would like to be called: its own word, nobody has checked it. */
  readonly proposedName: string;
  /** True when its code was scanned: it is the device whose screen was read, and no words need to be compared. */
  readonly isScanned: boolean;
  /** The person has compared the words: enters the device under this name and hands the user key over, once. */
  readonly approve: (name: string) => Promise<Result<true, RequestFailure>>;
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
 *  APPROVAL_PAUSED: too many of these ended without an approval (DV7); PAIRING_MISMATCH: it revealed other keys than it had
 *  committed to, or takes the place of a known device (DV2).
 *  @param code what was scanned from the new device's screen, if it was. */
export async function compareWithDevice(
  safe: Safe,
  approval: string,
  code?: ScanCode,
): Promise<Result<ComparedDevice, RequestFailure>> {
  const { address, device } = safe.given;
  const commit = await waitingCommit(safe, approval);
  if (!commit.ok) return commit;
  if (code !== undefined && !equalBytes(commit.value, code.commit)) return fail('PAIRING_MISMATCH');
  // A scanned commit leaves nothing to guess.
  const attempt = code === undefined ? await new ApprovalAttempts(safe.given).begin() : ok(undefined);
  if (!attempt.ok) return attempt;
  const state = answerCommit(commit.value, halvesOf(device));
  const answer = { step: 'answer', nonce: state.nonce, keys: state.own } as const;
  const answered = await answerBox(address, approval, answer);
  if (!answered.ok) return answered;
  if (answered.value.messages[1]?.message !== messageToText(answer)) return fail('APPROVAL_TAKEN');
  const signal = AbortSignal.timeout(REVEAL_WITHIN_MS);
  const reveal = await awaitMessage(address, approval, { index: 2, step: 'reveal', signal });
  const succeeded = attempt.value?.succeeded;
  const compared = reveal.ok
    ? await comparedBy({ safe, approval, state, reveal: reveal.value, code, succeeded })
    : reveal;
  if (!compared.ok) await closeBox(address, approval);
  return compared;
}

/** The commit in a box of the own user that nobody has answered. */
async function waitingCommit({ given }: Safe, approval: string): Promise<Result<Uint8Array, RequestFailure>> {
  const box = await readBox(given.address, approval);
  if (!box.ok) return box;
  const [first, ...others] = box.value.messages;
  if (others.length > 0) return fail('APPROVAL_TAKEN');
  const commit = asStep(first === undefined ? undefined : messageOfText(first.message), 'commit');
  if (!commit.ok || box.value.user !== hexOf(given.user)) return fail('PAIRING_MISMATCH');
  return ok(commit.value.commit);
}

/** Answers the new device whose code was scanned or pasted: no words need to be compared, the code names its keys and says to it
 *  who answers (SL44). APPROVAL_CODE_WRONG: no device that waits here has committed to what was scanned; codes of
 *  `compareWithDevice`. */
export async function answerScanned(safe: Safe, text: string): Promise<Result<ComparedDevice, RequestFailure>> {
  const code = scanCodeOfText(text);
  if (!code.ok) return code;
  const boxes = await listBoxes(safe.given.address);
  if (!boxes.ok) return boxes;
  const waiting = boxes.value.find(({ messages: [first] }) => {
    const message = first === undefined ? undefined : messageOfText(first.message);
    return message?.step === 'commit' && equalBytes(message.commit, code.value.commit);
  });
  if (waiting === undefined) return fail('APPROVAL_CODE_WRONG');
  return compareWithDevice(safe, waiting.approval, code.value);
}

interface Comparison {
  readonly safe: Safe;
  readonly approval: string;
  readonly state: ApproverAnswered;
  readonly reveal: Reveal;
  readonly code: ScanCode | undefined;
  readonly succeeded: (() => Promise<void>) | undefined;
}

async function comparedBy(comparison: Comparison): Promise<Result<ComparedDevice>> {
  const { safe, approval, state, reveal, code } = comparison;
  const transcript = approverTranscript(state, reveal);
  if (!transcript.ok) return transcript;
  if (isKnown(safe, reveal.keys)) return fail('PAIRING_MISMATCH');
  let decided: Promise<Result<true, RequestFailure>> | undefined;
  return ok({
    approval,
    words: await wordsOf(transcript.value),
    proposedName: await openProposedName(reveal.name, state.commit, safe.given.device.xwing),
    isScanned: code !== undefined,
    approve: (name) => (decided ??= enterAndHandOver(comparison, transcript.value, name)),
    refuse: async () => {
      decided ??= Promise.resolve(fail('APPROVAL_ENDED'));
      await closeBox(safe.given.address, approval);
    },
  });
}

/** DV2: a new device takes neither the id nor a key of a device that stands in the journal, removed ones included. */
function isKnown({ follower: { membership, head } }: Safe, keys: NewDevice): boolean {
  return membership
    .devicesAt(head.size)
    .some(
      (known) =>
        equalBytes(known.device, keys.device) ||
        equalBytes(known.ed25519Public, keys.ed25519Public) ||
        equalBytes(known.xwingPublic, keys.xwingPublic),
    );
}

/** The device entry goes first: a key is handed to a device only when everybody can see that device. */
async function enterAndHandOver(
  { safe, approval, reveal: { keys }, code, succeeded }: Comparison,
  transcript: Transcript,
  name: string,
): Promise<Result<true, RequestFailure>> {
  const { author, given } = safe;
  const { device, ed25519Public, xwingPublic } = keys;
  const open = { user: author.user, ed25519Public, xwingPublic, state: 'active' };
  const coSigners = [userCoSigner(author)];
  const kind = { kind: WIRE_KINDS.device, schemaVersion: 1 };
  const entry = await buildEntry({ ...kind, record: device, open, coSigners, ...sealedName(safe, name) }, author);
  const written = await safe.write([entry]);
  if (!written.ok) return written;
  if (!written.value.saved) {
    await safe.outbox.drop(device);
    return fail('OFFLINE');
  }
  // What is handed over says how far this device has verified: the new device's own entry included.
  const synced = await safe.sync();
  if (!synced.ok) return synced;
  const content = { userKey: given.userKey.secret, orgPublic: given.orgPublic, attested: safe.follower.head };
  const handOver = await sealHandOver(content, given, { newcomer: keys, approver: given.device.signing });
  const proof = code === undefined ? new Uint8Array(0) : await scanProof(code, transcript);
  const handed = await answerBox(given.address, approval, { step: 'hand-over', handOver, proof });
  if (!handed.ok) return handed;
  await succeeded?.();
  return ok(true);
}
