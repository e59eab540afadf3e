/** Requests per minute and address for routes that cost or reveal something before anybody has proven who they are. A practice
 *  shares one address, so they leave room for its morning; guessing one password is held by `SignInGuard` besides. */
export interface RequestLimits {
  readonly signInPerMinute: number;
  /** Log-ins of one name from one address that may be on their way at once (SV12). */
  readonly signInsAtOnce: number;
  readonly registerPerMinute: number;
  readonly foundPerMinute: number;
  readonly proofPerMinute: number;
  readonly approvalPerMinute: number;
}

export const DEFAULT_LIMITS: RequestLimits = {
  signInPerMinute: 300,
  signInsAtOnce: 20,
  registerPerMinute: 60,
  foundPerMinute: 60,
  proofPerMinute: 300,
  approvalPerMinute: 600,
};
