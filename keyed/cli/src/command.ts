import type { Result } from '@siegel/wire';
import type { CliFailure } from './terminal/cli-errors.ts';
import type { Console } from './terminal/console.ts';
import type { ExitCode } from './terminal/exit-code.ts';

/** What every command gets beside its own options. */
export interface CommandGiven {
  readonly console: Console;
  /** Folder that holds the profiles. */
  readonly home: string;
  /** Name of the profile. */
  readonly profile: string;
  readonly passwordFile: string | undefined;
  /** File with the code of a second factor, `-` for the standard input; undefined: it is typed. */
  readonly factorCodeFile: string | undefined;
  /** Service key file that opens the profile of a service device. */
  readonly serviceKeyFile: string | undefined;
}

/** What a command answers: the object for --json, the lines for people, and an exit code other than 0 for findings. */
export interface CommandAnswer {
  readonly json: object;
  readonly lines: readonly string[];
  readonly exit?: ExitCode;
  /** True when the command has spoken itself (a server that runs, a question after the answer). */
  readonly answered?: boolean;
}

export type CommandOutcome = Result<CommandAnswer, CliFailure>;
