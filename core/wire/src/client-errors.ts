import { row } from './catalogue-row.ts';

/** Failures a client finds while opening and checking what a server gave it. Part of the catalogue `ERRORS`. */
export const CLIENT_ERRORS = {
  OPEN_TAMPERED: row(
    422,
    'Dieser Inhalt wurde verändert oder gehört nicht an diese Stelle. Er wird nicht angezeigt.',
    'This content was changed or does not belong here. It is not shown.',
  ),
  KEY_UNKNOWN: row(
    422,
    'Für diesen Inhalt hat dieses Gerät keinen Schlüssel.',
    'This device has no key for this content.',
  ),
  KEY_NOT_ATTRIBUTED: row(
    422,
    'Ein Schlüssel wurde angeboten, den niemand Berechtigtes eingetragen hat. Er wird nicht benutzt.',
    'A key was offered that nobody entitled has entered. It is not used.',
  ),
  CONTENT_WITHHELD: row(
    422,
    'Der Server hat einen Teil nicht geliefert, den das Protokoll nennt. Das wird als Veränderung gemeldet.',
    'The server did not deliver a part that the journal names. This is reported as tampering.',
  ),
  LOG_FORKED: row(
    422,
    'Der Server zeigt einen anderen Verlauf als zuvor. Bitte arbeiten Sie nicht weiter und melden Sie es der Leitung.',
    'The server shows another history than before. Please stop and tell the management.',
  ),
  LOG_SHORTENED: row(
    422,
    'Der Server zeigt weniger als dieses Gerät schon gesehen hat. Bitte melden Sie es der Leitung.',
    'The server shows less than this device has already seen. Please tell the management.',
  ),
  CHECKPOINT_WRONG: row(
    422,
    'Die Unterschrift des Servers unter dem Verlauf stimmt nicht.',
    'The signature of the server under the history is wrong.',
  ),
  PROOF_WRONG: row(422, 'Ein Nachweis des Servers stimmt nicht.', 'A proof of the server is wrong.'),
  NOT_ATTRIBUTED: row(
    422,
    'Wer dies geschrieben hat, ist nicht nachgewiesen. Der Eintrag wird zurückgehalten.',
    'Who wrote this is not proven. The entry is held back.',
  ),
  GENESIS_WRONG: row(
    422,
    'Der Anfang des Verlaufs ist nicht der dieser Organisation.',
    'The beginning of the history is not that of this organisation.',
  ),
  UNREADABLE: row(
    422,
    'Dieser Eintrag ist nicht lesbar. Er kann nicht überschrieben werden, bis das geklärt ist.',
    'This entry is not readable. It cannot be overwritten until this is settled.',
  ),
  KIT_WORDS_WRONG: row(
    400,
    'Diese Wörter ergeben keinen Organisationsschlüssel. Bitte vergleichen Sie sie mit dem Wiederherstellungsblatt.',
    'These words do not form an organisation key. Please compare them with the recovery sheet.',
  ),
  RECOVERY_CODE_WRONG: row(
    400,
    'Dieser Wiederherstellungscode stimmt nicht. Bitte vergleichen Sie ihn Buchstabe für Buchstabe.',
    'This recovery code is wrong. Please compare it letter by letter.',
  ),
  KEY_FILE_WRONG: row(
    400,
    'Diese Schlüsseldatei ist beschädigt oder gehört nicht hierher.',
    'This key file is damaged or does not belong here.',
  ),
  PAIRING_MISMATCH: row(
    422,
    'Die Geräte zeigen nicht dieselben Wörter. Die Freischaltung wurde abgebrochen.',
    'The devices do not show the same words. The approval was stopped.',
  ),
  KDF_TOO_WEAK: row(
    422,
    'Der Server verlangt eine zu schwache Ableitung des Passworts. Die Anmeldung wurde abgebrochen.',
    'The server asks for a password derivation that is too weak. The sign-in was stopped.',
  ),
  OFFLINE: row(
    503,
    'Der Server ist nicht erreichbar. Ihre Änderungen sind auf diesem Gerät gesichert und werden nachgesendet.',
    'The server cannot be reached. Your changes are kept on this device and will be sent later.',
  ),
} as const;
