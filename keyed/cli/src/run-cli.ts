import { CommanderError } from 'commander';
import type { CommandOutcome } from './command.ts';
import { profilesHome } from './profile/profile-folder.ts';
import { type GlobalWish, makeProgram } from './program.ts';
import { type CliFailure, exitOf, failureText } from './terminal/cli-errors.ts';
import { processConsole } from './terminal/console.ts';
import { EXIT, type ExitCode } from './terminal/exit-code.ts';
import { type Language, languageOf } from './terminal/language.ts';
import { usageDetail } from './terminal/usage-detail.ts';

const HELP_CODES = new Set(['commander.helpDisplayed', 'commander.help', 'commander.version']);

/** Runs one command of the command line. @returns its exit code. Never throws on what a user typed or a server answered. */
export async function runCli(args: readonly string[], env = process.env): Promise<ExitCode> {
  const language = languageOf(givenLanguage(args), env['LC_ALL'] ?? env['LC_MESSAGES'] ?? env['LANG']);
  const json = args.includes('--json');
  let exit: ExitCode = EXIT.ok;
  const program = makeProgram(language, async (wish, work) => {
    const console = processConsole({ language, json: wish.json === true, quiet: wish.quiet === true });
    const home = profilesHome(wish.home, env);
    const { profile, passwordFile, factorCodeFile, serviceKey: serviceKeyFile } = wish;
    const outcome = await work({ console, home, profile, passwordFile, factorCodeFile, serviceKeyFile });
    exit = report(outcome, wish, language);
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exit;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (HELP_CODES.has(error.code)) return error.code === 'commander.help' ? EXIT.usage : EXIT.ok;
    const failure: CliFailure = { code: 'USAGE_WRONG', facts: { detail: usageDetail(error, language) } };
    return reportFailure(failure, { json, language });
  }
}

function report(outcome: CommandOutcome, wish: GlobalWish, language: Language): ExitCode {
  const json = wish.json === true;
  if (!outcome.ok) return reportFailure(outcome.error, { json, language });
  const { answered, exit, ...answer } = outcome.value;
  if (answered !== true)
    processConsole({ language, json, quiet: wish.quiet === true }).answer(answer.json, answer.lines);
  return exit ?? EXIT.ok;
}

/** A failure goes to the error stream; with --json it is the one object on the output stream (CL2, CL4). */
function reportFailure(
  failure: CliFailure,
  { json, language }: { readonly json: boolean; readonly language: Language },
): ExitCode {
  const message = failureText(failure, language);
  if (json)
    process.stdout.write(
      `${JSON.stringify({ error: failure.code, message, ...(failure.facts && { facts: failure.facts }) })}\n`,
    );
  else process.stderr.write(`siegel: ${message} [${failure.code}]\n`);
  return exitOf(failure);
}

/** The value of --lang before anything is parsed: help and usage faults speak it too. */
function givenLanguage(args: readonly string[]): string | undefined {
  const at = args.indexOf('--lang');
  return at >= 0 ? args[at + 1] : args.find((arg) => arg.startsWith('--lang='))?.slice('--lang='.length);
}
