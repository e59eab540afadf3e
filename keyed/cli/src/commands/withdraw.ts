import { withdrawWhole } from '@siegel/safe';
import { bytesOfHex, fail, type Id, ok } from '@siegel/wire';
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
    if (run?.length !== ID_BYTES) return fail('RUN_UNKNOWN');
    const done = await withdrawWhole(safe, run as Id);
    if (!done.ok) return done;
    return ok({ json: { withdrawn: wish.run }, lines: [given.console.text(DONE, { run: wish.run })] });
  });
}
