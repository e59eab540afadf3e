import type { ErrorCode, Result } from '@siegel/wire';
import type { CallForms } from './call-form.ts';
import type { Work } from './kept-work.ts';

/** Signing in and out, and how the safe is. */
export interface SignInApi {
  /** Signs in with name and password on a device that already has its slot. Without a server: by the offline slot (DV13). */
  signIn(wish: SignInWish): Promise<Result<SignedIn>>;
  /** First sign-in of a fresh browser: makes its device key, opens the user key by a device-free slot, enters the device. */
  signInWithSlot(wish: SignInWish, key: SlotKey): Promise<Result<SignedIn>>;
  /** A forgotten password (WH3): chooses a new one with a way that needs no device, and signs in. RECOVERY_CODE_WRONG,
   *  KEY_FILE_WRONG, PASSKEY_MISSING, PASSWORD_TOO_WEAK, OFFLINE. */
  forgotPassword(wish: SignInWish, key: SlotKey): Promise<Result<SignedIn>>;
  /** Ends the session everywhere and forgets its keys; the sealed local pages stay, drafts among them. */
  signOut(): Promise<void>;
  /** Locks: keys leave memory, and the password is needed again. */
  lock(): Promise<void>;
  /** Calls `listener` at once and at every change until the returned function is called. */
  watchStatus(listener: (status: SafeStatus) => void): () => void;
}

export const SIGN_IN_CALLS = {
  signIn: 'result',
  signInWithSlot: 'result',
  forgotPassword: 'result',
  signOut: 'plain',
  lock: 'plain',
  watchStatus: 'watch',
} as const satisfies CallForms<SignInApi>;

export interface SignInWish {
  readonly account: string;
  readonly password: string;
}

/** A way to the user key that needs no approved device: the recovery code as typed, the text of a user key file, or what the PRF
 *  of a passkey gave (base64url of 32 bytes). */
export type SlotKey =
  | { readonly recoveryCode: string }
  | { readonly userKeyFile: string }
  | { readonly passkey: string };

export interface SignedIn {
  readonly account: string;
  readonly displayName: string;
  readonly tenantName: string;
  readonly sites: readonly { readonly siteId: string; readonly name: string }[];
  readonly work: Work;
  /** Somebody of support: there is no safe, only `supportView` and `supportAkte` answer. */
  readonly isSupport?: true;
}

/** How far the device can vouch for what it shows. */
export type ProofLevel = 'server-word' | 'bound' | 'attributed';

export interface SafeStatus {
  readonly phase: 'signed-out' | 'signing-in' | 'syncing' | 'ready' | 'locked' | 'refused';
  /** Why the safe refuses to go on (fork, shortened log ...). */
  readonly refusal?: ErrorCode;
  /** Why it was locked from elsewhere: the session was ended, the device removed. */
  readonly lockReason: ErrorCode | null;
  readonly online: boolean;
  /** Progress of sync and of building the index, 0..1, while `syncing`. */
  readonly progress: number;
  readonly persons: number;
  readonly journalSize: number;
  readonly level: ProofLevel;
  /** Entries written here that the server has not acknowledged yet. */
  readonly queued: number;
  /** Entries written here that the server refused after they had waited; they stand in their Akten. */
  readonly refused: number;
  /** Entries held back because a check failed. */
  readonly quarantined: number;
  /** Persons that search cannot find because their identity was withheld or does not open. */
  readonly unreadablePersons: number;
  /** Why the sealed search copy of the server is not used, or that a part of it was wrong. */
  readonly snapshotFault?: ErrorCode | undefined;
  readonly clientVersion: string;
  /** This device has no room left for copies of Akten or for what is written (OF10). */
  readonly deviceFull?: boolean;
  /** Persons whose Akten can be read here without a line (OF1). */
  readonly copies?: number;
  /** Program and server are of different versions, and what is written waits here (OF12); or colleagues have written with a newer
   *  program (OF13). */
  readonly versionGap?: 'PROTOCOL_OUTDATED' | 'SERVER_OUTDATED' | 'PROGRAM_OUTDATED';
  /** Minutes until this workplace locks itself, by the rule of the organisation, and as long as it may choose (AZ10). */
  readonly idle?: { readonly minutes: number; readonly mostMinutes: number };
  /** When and where a second factor is needed (ZF2); absent while it is voluntary. */
  readonly factorRule?: { readonly where: 'outside' | 'always'; readonly fromMs: number };
  /** Whether what stands on screen may be printed: the own right, and the forced mode of Freigabe (FG42, RO22). */
  readonly print?: { readonly may: boolean; readonly isForced: boolean };
  /** What the own user has to do with backups (BK40): managing them, and revealing a key that names them. */
  readonly backups?: { readonly mayManage: boolean; readonly isHolder: boolean };
  /** Locked because another window of this browser has taken the safe (OF20). */
  readonly elsewhere?: boolean;
  /** Locked because the worker had to be started anew (OF21); said by the page's end of the channel. */
  readonly restarted?: boolean;
}

/** The state before the safe has said anything: nobody is signed in. */
export const INITIAL_STATUS: SafeStatus = {
  phase: 'signed-out',
  lockReason: null,
  online: true,
  progress: 0,
  persons: 0,
  journalSize: 0,
  level: 'server-word',
  queued: 0,
  refused: 0,
  quarantined: 0,
  unreadablePersons: 0,
  clientVersion: '',
};
