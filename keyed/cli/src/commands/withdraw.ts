import { withdrawRun } from '@siegel/safe';
import { bytesOfHex, fail, ok } from '@siegel/wire';
import type { CommandGiven, CommandOutcome } from '../command.ts';
import { withProfile } from '../profile/open-profile.ts';

const DONE = {
  de: 'Der Lauf {run} ist zurückgenommen. Was seither geändert wurde, bleibt.',
  en: 'The run {run} has been withdrawn. What was changed since stays.',
};
const ID_BYTES = 16;

/** Takes a whole import back (CL25). */
export function withdraw(given: CommandGiven, wish: { readonly run: string }): Promise<CommandOutcome> {
  return withProfile(given, async ({ safe }) => {
    const run = bytesOfHex(wish.run);
    const state = run?.length === ID_BYTES ? safe.follower.membership.runAt(run, safe.follower.head.size) : undefined;
    if (run === undefined || state === undefined) return fail('RUN_UNKNOWN');
    if (state.state !== 'closed') return fail('RUN_NOT_CLOSED');
    if (state.withdrawn) return fail('RUN_WITHDRAWN');
    const done = await withdrawRun(safe, run);
    if (!done.ok) return done;
    const kept = await safe.sync();
    if (!kept.ok) return kept;
    return ok({ json: { withdrawn: wish.run }, lines: [given.console.text(DONE, { run: wish.run })] });
  });
}
