import { equalBytes } from '@siegel/wire';
import type { FastifyRequest } from 'fastify';
import { deviceCaller } from '../edge/caller.ts';
import { accountOf } from './accounts.ts';
import { guardName, type SignInGuard } from './sign-in-guard.ts';

/** A log-in of the own account that was begun: its last message shows that the password is known now. */
export interface PasswordProof {
  readonly login: string;
  readonly finishLoginRequest: string;
}

/** The own account when the password was shown, else undefined. A wrong one counts like one at sign-in (SV12). */
export async function provenAccount(
  request: FastifyRequest,
  { login, finishLoginRequest }: PasswordProof,
  guard: SignInGuard,
): Promise<string | undefined> {
  const { tenant, user } = deviceCaller(request);
  const { core, logins, failedLogins } = tenant;
  const proved = logins.finish(login, finishLoginRequest);
  const account = await accountOf(core.store, user);
  const isOwn = proved.user !== undefined && equalBytes(proved.user, user) && proved.account === account;
  if (proved.account === undefined) return undefined;
  const name = guardName(core.hex, proved.account);
  if (isOwn) guard.passed(name, request.ip);
  else {
    guard.failed(name, request.ip);
    failedLogins.note({ account: proved.account, address: request.ip, step: 'password' });
  }
  return isOwn ? account : undefined;
}
