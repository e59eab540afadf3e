import { Command, InvalidArgumentError, Option } from 'commander';
import type { CommandGiven, CommandOutcome } from './command.ts';
import { cancelRunning, checkOne, deleteOne, makeOne, showBackups } from './commands/backup.ts';
import { type BackupGetWish, getBackup } from './commands/backup-get.ts';
import { type BackupPlanWish, isZone, minuteOf, planBackups } from './commands/backup-plan.ts';
import { createKey, showKey, showKeys } from './commands/backup-key.ts';
import { addStick, initBox, rekeyBox, restoreStick, showBox } from './commands/box.ts';
import { createTenant } from './commands/create-tenant.ts';
import { doctor, type DoctorWish } from './commands/doctor.ts';
import { exportAkten, type ExportWish } from './commands/export.ts';
import { find } from './commands/find.ts';
import { importFiles, type ImportWish } from './commands/import.ts';
import { login } from './commands/login.ts';
import { mirror } from './commands/mirror.ts';
import { serve } from './commands/serve.ts';
import { show } from './commands/show.ts';
import { createTls, exportTls, renewTls, showTls } from './commands/tls.ts';
import { verify } from './commands/verify.ts';
import { withdraw } from './commands/withdraw.ts';
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
  readonly factorCodeFile?: string;
  readonly serviceKey?: string;
}

/** Runs a command with what belongs to all of them. */
export type RunCommand = (wish: GlobalWish, work: (given: CommandGiven) => Promise<CommandOutcome>) => Promise<void>;

type About = (name: string) => string;

/** A new command below `parent`; its first word is its name in the help. */
type Add = (parent: Command, usage: string) => Command;

/** Makes a commander action of a command: console and profile are made, the outcome is taken. */
type Does = <W extends object>(
  work: (given: CommandGiven, wish: W, args: readonly string[]) => Promise<CommandOutcome>,
) => (...called: readonly unknown[]) => Promise<void>;

interface Tools {
  readonly about: About;
  readonly add: Add;
  readonly does: Does;
}

/** All commands with their options (CL1). `run` gives them console and profile and takes their outcome. */
export function makeProgram(language: Language, run: RunCommand): Command {
  const about = describeIn(language);
  const program = helpIn(language, new Command('siegel').description(about('siegel')))
    .option('--lang <de|en>', about('--lang'))
    .option('--json', about('--json'))
    .option('--quiet', about('--quiet'))
    .option('--home <dir>', about('--home'))
    .option('--profile <name>', about('--profile'), 'default')
    .option('--password-file <file>', about('--password-file'))
    .option('--factor-code-file <file>', about('--factor-code-file'))
    .option('--service-key <file>', about('--service-key'));
  const does: Does =
    (work) =>
    async (...called) => {
      const command = called.at(-1) as Command;
      await run(command.optsWithGlobals<GlobalWish>(), (given) => work(given, command.opts(), command.args));
    };
  const add: Add = (parent, usage) =>
    helpIn(language, parent.command(usage)).description(about(usage.split(' ')[0] ?? usage));
  const tools = { about, add, does };
  addFounding(program, tools);
  addReading(program, tools);
  addImport(program, tools);
  addChecking(program, tools);
  addBackup(program, tools);
  addTls(program, tools);
  addBox(program, tools);
  return program;
}

function addFounding(program: Command, { about, add, does }: Tools): void {
  add(program, 'serve')
    .requiredOption('--data <dir>', about('--data'))
    .requiredOption('--box-key <file>', about('--box-key'))
    .option('--init', about('--init'))
    .option('--port <number>', about('--port'), '8080')
    .option('--host <address>', about('--host'), '127.0.0.1')
    .option('--web <dir>', about('--web'))
    .option('--tls-cert <file>', about('--tls-cert'))
    .option('--tls-key <file>', about('--tls-key'))
    .option('--trusted-proxy <address...>', about('--trusted-proxy'))
    .option('--http-port <number>', about('--http-port'))
    .option('--client-origin <origin>', about('--client-origin'))
    .option('--sms-gateway <file>', about('--sms-gateway'))
    .action(does(serve));
  add(add(program, 'tenant'), 'create')
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
    .option('--service', about('--service'))
    .option('--by <profile>', about('--by'), 'default')
    .option('--name <text>', about('--service-name'))
    .action(does(login));
}

function addReading(program: Command, { about, add, does }: Tools): void {
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
  add(program, 'export [person...]')
    .option('--all', about('--all'))
    .requiredOption('--out <dir>', about('--out'))
    .addOption(new Option('--format <what>', about('--export-format')).choices(['siegel', 'fhir']).default('siegel'))
    .action(
      does((given, wish: Omit<ExportWish, 'person'>, args) =>
        exportAkten(given, { ...wish, ...(args.length > 0 && { person: args.join(' ') }) }),
      ),
    );
}

type ImportOptions = Omit<ImportWish, 'files' | 'wait'> & { readonly wait: string; readonly withdraw?: string };

function addImport(program: Command, { about, add, does }: Tools): void {
  add(program, 'import [files...]')
    .option('--commit', about('--commit'))
    .option('--withdraw <run>', about('--withdraw'))
    .option('--site <hex>', about('--site-id'))
    .option('--person <person>', about('--person'))
    .addOption(new Option('--possible <what>', about('--possible')).choices(['ask', 'new', 'join']).default('ask'))
    .option('--wait <seconds>', about('--wait'), '30')
    .action(
      does((given, wish: ImportOptions, files) =>
        wish.withdraw === undefined
          ? importFiles(given, { ...wish, files, wait: Math.max(0, Number(wish.wait) || 0) })
          : withdraw(given, { run: wish.withdraw }),
      ),
    );
}

function addChecking(program: Command, { about, add, does }: Tools): void {
  add(program, 'verify')
    .option('--no-attest', about('--no-attest'))
    .option('--no-content', about('--no-content'))
    .option('--log <file>', about('--log'))
    .option('--organisation <mark>', about('--organisation'))
    .action(does(verify));
  add(program, 'mirror').action(does(mirror));
  add(program, 'doctor')
    .option('--data <dir>', about('--box-data'))
    .action(does((given, wish: DoctorWish) => doctor(given, wish)));
}

type GetOptions = Pick<BackupGetWish, 'backup'> & { readonly wait: string };

function addBackup(program: Command, { about, add, does }: Tools): void {
  const backup = add(program, 'backup');
  const addTo = (parent: Command, path: string, usage: string) => {
    const command = add(parent, usage);
    return command.description(about(`${path} ${command.name()}`));
  };
  addTo(backup, 'backup', 'list').action(does(showBackups));
  addTo(backup, 'backup', 'make').action(does(makeOne));
  addTo(backup, 'backup', 'check <backup>').action(does((given, _, [id = '']) => checkOne(given, id)));
  addTo(backup, 'backup', 'delete <backup>').action(does((given, _, [id = '']) => deleteOne(given, id)));
  addTo(backup, 'backup', 'cancel').action(does(cancelRunning));
  addTo(backup, 'backup', 'get <file>')
    .option('--backup <id>', about('--backup'))
    .option('--wait <seconds>', about('--wait'), '30')
    .action(
      does((given, wish: GetOptions, [file = '']) =>
        getBackup(given, { ...wish, file, wait: Math.max(0, Number(wish.wait) || 0) }),
      ),
    );
  addTo(backup, 'backup', 'plan')
    .addOption(new Option('--at <HH:MM>', about('--plan-at')).argParser(must(minuteOf)))
    .addOption(
      new Option('--zone <name>', about('--plan-zone')).argParser(must((zone) => (isZone(zone) ? zone : undefined))),
    )
    .addOption(new Option('--off', about('--plan-off')).conflicts(['at', 'zone']))
    .action(does((given, wish: BackupPlanWish) => planBackups(given, wish)));
  const key = addTo(backup, 'backup', 'key');
  addTo(key, 'backup key', 'list').action(does(showKeys));
  addTo(key, 'backup key', 'create <person...>').action(does((given, _, named) => createKey(given, named)));
  addTo(key, 'backup key', 'show [key]').action(does((given, _, [id]) => showKey(given, id)));
}

/** Reads an option's value, or says that it is not allowed. */
function must<T>(read: (text: string) => T | undefined): (text: string) => T {
  return (text) => {
    const value = read(text);
    if (value === undefined) throw new InvalidArgumentError('');
    return value;
  };
}

function addTls(program: Command, { about, add, does }: Tools): void {
  const tls = add(program, 'tls');
  const addTo = (name: string) =>
    add(tls, name)
      .description(about(`tls ${name}`))
      .requiredOption('--data <dir>', about('--data'));
  const addNamed = (name: string) =>
    addTo(name)
      .option('--host <name...>', about('--tls-host'))
      .option('--address <ip...>', about('--tls-address'))
      .option('--ca <dir>', about('--ca'));
  addNamed('create').option('--replace', about('--replace')).action(does(createTls));
  addNamed('renew').option('--force', about('--force')).action(does(renewTls));
  addTo('show').action(does(showTls));
  addTo('export').requiredOption('--out <file>', about('--ca-out')).action(does(exportTls));
}

type RekeyWish = Parameters<typeof rekeyBox>[1];

function addBox(program: Command, { about, add, does }: Tools): void {
  const box = add(program, 'box');
  const addTo = (usage: string) => {
    const command = add(box, usage);
    return command.description(about(`box ${command.name()}`)).requiredOption('--data <dir>', about('--data'));
  };
  addTo('init')
    .requiredOption('--stick <file...>', about('--new-sticks'))
    .option('--form <file>', about('--new-form'))
    .option('--box-key <file>', about('--adopt'))
    .action(does(initBox));
  addTo('status').option('--stick <path...>', about('--tried-sticks')).action(does(showBox));
  addTo('add-stick')
    .requiredOption('--by <path>', about('--by-stick'))
    .requiredOption('--stick <file>', about('--new-stick'))
    .option('--name <text>', about('--stick-name'))
    .action(does(addStick));
  addTo('restore-stick')
    .requiredOption('--form <file>', about('--typed-form'))
    .requiredOption('--stick <file>', about('--new-stick'))
    .option('--name <text>', about('--stick-name'))
    .action(does(restoreStick));
  const addRekey = (usage: string) =>
    addTo(usage)
      .requiredOption('--stick <path...>', about('--staying-sticks'))
      .option('--form <file>', about('--new-form'));
  addRekey('rekey').action(does((given, wish: RekeyWish) => rekeyBox(given, wish, [])));
  addRekey('revoke-stick <id...>').action(does((given, wish: RekeyWish, ids) => rekeyBox(given, wish, ids)));
}
