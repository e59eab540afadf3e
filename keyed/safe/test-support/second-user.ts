import { makeRecoveryCode } from '@siegel/seal';
import { FilePageStore } from '../src/local/file-page-store.ts';
import { enterMirrorUser, makeMirrorUserKeys } from '../src/safe/mirror-user.ts';
import { storeRecoverySlot } from '../src/safe/slots.ts';
import { must, PASSWORD, type Practice } from './practice.ts';

/** Somebody else who works in the practice, with the same password and a recovery code of their own. */
export async function admitSecondUser(
  practice: Practice,
  { account, name }: { readonly account: string; readonly name: string },
): Promise<{ readonly recoveryCode: string }> {
  const pages: FilePageStore = await practice.pagesIn(account);
  const keys = await makeMirrorUserKeys();
  const given = must(await enterMirrorUser(practice.desk, { account, password: PASSWORD, name, pages }, keys));
  const { bytes, text } = makeRecoveryCode();
  must(await storeRecoverySlot(given, bytes));
  return { recoveryCode: text };
}
