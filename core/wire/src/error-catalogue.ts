import { AKTE_ERRORS } from './akte-errors.ts';
import { BACKUP_ERRORS } from './backup-errors.ts';
import { row } from './catalogue-row.ts';
import { CLIENT_ERRORS } from './client-errors.ts';
import { DEVICE_ERRORS } from './device-errors.ts';
import { PROGRAM_ERRORS } from './program-errors.ts';
import { FACTOR_ERRORS } from './factor-errors.ts';
import { FOUNDING_ERRORS } from './founding-errors.ts';
import { IMPORT_ERRORS } from './import-errors.ts';
import { PASSWORD_ERRORS } from './password-errors.ts';
import { PEOPLE_ERRORS } from './people-errors.ts';
import { SNAPSHOT_ERRORS } from './snapshot-errors.ts';

/** Every expected failure of Siegel: stable code, HTTP status at the edge, German and English sentence (docs/spec/errors.md).
 *  A sentence says what happened and what to do; it never contains content, names or keys. */
export const ERRORS = {
  // Layout and limits
  CBOR_MALFORMED: row(
    400,
    'Die Daten sind unterwegs beschädigt worden. Bitte senden Sie sie noch einmal.',
    'The data was damaged on its way. Please send it again.',
  ),
  LAYOUT_MALFORMED: row(
    400,
    'Die Daten haben nicht die vereinbarte Form. Bitte laden Sie das Programm neu.',
    'The data does not have the agreed form. Please reload the program.',
  ),
  MESSAGE_MALFORMED: row(
    400,
    'Die Anfrage ist unvollständig oder falsch aufgebaut. Bitte laden Sie das Programm neu.',
    'The request is incomplete or malformed. Please reload the program.',
  ),
  REQUEST_TOO_LARGE: row(
    413,
    'Das ist zu groß für eine Anfrage. Bitte teilen Sie es in kleinere Schritte.',
    'This is too large for one request. Please split it into smaller steps.',
  ),
  MEDIA_TYPE_WRONG: row(
    415,
    'Diese Art von Daten nimmt der Server hier nicht an.',
    'The server does not take this kind of data here.',
  ),
  ROUTE_UNKNOWN: row(404, 'Diese Adresse gibt es nicht.', 'There is nothing at this address.'),
  PROTOCOL_OUTDATED: row(
    426,
    'Siegel ist zu alt, bitte laden Sie es neu: Der Server ist neuer. Nichts ist verloren; was Sie geschrieben haben, bleibt auf diesem Gerät.',
    'Siegel is too old, please reload it: the server is newer. Nothing is lost; what you have written stays on this device.',
  ),
  RATE_LIMITED: row(
    429,
    'Zu viele Versuche in kurzer Zeit. Bitte warten Sie einen Augenblick.',
    'Too many attempts in a short time. Please wait a moment.',
  ),
  // Who
  LOGIN_FAILED: row(401, 'Name oder Passwort stimmen nicht.', 'Name or password is wrong.'),
  SESSION_MISSING: row(
    401,
    'Sie sind nicht angemeldet. Bitte melden Sie sich an.',
    'You are not signed in. Please sign in.',
  ),
  DEVICE_NOT_APPROVED: row(
    403,
    'Dieses Gerät ist noch nicht freigeschaltet. Bitte schalten Sie es von einem freigeschalteten Gerät aus frei.',
    'This device is not approved yet. Please approve it from an approved device.',
  ),
  DEVICE_PROOF_WRONG: row(
    403,
    'Das Gerät konnte sich nicht ausweisen. Bitte melden Sie sich neu an.',
    'The device could not prove itself. Please sign in again.',
  ),
  ORIGIN_FOREIGN: row(
    403,
    'Die Anfrage kommt von einer fremden Seite und wurde abgelehnt.',
    'The request comes from a foreign page and was refused.',
  ),
  RIGHT_MISSING: row(
    403,
    'Dazu fehlt Ihnen das Recht. Eine Administratorin kann es geben.',
    'You lack the right to do this. An administrator can grant it.',
  ),
  TENANT_UNKNOWN: row(404, 'Diese Organisation gibt es hier nicht.', 'There is no such organisation here.'),
  TENANT_EXISTS: row(409, 'Diese Organisation gibt es hier schon.', 'This organisation already exists here.'),
  ACCOUNT_EXISTS: row(409, 'Diesen Anmeldenamen gibt es schon.', 'This sign-in name already exists.'),
  SLOT_UNKNOWN: row(404, 'Für dieses Gerät ist kein Zugang hinterlegt.', 'No access is stored for this device.'),
  // Journal
  STATEMENT_SIGNATURE_WRONG: row(
    403,
    'Die Unterschrift des Geräts stimmt nicht. Nichts wurde gespeichert.',
    'The signature of the device is wrong. Nothing was saved.',
  ),
  STATEMENT_MISMATCH: row(
    400,
    'Die Einträge passen nicht zu ihrer Unterschrift. Nichts wurde gespeichert.',
    'The entries do not match their signature. Nothing was saved.',
  ),
  INSTANCE_FOREIGN: row(
    409,
    'Die Einträge gehören zu einer anderen Ausgabe dieses Servers (zum Beispiel vor einer Wiederherstellung).',
    'The entries belong to another instance of this server (for example before a restore).',
  ),
  SEEN_HEAD_FOREIGN: row(
    409,
    'Ihr Gerät kennt einen anderen Verlauf als der Server. Bitte arbeiten Sie nicht weiter und melden Sie es der Leitung.',
    'Your device knows another history than the server. Please stop and tell the management.',
  ),
  TENANT_FOREIGN: row(
    403,
    'Die Einträge gehören zu einer anderen Organisation.',
    'The entries belong to another organisation.',
  ),
  KIND_UNKNOWN: row(
    400,
    'Diese Art von Eintrag kennt der Server nicht.',
    'The server does not know this kind of entry.',
  ),
  KIND_NOT_ALLOWED: row(
    403,
    'Diese Art von Eintrag darf von hier nicht kommen.',
    'This kind of entry may not come from here.',
  ),
  AUTHOR_MISMATCH: row(
    403,
    'Ein Eintrag nennt ein anderes Gerät als das unterschreibende.',
    'An entry names another device than the signing one.',
  ),
  ENTRY_STALE: row(
    409,
    'Der Eintrag wurde inzwischen von jemand anderem geändert. Beide Fassungen werden gezeigt.',
    'The entry was changed by someone else meanwhile. Both versions are shown.',
  ),
  PARENT_UNKNOWN: row(
    409,
    'Die Fassung, auf der diese Änderung beruht, kennt der Server nicht.',
    'The server does not know the version this change is based on.',
  ),
  PART_RULE_BROKEN: row(
    400,
    'Ein versiegelter Teil passt nicht zu seiner Vorgängerfassung.',
    'A sealed part does not fit its previous version.',
  ),
  ENVELOPE_MISMATCH: row(
    400,
    'Ein versiegelter Teil fehlt oder passt nicht zu seiner Beschreibung.',
    'A sealed part is missing or does not match its description.',
  ),
  ENVELOPE_MALFORMED: row(
    400,
    'Ein Teil ist nicht versiegelt. Unversiegeltes nimmt der Server nicht an.',
    'A part is not sealed. The server takes nothing unsealed.',
  ),
  OPEN_FIELDS_MISMATCH: row(
    400,
    'Die offenen Felder passen nicht zum Eintrag.',
    'The open fields do not match the entry.',
  ),
  OPEN_FIELDS_NOT_DECLARED: row(
    400,
    'Ein Feld, das versiegelt gehört, wurde offen gesendet. Der Server hat es abgelehnt.',
    'A field that must be sealed was sent open. The server refused it.',
  ),
  CO_SIGNATURE_WRONG: row(403, 'Eine Mitunterschrift fehlt oder stimmt nicht.', 'A co-signature is missing or wrong.'),
  RECORD_FROZEN: row(
    409,
    'Der Eintrag ist freigegeben. Eine Änderung ist nur als Nachtrag möglich.',
    'The entry has been released. It can only be changed by an addendum.',
  ),
  CASE_KEY_MISSING: row(400, 'Zur neuen Akte fehlt ihr Schlüsseleintrag.', 'The key entry of the new Akte is missing.'),
  CLOCK_SKEW: row(
    400,
    'Die Uhr dieses Geräts geht mehr als einen Tag falsch. Bitte stellen Sie sie.',
    'The clock of this device is off by more than a day. Please set it.',
  ),
  RANGE_UNKNOWN: row(416, 'Diesen Abschnitt des Verlaufs gibt es nicht.', 'This range of the history does not exist.'),
  AKTE_UNKNOWN: row(
    404,
    'Diese Akte gibt es nicht, oder Sie dürfen sie nicht öffnen.',
    'This Akte does not exist, or you may not open it.',
  ),
  DELIVERY_TOO_OFTEN: row(
    429,
    'Dieses Gerät fragt den Index zu oft ab. Bitte warten Sie zehn Sekunden.',
    'This device asks for the index too often. Please wait ten seconds.',
  ),
  // Blobs
  BLOB_UNKNOWN: row(404, 'Diesen Anhang gibt es nicht.', 'This attachment does not exist.'),
  BLOB_OFFSET_WRONG: row(
    409,
    'Der Anhang wurde an einer anderen Stelle unterbrochen. Der Upload macht dort weiter.',
    'The attachment was interrupted elsewhere. The upload continues there.',
  ),
  BLOB_HASH_WRONG: row(
    400,
    'Der Anhang ist beim Senden beschädigt worden. Bitte senden Sie ihn noch einmal.',
    'The attachment was damaged while sending. Please send it again.',
  ),
  ...CLIENT_ERRORS,
  ...DEVICE_ERRORS,
  ...FOUNDING_ERRORS,
  ...PROGRAM_ERRORS,
  ...IMPORT_ERRORS,
  ...AKTE_ERRORS,
  ...PASSWORD_ERRORS,
  ...PEOPLE_ERRORS,
  ...FACTOR_ERRORS,
  ...SNAPSHOT_ERRORS,
  ...BACKUP_ERRORS,
  // Storage
  DATABASE_KEY_MISSING: row(
    503,
    'Der Schlüssel der Datenbank fehlt. Bitte legen Sie die Schlüsseldatei bereit und starten Sie neu.',
    'The database key is missing. Please provide the key file and start again.',
  ),
  DATABASE_KEY_WRONG: row(
    503,
    'Der Schlüssel passt nicht zu dieser Datenbank. Bitte prüfen Sie, ob es die richtige Schlüsseldatei ist.',
    'The key does not fit this database. Please check that it is the right key file.',
  ),
  DATABASE_DAMAGED: row(
    503,
    'Die Datenbank ist beschädigt und wird nicht geöffnet. Bitte spielen Sie das letzte geprüfte Backup ein.',
    'The database is damaged and is not opened. Please restore the last verified backup.',
  ),
  DATABASE_IN_USE: row(
    503,
    'Die Datenbank wird schon von einem anderen Prozess benutzt. Bitte beenden Sie ihn zuerst.',
    'The database is already used by another process. Please stop it first.',
  ),
  DISK_FULL: row(
    507,
    'Der Datenträger des Servers ist voll. Lesen geht weiter; zum Schreiben muss Platz geschaffen werden.',
    'The disk of the server is full. Reading goes on; writing needs free space.',
  ),
  DISK_FAILED: row(
    503,
    'Der Server kann gerade nicht schreiben. Ihre Änderung ist nicht gespeichert; bitte versuchen Sie es gleich noch einmal.',
    'The server cannot write at the moment. Your change is not saved; please try again shortly.',
  ),
  SERVER_STOPPING: row(
    503,
    'Der Server wird gerade beendet. Bitte versuchen Sie es gleich noch einmal.',
    'The server is stopping. Please try again shortly.',
  ),
  INTERNAL: row(
    500,
    'Im Server ist etwas Unerwartetes passiert. Nichts wurde halb gespeichert; bitte versuchen Sie es noch einmal.',
    'Something unexpected happened in the server. Nothing was half saved; please try again.',
  ),
} as const;

export type ErrorCode = keyof typeof ERRORS;

/** True for a code of the catalogue; foreign codes from a server are shown as INTERNAL. */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERRORS, code);
}
