import { type ControlMessage, fail, ok, type Result } from '@siegel/wire';
import { askJson, type RequestFailure, type ServerAddress, tellJson } from '../server/server-request.ts';
import { type ApprovalMessage, messageOfText, messageToText } from './approval-messages.ts';

/** A box of the relay as the server shows it: nothing in it is believed before it is checked. */
export type BoxState = ControlMessage<'approvalState'>;

const ASK_EVERY_MS = 400;

/** Opens a box with the first message. */
export function openBox(address: ServerAddress, message: ApprovalMessage): Promise<Result<BoxState, RequestFailure>> {
  return askJson(address, 'approvals', { body: { message: messageToText(message) }, answer: 'approvalState' });
}

/** Puts the next message in. */
export function answerBox(
  address: ServerAddress,
  approval: string,
  message: ApprovalMessage,
): Promise<Result<BoxState, RequestFailure>> {
  const body = { message: messageToText(message) };
  return known(askJson(address, `approvals/${approval}`, { body, answer: 'approvalState' }));
}

/** Reads a box. APPROVAL_ENDED: it has run out or was closed. */
export function readBox(address: ServerAddress, approval: string): Promise<Result<BoxState, RequestFailure>> {
  return known(askJson(address, `approvals/${approval}`, { answer: 'approvalState' }));
}

/** All boxes this session may take part in. */
export async function listBoxes(address: ServerAddress): Promise<Result<readonly BoxState[], RequestFailure>> {
  const listed = await askJson(address, 'approvals', { answer: 'approvalList' });
  return listed.ok ? ok(listed.value.approvals) : listed;
}

/** Ends an exchange for both sides. */
export function closeBox(address: ServerAddress, approval: string): Promise<Result<true, RequestFailure>> {
  return tellJson(address, `approvals/${approval}`, { method: 'DELETE' });
}

/** Waits for the message at `index`, which has to be the step named there. PAIRING_MISMATCH for another one, APPROVAL_ENDED when
 *  the box is gone or `signal` says so. */
export async function awaitMessage<S extends ApprovalMessage['step']>(
  address: ServerAddress,
  approval: string,
  wanted: { readonly index: number; readonly step: S; readonly signal: AbortSignal },
): Promise<Result<Extract<ApprovalMessage, { readonly step: S }>, RequestFailure>> {
  while (!wanted.signal.aborted) {
    const box = await readBox(address, approval);
    if (!box.ok && box.error.code !== 'OFFLINE') return box;
    const text = box.ok ? box.value.messages[wanted.index]?.message : undefined;
    if (text !== undefined) return asStep(messageOfText(text), wanted.step);
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
  return fail('APPROVAL_ENDED');
}

/** A message when it is the step that is due. */
export function asStep<S extends ApprovalMessage['step']>(
  message: ApprovalMessage | undefined,
  step: S,
): Result<Extract<ApprovalMessage, { readonly step: S }>> {
  if (message?.step !== step) return fail('PAIRING_MISMATCH');
  return ok(message as Extract<ApprovalMessage, { readonly step: S }>);
}

async function known<T>(asked: Promise<Result<T, RequestFailure>>): Promise<Result<T, RequestFailure>> {
  const answer = await asked;
  return !answer.ok && answer.error.code === 'SLOT_UNKNOWN' ? fail('APPROVAL_ENDED') : answer;
}
