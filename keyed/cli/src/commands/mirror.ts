import { mirrorContent } from '@siegel/safe';
import { ok } from '@siegel/wire';
import type { CommandGiven, CommandOutcome } from '../command.ts';
import { withProfile } from '../profile/open-profile.ts';

const TITLE = { de: 'Inhalte ', en: 'Content ' };
const DONE = {
  de: 'Auf dem Stand {size} des Verlaufs: alles liegt versiegelt auf diesem Gerät.',
  en: 'At journal size {size}: everything lies sealed on this device.',
};

/** Brings a service device up to date: journal and everything beside it, sealed on its disk (CL16). */
export function mirror(given: CommandGiven): Promise<CommandOutcome> {
  return withProfile(given, async ({ safe }) => {
    const bar = given.console.progress(TITLE);
    const mirrored = await mirrorContent(safe, (done, total) => bar.at(done, total));
    bar.end();
    if (!mirrored.ok) return mirrored;
    const size = mirrored.value;
    return ok({ json: { size }, lines: [given.console.text(DONE, { size })] });
  });
}
