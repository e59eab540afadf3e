import type { ReadView, WriteTx } from '@siegel/store';
import { forgetPasswordAge, notePassword } from './password-ages.ts';
import { equalBytes, fail, type Failure, hexOf, type Id, ok, type Result } from '@siegel/wire';

/** A sign-in name, whose it is, and what OPAQUE keeps of its password. */
export interface Account {
  readonly account: string;
  readonly user: Id;
  readonly opaqueRecord: Uint8Array;
}

/** Gives a user this sign-in name and password, in place of any it had: one user, one name, one password. Fails with
 *  ACCOUNT_EXISTS when the name is another user's. */
export async function putAccount(
  tx: WriteTx,
  account: Account,
  nowMs: number,
): Promise<Result<void, Failure<'ACCOUNT_EXISTS'>>> {
  const holder = await tx.account(account.account);
  if (holder !== undefined && !equalBytes(holder.user, account.user)) return fail('ACCOUNT_EXISTS');
  const before = await tx.secret(nameKey(account.user));
  const nameBefore = before === undefined ? undefined : Buffer.from(before).toString('utf8');
  if (nameBefore !== undefined && nameBefore !== account.account) await tx.removeAccount(nameBefore);
  await tx.putAccount(account);
  await notePassword(tx, account.user, nowMs);
  await tx.putSecret(nameKey(account.user), Buffer.from(account.account, 'utf8'));
  return ok(undefined);
}

/** The sign-in name of a user, or undefined when it has none. */
export async function accountOf(store: Pick<ReadView, 'secret'>, user: Id): Promise<string | undefined> {
  const name = await store.secret(nameKey(user));
  return name === undefined ? undefined : Buffer.from(name).toString('utf8');
}

/** Takes a user's name, password and sessions away. */
export async function removeAccountOf(tx: WriteTx, user: Id): Promise<void> {
  const account = await accountOf(tx, user);
  if (account !== undefined) await tx.removeAccount(account);
  await tx.removeSecret(nameKey(user));
  await forgetPasswordAge(tx, user);
  await tx.removeSessionsOf(user);
}

/** Setting that names the account of a user: the way back from user to name. */
function nameKey(user: Id): string {
  return `account-of/${hexOf(user)}`;
}
