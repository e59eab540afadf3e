import { makeRecoveryCode, platformRandom } from '@siegel/seal';
import type { DemoAccess } from '../roles/roles-file.ts';

const PASSWORD_BYTES = 16;

/** Access that only this seeding knows: a password nobody types, and the code that opens the user key without a device. */
export function newAccess(account: string): { readonly access: DemoAccess; readonly recoveryBytes: Uint8Array } {
  const password = Buffer.from(platformRandom(PASSWORD_BYTES)).toString('base64url');
  const { text, bytes } = makeRecoveryCode();
  return { access: { account, password, recoveryCode: text }, recoveryBytes: bytes };
}
