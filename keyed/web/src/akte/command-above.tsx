import type { TypedKuerzel } from '@siegel/akten';
import { Suspense } from 'react';
import { later } from '../shell/later.ts';
import { KuerzelSuggestions } from './kuerzel-suggestions.tsx';
import type { useLineHelp } from './use-line-help.ts';

const CommandHelp = later(async () => (await import('./command-help.tsx')).CommandHelp);

/** What can be chosen above the command line: the list of commands, or the Kuerzel that begin with what was typed (AL7). */
export function CommandAbove({
  isHelp,
  help,
  suggestions,
  isIdle,
  onChoose,
  onFix,
}: {
  isHelp: boolean;
  help: ReturnType<typeof useLineHelp>;
  suggestions: readonly TypedKuerzel[];
  isIdle: boolean;
  onChoose: (example: string) => void;
  onFix: (kuerzel: string) => void;
}) {
  return isHelp ? (
    <Suspense>
      <CommandHelp items={help.items} at={help.at ?? 0} onChoose={onChoose} />
    </Suspense>
  ) : (
    <KuerzelSuggestions suggestions={suggestions} isIdle={isIdle} onChoose={onFix} />
  );
}
