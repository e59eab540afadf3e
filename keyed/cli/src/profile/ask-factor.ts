import type { FactorAnswer, FactorAsked, FactorAsker, FactorLine } from '@siegel/safe';
import { fail, ok, type Result } from '@siegel/wire';
import type { CommandGiven } from '../command.ts';
import { type CliFailure, failureText } from '../terminal/cli-errors.ts';
import type { Console } from '../terminal/console.ts';
import { readFirstLine, readInputLine, readSecret } from '../terminal/secret-input.ts';

const SIX_DIGITS = /^\d{6}$/;
const SMS_WORD = 'sms';
/** Answers to one question that say nothing: whoever leans on Enter is not asked for ever. */
const MOST_EMPTY = 5;
/** The name of the standard input where a file is asked for. */
const INPUT = '-';

const TEXT = {
  title: { de: 'Zweiter Faktor', en: 'Second factor' },
  code: { de: 'Code: ', en: 'Code: ' },
  app: { de: 'sechs Ziffern aus Ihrer App', en: 'six digits from your app' },
  sms: { de: '„sms“ schickt einen Code an …{hint}', en: '"sms" sends a code to …{hint}' },
  sent: { de: 'Ein Code ist unterwegs an …{hint}.', en: 'A code is on its way to …{hint}.' },
  passkey: {
    de: 'Ein Passkey lässt sich an einem Terminal nicht zeigen. Im Browser unter „Meine Zugänge“ können Sie zusätzlich eine App für Codes einrichten; für Abläufe ohne Menschen gibt es Dienstgeräte (siegel login --service).',
    en: 'A passkey cannot be shown at a terminal. In the browser, under "My access", you can set up an app for codes as well; for work without people there are service devices (siegel login --service).',
  },
  recovery: { de: 'Ihr Wiederherstellungscode, wenn alles verloren ist', en: 'your recovery code if all is lost' },
} as const;

/** Asks for a second factor at this terminal, or takes it from a file or the standard input (CL70, CL71). */
export interface TerminalFactors {
  readonly asker: FactorAsker;
  /** Why nothing was shown, in place of FACTOR_NEEDED; undefined when nobody was asked. */
  failure(): CliFailure | undefined;
}

/** How the code of one sign-in comes: typed again and again, or read once. */
export function terminalFactors({ console, factorCodeFile }: Pick<CommandGiven, 'console' | 'factorCodeFile'>) {
  const isTyped = factorCodeFile === undefined;
  let failure: CliFailure | undefined;
  let isRead = false;
  const giveUp = (why: CliFailure): undefined => {
    failure = why;
    return undefined;
  };
  async function ask(asked: FactorAsked): Promise<FactorAnswer | undefined> {
    failure = undefined;
    const refused = refusal(asked, isTyped ? process.stdin.isTTY : !isRead);
    if (refused !== undefined) return giveUp(refused);
    if (isTyped) explain(console, asked);
    // A message goes out when somebody can still read it and hand its code on: not for a file that was written before.
    const sms = phoneToAsk(asked, factorCodeFile);
    if (sms !== undefined && asked.sentTo === undefined) return { kind: 'send-sms', factor: sms.factor };
    isRead = !isTyped;
    const given = await answerOf(console, asked, factorCodeFile);
    return given.ok ? given.value : giveUp(given.error);
  }
  return { asker: { ask, end: () => undefined }, failure: () => failure } satisfies TerminalFactors;
}

/** What became of a sign-in, with the reason of this terminal when no factor was shown. */
export function orFactorFailure<T>(factors: TerminalFactors, signedIn: Result<T, CliFailure>): Result<T, CliFailure> {
  const isUnshown = !signedIn.ok && signedIn.error.code === 'FACTOR_NEEDED';
  const failure = isUnshown ? factors.failure() : undefined;
  return failure === undefined ? signedIn : { ok: false, error: failure };
}

/** Why this question is answered by nobody: nothing can be typed here, or the one line that was given did not do. */
function refusal(asked: FactorAsked, canAnswer: boolean): CliFailure | undefined {
  if (canAnswer) return undefined;
  return asked.failure ?? { code: isPasskeyOnly(asked) ? 'FACTOR_IS_PASSKEY' : 'FACTOR_CODE_MISSING' };
}

const phoneOf = ({ factors }: FactorAsked): FactorLine | undefined => factors.find(({ kind }) => kind === 'sms');
const hasApp = ({ factors }: FactorAsked): boolean => factors.some(({ kind }) => kind === 'totp');
const isPasskeyOnly = ({ factors }: FactorAsked): boolean => factors.every(({ kind }) => kind === 'passkey');

/** The phone that gets a message before anything is typed: the only thing there is to show. */
function phoneToAsk(asked: FactorAsked, file: string | undefined): FactorLine | undefined {
  const canRead = file === undefined || file === INPUT;
  return canRead && !hasApp(asked) && asked.failure === undefined ? phoneOf(asked) : undefined;
}

/** What can be typed here, that a message has gone out, or why the last answer was not taken. */
function explain(console: Console, asked: FactorAsked): void {
  const phone = phoneOf(asked);
  const say = (line: string) => process.stderr.write(`${line}\n`);
  if (asked.failure !== undefined) return void say(failureText(asked.failure, console.language));
  if (asked.sentTo !== undefined) return void say(console.text(TEXT.sent, { hint: phone?.hint ?? '' }));
  const ways = [
    ...(hasApp(asked) ? [console.text(TEXT.app)] : []),
    ...(phone === undefined || !hasApp(asked) ? [] : [console.text(TEXT.sms, { hint: phone.hint })]),
    console.text(TEXT.recovery),
  ];
  if (isPasskeyOnly(asked)) say(console.text(TEXT.passkey));
  say(`${console.text(TEXT.title)}: ${ways.join('; ')}.`);
}

async function answerOf(
  console: Console,
  asked: FactorAsked,
  file: string | undefined,
): Promise<Result<FactorAnswer, CliFailure>> {
  if (file !== undefined) {
    const line = file === INPUT ? await readInputLine() : await readFirstLine(file);
    return line.ok ? readAnswer(asked, line.value) : line;
  }
  for (let tries = 0; tries < MOST_EMPTY; tries++) {
    const typed = await readSecret(console.text(TEXT.code), undefined);
    if (!typed.ok) return typed;
    if (typed.value.trim() !== '') return readAnswer(asked, typed.value);
  }
  return fail('CANCELLED');
}

/** What a line means: `sms`, six digits, else a recovery code. FACTOR_CODE_MISSING, FACTOR_IS_PASSKEY. */
function readAnswer(asked: FactorAsked, line: string): Result<FactorAnswer, CliFailure> {
  const said = line.replaceAll(/\s/g, '');
  const phone = phoneOf(asked);
  if (said === '') return fail('FACTOR_CODE_MISSING');
  if (said.toLowerCase() === SMS_WORD && phone !== undefined) return ok({ kind: 'send-sms', factor: phone.factor });
  if (SIX_DIGITS.test(said) && isPasskeyOnly(asked)) return fail('FACTOR_IS_PASSKEY');
  if (!SIX_DIGITS.test(said)) return ok({ kind: 'recovery', code: line.trim() });
  const isOfMessage = phone !== undefined && (asked.sentTo === phone.factor || !hasApp(asked));
  return ok(isOfMessage ? { kind: 'sms', factor: phone.factor, code: said } : { kind: 'totp', code: said });
}
