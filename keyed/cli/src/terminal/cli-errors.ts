import { type ErrorCode, ERRORS, isErrorCode } from '@siegel/wire';
import { EXIT, exitCodeOf, type ExitCode } from './exit-code.ts';
import { type Language, say, type Sentence } from './language.ts';

interface CliError extends Sentence {
  readonly exit: ExitCode;
}

const usage = (de: string, en: string): CliError => ({ exit: EXIT.usage, de, en });
const refused = (de: string, en: string): CliError => ({ exit: EXIT.refused, de, en });

/** Failures only the command line knows; the others stand in the catalogue of core/wire. `{name}` is a fact: a path, a name
 *  of an option, a number; never content (CL4). */
export const CLI_ERRORS = {
  USAGE_WRONG: usage('Der Aufruf stimmt nicht: {detail}', 'The call is wrong: {detail}'),
  PROFILE_MISSING: usage(
    'Das Profil „{profile}“ gibt es auf diesem Gerät nicht. Bitte zuerst `siegel login` oder `siegel tenant create` aufrufen.',
    'The profile "{profile}" does not exist on this device. Please call `siegel login` or `siegel tenant create` first.',
  ),
  PROFILE_EXISTS: usage(
    'Das Profil „{profile}“ gibt es schon. Bitte mit --profile einen anderen Namen wählen.',
    'The profile "{profile}" exists already. Please choose another name with --profile.',
  ),
  PROFILE_DAMAGED: refused(
    'Das Profil „{profile}“ ist unvollständig oder beschädigt. Bitte das Gerät neu anmelden.',
    'The profile "{profile}" is incomplete or damaged. Please enter the device again.',
  ),
  PROFILE_IN_USE: refused(
    'Das Profil „{profile}“ wird gerade von einem anderen Befehl benutzt. Bitte warten, bis er fertig ist.',
    'The profile "{profile}" is used by another command. Please wait until it has finished.',
  ),
  PASSWORD_MISSING: usage(
    'Hier kann kein Passwort eingegeben werden. Bitte --password-file angeben.',
    'No password can be typed here. Please give --password-file.',
  ),
  FACTOR_CODE_MISSING: usage(
    'Diese Anmeldung verlangt einen zweiten Faktor, und hier kann kein Code eingegeben werden. Bitte --factor-code-file angeben (- für die Standardeingabe). Für Abläufe ohne Menschen gibt es Dienstgeräte (siegel login --service).',
    'This sign-in asks for a second factor, and no code can be typed here. Please give --factor-code-file (- for the standard input). For work without people there are service devices (siegel login --service).',
  ),
  FACTOR_IS_PASSKEY: refused(
    'Ihr zweiter Faktor ist ein Passkey, und den kann ein Terminal nicht zeigen. Bitte im Browser unter „Meine Zugänge“ zusätzlich eine App für Codes einrichten. Für Abläufe ohne Menschen gibt es Dienstgeräte (siegel login --service). Der Wiederherstellungscode geht auch (--factor-code-file).',
    'Your second factor is a passkey, which a terminal cannot show. Please set up an app for codes as well, in the browser under "My access". For work without people there are service devices (siegel login --service). The recovery code works, too (--factor-code-file).',
  ),
  PASSWORD_TOO_SHORT: usage(
    'Das Passwort braucht mindestens {length} Zeichen.',
    'The password needs at least {length} characters.',
  ),
  PASSWORD_NOT_REPEATED: usage(
    'Die beiden Eingaben des Passworts sind verschieden. Es wurde nichts angelegt.',
    'The two entries of the password differ. Nothing was made.',
  ),
  FOUNDING_UNFINISHED: {
    exit: EXIT.unreachable,
    de: 'Die Gründung ist noch nicht abgeschlossen ({code}). Die Kit-Datei {kit} ist gültig und bleibt liegen. Bitte denselben Befehl mit demselben Passwort noch einmal aufrufen; er macht dort weiter.',
    en: 'The founding is not finished yet ({code}). The kit file {kit} is valid and stays. Please call the same command with the same password once more; it goes on from there.',
  },
  FOUNDING_OTHER: usage(
    'In diesem Profil wartet eine begonnene Gründung auf ihr Ende. Bitte denselben Befehl mit demselben Passwort und derselben Kit-Datei aufrufen.',
    'A founding that has begun waits in this profile. Please call the same command with the same password and the same kit file.',
  ),
  SECRET_MISSING: usage(
    'Für ein neues Gerät wird der Wiederherstellungscode (--recovery-code-file) oder die Schlüsseldatei (--user-key-file) gebraucht.',
    'A new device needs the recovery code (--recovery-code-file) or the user key file (--user-key-file).',
  ),
  SERVICE_KEY_MISSING: usage(
    'Das Profil „{profile}“ gehört einem Dienstgerät. Bitte seine Schlüsseldatei mit --service-key angeben.',
    'The profile "{profile}" belongs to a service device. Please give its key file with --service-key.',
  ),
  SERVICE_KEY_EXPOSED: refused(
    'Andere dürfen die Schlüsseldatei {file} lesen. Bitte: chmod go-rwx {file}',
    'Others may read the key file {file}. Please: chmod go-rwx {file}',
  ),
  CONFIRMATION_MISSING: usage(
    'Hier kann nichts bestätigt werden. Bitte --yes angeben, wenn Kit und Wörter sicher verwahrt werden.',
    'Nothing can be confirmed here. Please give --yes if kit and words will be kept safe.',
  ),
  SERVER_ADDRESS_WRONG: usage(
    'Die Adresse des Servers stimmt nicht. Sie beginnt mit https:// (auf diesem Rechner auch http://localhost).',
    'The address of the server is wrong. It begins with https:// (on this machine also http://localhost).',
  ),
  FILE_EXISTS: usage(
    'Die Datei {file} gibt es schon und wird nicht überschrieben.',
    'The file {file} exists already and is not overwritten.',
  ),
  LOG_FILE_WRONG: usage(
    'Die Datei {file} ist kein Protokoll, das Siegel mit Belegen gespeichert hat. Gemeint ist die Datei, die auf .json endet.',
    'The file {file} is no log that Siegel has saved with proofs. It is the file that ends in .json.',
  ),
  FILE_UNREADABLE: usage(
    'Die Datei {file} kann nicht gelesen werden ({reason}).',
    'The file {file} cannot be read ({reason}).',
  ),
  FILE_UNWRITABLE: refused(
    'Die Datei {file} kann nicht geschrieben werden ({reason}).',
    'The file {file} cannot be written ({reason}).',
  ),
  PERSON_UNKNOWN: refused(
    'Diese Person gibt es nicht, oder Sie dürfen sie nicht sehen.',
    'This person does not exist, or you may not see them.',
  ),
  PERSON_AMBIGUOUS: refused(
    'Das passt auf {count} Personen. Bitte genauer suchen oder die Kennung aus `siegel find` nehmen.',
    'This fits {count} persons. Please search more exactly or take the id from `siegel find`.',
  ),
  COLLEAGUE_UNKNOWN: refused(
    'Die {at}. Angabe passt auf {count} Personen, die hier arbeiten. Bitte den ganzen Namen angeben, so wie er unter „Mitarbeitende“ steht.',
    'Word {at} fits {count} persons who work here. Please give the whole name as it stands under "Staff".',
  ),
  EINTRAG_UNKNOWN: refused('Diesen Eintrag gibt es in der Akte nicht.', 'The Akte has no such Eintrag.'),
  IMPORT_UNDECIDED: {
    exit: EXIT.findings,
    de: '{count} Personen gibt es vielleicht schon. Bitte mit --possible new oder --possible join entscheiden; es wurde nichts eingelesen.',
    en: '{count} persons may exist already. Please decide with --possible new or --possible join; nothing was imported.',
  },
  SITE_MISSING: refused('Für diese Betriebsstätte fehlt Ihnen der Zugang.', 'You have no access to this site.'),
  JOURNAL_DAMAGED: {
    exit: EXIT.tampering,
    de: 'Der Verlauf auf dem Server wurde verändert ({code}). Bitte nicht weiterarbeiten und der Leitung melden.',
    en: 'The journal on the server was changed ({code}). Please stop and tell the management.',
  },
  SERVER_NOT_STARTED: {
    exit: EXIT.failed,
    de: 'Der Server ist nicht gestartet (Ende mit {code}). Näheres steht in seinen Meldungen.',
    en: 'The server did not start (ended with {code}). Its messages say more.',
  },
  TLS_NAME_WRONG: usage(
    '{option}: „{name}“ ist kein Rechnername und keine Adresse, für die es ein Zertifikat geben kann.',
    '{option}: "{name}" is no host name or address a certificate could be made for.',
  ),
  TLS_NAME_NOT_COVERED: refused(
    'Die Zertifizierungsstelle darf für „{name}“ nicht unterschreiben. Für neue Namen bitte mit `siegel tls create --replace --ca NEUER_ORDNER` eine neue anlegen und ihr Zertifikat auf allen Arbeitsplätzen einrichten.',
    'The authority may not sign for "{name}". For new names please make another one with `siegel tls create --replace --ca NEW_FOLDER` and install its certificate on all workplaces.',
  ),
  TLS_EXISTS: usage(
    'Es gibt schon ein Zertifikat: {file}. Erneuern: `siegel tls renew`; ersetzen: --replace.',
    'There is a certificate already: {file}. To renew: `siegel tls renew`; to replace: --replace.',
  ),
  TLS_MISSING: usage(
    'Es gibt noch kein Zertifikat ({file}). Bitte zuerst `siegel tls create` aufrufen.',
    'There is no certificate yet ({file}). Please call `siegel tls create` first.',
  ),
  TLS_DAMAGED: refused(
    'Die Datei {file} ist kein lesbares Zertifikat. Bitte mit `siegel tls create --replace` neu anlegen.',
    'The file {file} is no readable certificate. Please make it anew with `siegel tls create --replace`.',
  ),
  TLS_CA_MISSING: usage(
    'Im Ordner {folder} liegt keine Zertifizierungsstelle. Bitte den Datenträger einlegen und mit --ca angeben.',
    'The folder {folder} holds no certificate authority. Please insert its medium and name it with --ca.',
  ),
  TLS_CA_DAMAGED: refused(
    'Die Dateien der Zertifizierungsstelle sind beschädigt oder gehören nicht zusammen. Bitte eine Sicherung einspielen oder mit `siegel tls create --replace --ca NEUER_ORDNER` eine neue anlegen.',
    'The files of the certificate authority are damaged or do not belong together. Please restore a copy or make a new one with `siegel tls create --replace --ca NEW_FOLDER`.',
  ),
  TLS_CA_EXPIRED: refused(
    'Die Zertifizierungsstelle ist abgelaufen. Bitte mit `siegel tls create --replace --ca NEUER_ORDNER` eine neue anlegen und ihr Zertifikat auf allen Arbeitsplätzen einrichten.',
    'The certificate authority has expired. Please make a new one with `siegel tls create --replace --ca NEW_FOLDER` and install its certificate on all workplaces.',
  ),
  BOX_MISSING: usage(
    'In diesem Datenordner gibt es keine Schlüsselsticks. Bitte zuerst `siegel box init` aufrufen.',
    'This data folder has no key sticks. Please call `siegel box init` first.',
  ),
  BOX_EXISTS: usage(
    'Dieser Datenordner hat schon Schlüsselsticks. Einen weiteren: `siegel box add-stick`; neuer Schlüssel: `siegel box rekey`.',
    'This data folder has key sticks already. Another one: `siegel box add-stick`; a new key: `siegel box rekey`.',
  ),
  BOX_DAMAGED: refused(
    'Die Datei box-slots im Datenordner ist beschädigt oder nicht lesbar. Bitte nichts löschen: aus der letzten Sicherung zurückholen, oder mit `siegel box restore-stick` und dem Formular neu anlegen.',
    'The file box-slots in the data folder is damaged or cannot be read. Please delete nothing: take it from the last copy, or make it anew with `siegel box restore-stick` and the form.',
  ),
  BOX_NEEDS_KEY: usage(
    'In diesem Datenordner liegen schon verschlüsselte Datenbanken. Bitte ihre Schlüsseldatei mit --box-key angeben; ihr Schlüssel wird übernommen.',
    'This data folder holds encrypted databases already. Please give their key file with --box-key; its key is taken over.',
  ),
  BOX_STICKS_FEW: usage(
    'Es braucht mindestens zwei Sticks: bitte --stick zweimal mit verschiedenen Dateien angeben.',
    'At least two sticks are needed: please give --stick twice with different files.',
  ),
  BOX_STICK_NAME: usage(
    '„{name}“ geht als Name eines Sticks nicht: bitte höchstens 40 Buchstaben, Ziffern und Leerzeichen.',
    '"{name}" cannot be the name of a stick: please at most 40 letters, digits and spaces.',
  ),
  BOX_STICK_MISSING: usage(
    '{name} ({id}) fehlt. Bitte alle Sticks einstecken und angeben, die gültig bleiben; einen verlorenen sperrt `siegel box revoke-stick {id}`.',
    '{name} ({id}) is missing. Please plug in and name all sticks that stay valid; `siegel box revoke-stick {id}` revokes a lost one.',
  ),
  BOX_STICK_FOREIGN: refused(
    '{file}: Hier liegt kein Stick, der diese Box öffnet.',
    '{file}: there is no stick here that opens this box.',
  ),
  BOX_STICK_UNKNOWN: usage(
    'Einen Stick mit der Kennung {id} gibt es nicht. Bitte die Kennung aus `siegel box status` nehmen.',
    'There is no stick with the id {id}. Please take the id from `siegel box status`.',
  ),
  BOX_STICK_LAST: refused(
    'Ein Stick muss bleiben, sonst ließe sich die Datenbank nicht mehr öffnen. Bitte zuerst mit `siegel box add-stick` oder `siegel box restore-stick` einen anlegen.',
    'One stick has to stay, else the database could not be opened any more. Please make one first with `siegel box add-stick` or `siegel box restore-stick`.',
  ),
  BOX_FORM_LINE: usage(
    'Zeile {line} des Formulars stimmt nicht. Bitte Buchstabe für Buchstabe vergleichen, die Nummer der Zeile gehört davor.',
    'Line {line} of the form is wrong. Please compare it letter by letter; the number of the line stands before it.',
  ),
  BOX_FORM_OTHER: refused(
    'Dieses Formular gehört zu einem anderen Schlüssel: zu einer anderen Box, oder zu dem vor einem Wechsel. Bitte die Kennzahl auf dem Formular mit `siegel box status` vergleichen.',
    'This form belongs to another key: of another box, or the one before a change. Please compare the mark on the form with `siegel box status`.',
  ),
  BOX_FAILED: {
    exit: EXIT.failed,
    de: 'Das hat nicht geklappt ({reason}). Bitte prüfen, ob Sie in den Datenordner schreiben dürfen, und den Befehl noch einmal aufrufen.',
    en: 'This did not work ({reason}). Please check that you may write into the data folder, and call the command once more.',
  },
  CANCELLED: { exit: EXIT.failed, de: 'Abgebrochen.', en: 'Cancelled.' },
} as const satisfies Readonly<Record<string, CliError>>;

/** A code of the command line or of the catalogue. */
export type CliCode = keyof typeof CLI_ERRORS | ErrorCode;

/** Why a command did not do what was asked. */
export interface CliFailure {
  readonly code: CliCode;
  readonly facts?: Readonly<Record<string, string | number>>;
}

/** Sentences of the catalogue that are written for somebody at a screen, in words for a terminal. */
const OVERRIDES: Partial<Record<ErrorCode, Sentence>> = {
  FACTOR_MISSING: {
    de: 'Ihre Organisation verlangt einen zweiten Faktor, und Sie haben noch keinen. Bitte im Browser anmelden und dort einen einrichten, am besten eine App für Codes.',
    en: 'Your organisation asks for a second factor and you have none yet. Please sign in with the browser and set one up there, best an app for codes.',
  },
  FACTOR_ENDED: {
    de: 'Zu viele falsche Codes, oder es hat zu lange gedauert. Bitte den Befehl noch einmal aufrufen.',
    en: 'Too many wrong codes, or it took too long. Please call the command once more.',
  },
  OFFLINE: {
    de: 'Der Server ist nicht erreichbar. Bitte prüfen, ob er läuft und die Adresse stimmt.',
    en: 'The server cannot be reached. Please check that it runs and that the address is right.',
  },
  RUN_LEFT_OPEN: {
    de: 'Der Server ist mitten im Einlesen ausgefallen. Von dem Lauf ist nichts zu sehen; der nächste Aufruf von `siegel import --commit` verwirft ihn.',
    en: 'The server went away in the middle of the import. Nothing of the run can be seen; the next `siegel import --commit` drops it.',
  },
  RUN_WAITS: {
    de: 'Der Server ist kurz vor dem Ende ausgefallen. Alles liegt versiegelt auf diesem Gerät; der nächste Befehl sendet den Rest, dann ist der Lauf zu sehen.',
    en: 'The server went away shortly before the end. Everything lies sealed on this device; the next command sends the rest, then the run can be seen.',
  },
  FILE_CHANGED: {
    de: 'Die Datei {file} hat sich während des Einlesens geändert. Der Lauf wurde verworfen.',
    en: 'The file {file} changed while it was read. The run was dropped.',
  },
};

/** The sentence of a failure in the user's language, facts put in. */
export function failureText({ code, facts }: CliFailure, language: Language): string {
  const sentence = isErrorCode(code) ? (OVERRIDES[code] ?? ERRORS[code]) : CLI_ERRORS[code];
  return say(language, sentence, facts);
}

/** The exit code of a failure. */
export function exitOf({ code }: CliFailure): ExitCode {
  return isErrorCode(code) ? exitCodeOf(code) : CLI_ERRORS[code].exit;
}
