import { row } from './catalogue-row.ts';

/** What can go wrong while an organisation is founded, or entered again with its kit. */
export const FOUNDING_ERRORS = {
  FOUNDING_TOKEN_WRONG: row(
    401,
    'Dieser Einrichtungscode stimmt nicht. Wer den Server betreibt, kann ihn Ihnen geben.',
    'This set-up code is wrong. Whoever runs the server can give it to you.',
  ),
  FOUNDING_MISSING: row(
    409,
    'Auf diesem Gerät ist keine Einrichtung begonnen. Bitte beginnen Sie von vorn.',
    'No set-up has begun on this device. Please start again.',
  ),
  PASSWORD_TOO_WEAK: row(
    400,
    'Dieses Passwort ist zu kurz. Es braucht mindestens zwölf Zeichen.',
    'This password is too short. It needs at least twelve characters.',
  ),
  KIT_FILE_DAMAGED: row(
    400,
    'Diese Schlüsseldatei ist beschädigt. Bitte nehmen Sie die Wörter vom Wiederherstellungsblatt.',
    'This key file is damaged. Please take the words of the recovery sheet.',
  ),
  KIT_WORD_UNKNOWN: row(
    400,
    'Ein Wort steht nicht in der Wortliste. Bitte vergleichen Sie es mit dem Wiederherstellungsblatt.',
    'One word is not in the word list. Please compare it with the recovery sheet.',
  ),
  KIT_WORDS_COUNT: row(
    400,
    'Der Organisationsschlüssel hat 24 Wörter. Bitte tippen Sie alle in ihrer Reihenfolge.',
    'The organisation key has 24 words. Please type all of them in their order.',
  ),
  KIT_FOREIGN: row(
    422,
    'Dieser Organisationsschlüssel gehört zu einer anderen Organisation.',
    'This organisation key belongs to another organisation.',
  ),
  KIT_PROOF_WRONG: row(
    403,
    'Der Server hat diesen Organisationsschlüssel nicht anerkannt. Bitte versuchen Sie es noch einmal.',
    'The server did not accept this organisation key. Please try again.',
  ),
  ADMINISTRATOR_MISSING: row(
    409,
    'In dieser Organisation gibt es keine aktive Administration mehr, deren Zugang sich wiederherstellen ließe.',
    'This organisation has no active administrator left whose access could be restored.',
  ),
} as const;
