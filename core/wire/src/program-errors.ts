import { row } from './catalogue-row.ts';

/** Failures of the device itself and of a program whose version does not fit the server's. Part of the catalogue `ERRORS`. */
export const PROGRAM_ERRORS = {
  DEVICE_FULL: row(
    507,
    'Auf diesem Gerät ist kein Speicher mehr frei. Der Text steht noch in der Eingabe; bitte schaffen Sie Platz und speichern Sie erneut.',
    'There is no storage left on this device. The text is still in the field; please free some space and save again.',
  ),
  SERVER_OUTDATED: row(
    501,
    'Der Server ist älter als dieses Programm. Ihre Änderungen bleiben auf diesem Gerät und werden nach der Aktualisierung des Servers gesendet.',
    'The server is older than this program. Your changes stay on this device and are sent once the server is updated.',
  ),
  PROGRAM_OUTDATED: row(
    426,
    'Siegel ist zu alt, bitte laden Sie es neu: Dieser Eintrag wurde mit einer neueren Version geschrieben. Nichts ist verloren; was Sie geschrieben haben, bleibt auf diesem Gerät.',
    'Siegel is too old, please reload it: this entry was written with a newer version. Nothing is lost; what you have written stays on this device.',
  ),
  SAFE_RESTARTED: row(
    503,
    'Der Teil des Programms, der Ihre Schlüssel hält, wurde neu gestartet. Bitte melden Sie sich wieder an; Ihre Entwürfe sind noch da.',
    'The part of the program that holds your keys was restarted. Please sign in again; your drafts are still here.',
  ),
  NAMES_HIDDEN: row(
    409,
    'Das geht nicht, solange Namen verborgen sind: Sonst würde ein erfundener Name gespeichert oder ein echter gezeigt. Zeigen Sie die Namen wieder (Alt U), dann geht es.',
    'This is not possible while names are hidden: an invented name would be saved, or a real one shown. Show names again (Alt U), then it is.',
  ),
} as const;
