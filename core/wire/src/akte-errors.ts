import { row } from './catalogue-row.ts';

/** Failures of working in an Akte: attachments, moves and Freigabe. Part of the catalogue `ERRORS`. */
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
  MOVE_RELEASED: row(
    409,
    'Ein freigegebener Eintrag wird nicht verschoben. Bitte schreiben Sie dort einen Nachtrag und hier einen neuen Eintrag.',
    'A released entry is not moved. Please write an addendum there and a new entry here.',
  ),
  FREIGABE_STALE: row(
    409,
    'Der Eintrag wurde inzwischen geändert. Bitte sehen Sie ihn noch einmal an, bevor Sie ihn freigeben.',
    'The entry has been changed meanwhile. Please look at it again before you release it.',
  ),
  FREIGABE_NOT_POSSIBLE: row(
    409,
    'Dieser Eintrag kann nicht freigegeben werden: Aufgaben, Stammdaten und zurückgenommene Einträge gibt niemand frei.',
    'This entry cannot be released: tasks, personal data and withdrawn entries are released by nobody.',
  ),
  FREIGABE_DONE: row(
    409,
    'Der Eintrag ist schon freigegeben. Es ist nichts mehr zu tun.',
    'The entry has been released already. There is nothing left to do.',
  ),
  FREIGABE_RULE: row(
    409,
    'Die Regeln der Organisation zur Freigabe sind andere als die, nach denen hier unterschrieben wurde. Bitte geben Sie noch einmal frei.',
    'The rules of the organisation on release differ from those signed here. Please release again.',
  ),
  FREIGABE_OWN: row(
    409,
    'Eigene Einträge gibt hier jemand anderes frei. Bitte legen Sie den Eintrag vor.',
    'Here somebody else releases your own entries. Please present the entry.',
  ),
  FREIGABE_SAME_USER: row(
    409,
    'Zwei Verantwortliche geben frei, und Sie haben schon unterschrieben. Die zweite Freigabe kommt von jemand anderem.',
    'Two people release, and you have signed already. The second release comes from somebody else.',
  ),
  FREIGABE_MISSING: row(
    409,
    'Der Eintrag ist noch nicht freigegeben. Bitte geben Sie ihn zuerst frei.',
    'The entry has not been released yet. Please release it first.',
  ),
  NACHTRAG_TARGET_WRONG: row(
    409,
    'Ein Nachtrag gehört zu einem freigegebenen Eintrag derselben Akte. Bitte ändern Sie den Eintrag selbst.',
    'An addendum belongs to a released entry of the same file. Please change the entry itself.',
  ),
} as const;
