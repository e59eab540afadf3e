import type { ErrorCode, Result } from '@siegel/wire';
import type { CallForms } from './call-form.ts';
import type { SignedIn, SignInWish } from './sign-in-api.ts';

/** Letting a new device in by an approved one (crypto.md flow 1). */
export interface ApprovalApi {
  /** On the new device: asks for approval and follows it until it is done, failed, or the watch is ended. */
  watchOwnApproval(wish: SignInWish, listener: (step: OwnApproval) => void): () => void;
  /** On the new device: the person has seen the same words on the other one. */
  confirmWords(): Promise<void>;
  /** On an approved device: new devices of the own user that wait for an answer. */
  watchApprovalRequests(listener: (requests: readonly ApprovalRequestView[]) => void): () => void;
  /** On an approved device: answers one and gives the words to compare. APPROVAL_PAUSED after too many. */
  compareWords(approval: string): Promise<Result<ComparedView>>;
  /** On an approved device: answers the one whose code was scanned or pasted; nothing is left to compare. APPROVAL_CODE_WRONG. */
  answerScanned(code: string): Promise<Result<ComparedView>>;
  /** On an approved device: enters the new device under a name and hands the user key over. Only after a person has compared
   *  the words, or scanned the code. */
  approveDevice(approval: string, name: string): Promise<Result<true>>;
  refuseDevice(approval: string): Promise<void>;
}

export const APPROVAL_CALLS = {
  watchOwnApproval: 'watch',
  confirmWords: 'plain',
  watchApprovalRequests: 'watch',
  compareWords: 'result',
  answerScanned: 'result',
  approveDevice: 'result',
  refuseDevice: 'plain',
} as const satisfies CallForms<ApprovalApi>;

/** Where the approval of this device stands. */
export type OwnApproval =
  | { readonly step: 'asking' }
  /** `code`: for the camera of the approved device. */
  | { readonly step: 'waiting'; readonly expiresAtMs: number; readonly code: string }
  | { readonly step: 'words'; readonly words: readonly string[] }
  | { readonly step: 'opening' }
  | { readonly step: 'done'; readonly signedIn: SignedIn }
  | { readonly step: 'failed'; readonly code: ErrorCode };

export interface ApprovalRequestView {
  readonly approval: string;
  readonly expiresAtMs: number;
  /** Comparisons of the last hour that ended without an approval. */
  readonly stoppedBefore: number;
}

/** A new device that has revealed its keys. */
export interface ComparedView {
  readonly approval: string;
  readonly words: readonly string[];
  /** Its own word: nobody has checked it. */
  readonly proposedName: string;
}
