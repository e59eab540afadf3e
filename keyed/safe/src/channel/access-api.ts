import type { Result } from '@siegel/wire';
import type { CallForms } from './call-form.ts';

/** The own ways to the user key, devices and sessions; for administrators those of everybody. */
export interface AccessApi {
  accessView(): Promise<Result<AccessView>>;
  /** Shows the password again: for ten minutes what makes or removes a way is not asked for it (PASSWORD_NEEDED). LOGIN_FAILED. */
  confirmPassword(password: string): Promise<Result<true>>;
  /** A new recovery code in place of the old ones: 26 letters, shown once. This and the three below: PASSWORD_NEEDED. */
  renewRecoveryCode(): Promise<Result<string>>;
  /** A user key file: its name and its text, handed out once. */
  addUserKeyFile(): Promise<Result<{ readonly name: string; readonly text: string }>>;
  /** @param secret what the PRF of a passkey gave, base64url of 32 bytes. */
  addPasskey(secret: string): Promise<Result<true>>;
  /** Another password for all own devices; all other sessions end (DV16). LOGIN_FAILED: `before` is not the password;
   *  PASSWORD_TOO_WEAK, OFFLINE. */
  changePassword(wish: PasswordWish): Promise<Result<true>>;
  removeSlot(slotId: string): Promise<Result<true>>;
  /** Ends a session: everywhere within 5 s (DV22). */
  endSession(id: string): Promise<Result<true>>;
  /** Gives a device another name. DEVICE_NAME_MISSING. */
  nameDevice(deviceId: string, name: string): Promise<Result<true>>;
  /** For administrators: whether devices may open without the server, by the password alone (DV15). */
  setOfflineSlotAllowed(isAllowed: boolean): Promise<Result<true>>;
  /** Takes a device out of the journal: it opens nothing any more. */
  removeDevice(deviceId: string): Promise<Result<true>>;
}

export const ACCESS_CALLS = {
  accessView: 'result',
  confirmPassword: 'result',
  renewRecoveryCode: 'result',
  addUserKeyFile: 'result',
  addPasskey: 'result',
  changePassword: 'result',
  removeSlot: 'result',
  endSession: 'result',
  nameDevice: 'result',
  setOfflineSlotAllowed: 'result',
  removeDevice: 'result',
} as const satisfies CallForms<AccessApi>;

export interface PasswordWish {
  readonly account: string;
  readonly before: string;
  readonly after: string;
}

export type SlotViewKind = 'recovery' | 'userKeyFile' | 'passkey';

export interface AccessView {
  /** Slots that need no device. */
  readonly slots: readonly { readonly slotId: string; readonly kind: SlotViewKind }[];
  /** Active devices: the own ones first, this one before all. */
  readonly devices: readonly DeviceView[];
  /** True when devices and sessions of everybody are listed. */
  readonly isAdministrator: boolean;
  readonly isOfflineSlotAllowed: boolean;
}

export interface DeviceView {
  readonly deviceId: string;
  /** Empty: nobody has named it. */
  readonly name: string;
  readonly userName: string;
  readonly isOwn: boolean;
  readonly isThis: boolean;
  readonly enteredAtMs: number;
  /** True when its password slot lies with the server; known of own devices only. */
  readonly hasPassword: boolean;
  readonly sessions: readonly SessionView[];
}

export interface SessionView {
  readonly id: string;
  readonly isThis: boolean;
  readonly createdAtMs: number;
  readonly seenAtMs: number;
}
