import { Command, Option } from 'commander';
import type { CommandGiven, CommandOutcome } from './command.ts';
import { createTenant } from './commands/create-tenant.ts';
import { find } from './commands/find.ts';
import { login } from './commands/login.ts';
import { serve } from './commands/serve.ts';
import { show } from './commands/show.ts';
import { describeIn, helpIn } from './help-text.ts';
import type { Language } from './terminal/language.ts';

/** Options every command takes. */
export interface GlobalWish {
  readonly lang?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly home?: string;
  readonly profile: string;
  readonly passwordFile?: string;
}

/** Runs a command with what belongs to all of them. */
export type RunCommand = (wish: GlobalWish, work: (given: CommandGiven) => Promise<CommandOutcome>) => Promise<void>;

/** All commands with their options (CL1). `run` gives them console and profile and takes their outcome. */
export function makeProgram(language: Language, run: RunCommand): Command {
  const about = describeIn(language);
  const program = helpIn(language, new Command('siegel').description(about('siegel')))
    .option('--lang <de|en>', about('--lang'))
    .option('--json', about('--json'))
    .option('--quiet', about('--quiet'))
    .option('--home <dir>', about('--home'))
    .option('--profile <name>', about('--profile'), 'default')
    .option('--password-file <file>', about('--password-file'));
  /** Runs `work` with the options of its own command. */
  const does =
    <W extends object>(work: (given: CommandGiven, wish: W, args: readonly string[]) => Promise<CommandOutcome>) =>
    async (...called: readonly unknown[]) => {
      const command = called.at(-1) as Command;
      await run(command.optsWithGlobals<GlobalWish>(), (given) => work(given, command.opts<W>(), command.args));
    };
  const add = (parent: Command, name: string) =>
    helpIn(language, parent.command(name)).description(about(name.split(' ')[0] ?? name));

  add(program, 'serve')
    .requiredOption('--data <dir>', about('--data'))
    .requiredOption('--box-key <file>', about('--box-key'))
    .option('--init', about('--init'))
    .option('--port <number>', about('--port'), '8080')
    .option('--host <address>', about('--host'), '127.0.0.1')
    .option('--web <dir>', about('--web'))
    .option('--tls-cert <file>', about('--tls-cert'))
    .option('--tls-key <file>', about('--tls-key'))
    .action(does(serve));

  const tenant = add(program, 'tenant');
  add(tenant, 'create')
    .requiredOption('--server <url>', about('--server'))
    .requiredOption('--founding-token-file <file>', about('--founding-token-file'))
    .addOption(new Option('--kind <kind>', about('--kind')).choices(['practice', 'social']).default('practice'))
    .requiredOption('--name <text>', about('--name'))
    .requiredOption('--site <text>', about('--site'))
    .requiredOption('--founder <text>', about('--founder'))
    .requiredOption('--account <name>', about('--account'))
    .requiredOption('--kit <file>', about('--kit'))
    .option('--yes', about('--yes'))
    .action(does(createTenant));

  add(program, 'login')
    .option('--server <url>', about('--server'))
    .option('--tenant <hex>', about('--tenant'))
    .option('--account <name>', about('--account'))
    .option('--recovery-code-file <file>', about('--recovery-code-file'))
    .option('--user-key-file <file>', about('--user-key-file'))
    .action(does(login));

  add(program, 'find <query...>')
    .option('--limit <number>', about('--limit'), '50')
    .action(
      does((given, wish: { readonly limit: string }, args) =>
        find(given, { query: args.join(' '), limit: Math.max(1, Number(wish.limit) || 50) }),
      ),
    );

  add(program, 'show <person...>')
    .option('--entry <id>', about('--entry'))
    .action(does((given, wish: { readonly entry?: string }, args) => show(given, { person: args.join(' '), ...wish })));
  return program;
}
