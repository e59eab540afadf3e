import { ok, type Result } from '@siegel/wire';
import type { SignedIn } from '../channel/sign-in-api.ts';
import type { SafeGiven } from '../safe/safe-given.ts';
import type { SafeSession } from './safe-session.ts';

/** Opens the safe, or for somebody of support, whom the server gives no journal, the view without content. */
export async function enterOrHelp(
  session: SafeSession,
  account: string,
  { given, password }: { readonly given: SafeGiven; readonly password: string | undefined },
): Promise<Result<SignedIn>> {
  const signedIn = await session.enter(account, given, password);
  if (signedIn.ok || signedIn.error.code !== 'RIGHT_MISSING') return signedIn;
  session.seatSupport(given);
  return ok({
    account,
    displayName: account,
    tenantName: '',
    sites: [],
    work: { drafts: [], desk: null },
    isSupport: true,
  });
}
