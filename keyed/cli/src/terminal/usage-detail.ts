import type { CommanderError } from 'commander';
import { type Language, say, type Sentence } from './language.ts';

/** What is wrong with a call, by the code of the argument parser; `{what}` is what it quotes. */
const DETAILS: Readonly<Record<string, Sentence>> = {
  'commander.unknownCommand': { de: 'den Befehl „{what}“ gibt es nicht', en: 'there is no command "{what}"' },
  'commander.unknownOption': { de: 'die Option {what} gibt es hier nicht', en: 'there is no option {what} here' },
  'commander.missingArgument': { de: 'die Angabe <{what}> fehlt', en: 'the argument <{what}> is missing' },
  'commander.optionMissingArgument': { de: 'zu {what} fehlt ein Wert', en: '{what} needs a value' },
  'commander.missingMandatoryOptionValue': { de: '{what} fehlt', en: '{what} is missing' },
  'commander.invalidArgument': {
    de: 'der Wert von {what} ist nicht erlaubt',
    en: 'the value of {what} is not allowed',
  },
  'commander.excessArguments': { de: 'zu viele Angaben', en: 'too many arguments' },
};
const UNKNOWN: Sentence = { de: 'siehe --help', en: 'see --help' };

/** A usage fault in the user's language. */
export function usageDetail({ code, message }: CommanderError, language: Language): string {
  const what = /'([^']*)'/.exec(message)?.[1] ?? '';
  return say(language, DETAILS[code] ?? UNKNOWN, { what });
}
