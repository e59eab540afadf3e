import { row } from './catalogue-row.ts';

/** Failures of working in an Akte: attachments and moves. Part of the catalogue `ERRORS`. */
export const AKTE_ERRORS = {
  ATTACHMENT_TOO_LARGE: row(
    413,
    'Diese Datei ist größer als 2 GB. Bitte teilen Sie sie oder legen Sie sie verkleinert an.',
    'This file is larger than 2 GB. Please split it or attach a smaller copy.',
  ),
  ATTACHMENT_UNREADABLE: row(
    422,
    'Diese Datei lässt sich auf diesem Gerät nicht lesen. Bitte wählen Sie sie noch einmal aus.',
    'This file cannot be read on this device. Please choose it again.',
  ),
  TRANSFER_CANCELLED: row(
    409,
    'Die Übertragung wurde abgebrochen. Es wurde nichts angelegt.',
    'The transfer was cancelled. Nothing was created.',
  ),
  MOVE_NEEDS_SERVER: row(
    503,
    'Zum Verschieben wird eine Verbindung zum Server gebraucht. Bitte versuchen Sie es gleich noch einmal.',
    'Moving needs a connection to the server. Please try again in a moment.',
  ),
  MOVE_TARGET_WRONG: row(
    409,
    'In diese Akte kann der Eintrag nicht verschoben werden. Bitte wählen Sie eine andere Person.',
    'The entry cannot be moved to this file. Please choose another person.',
  ),
} as const;
