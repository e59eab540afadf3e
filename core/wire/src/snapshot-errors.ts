import { row } from './catalogue-row.ts';

/** Failures around sets of shards. Part of the catalogue `ERRORS`. */
export const SNAPSHOT_ERRORS = {
  SNAPSHOT_UNKNOWN: row(
    404,
    'Für diese Betriebsstätte liegt kein versiegelter Suchstand bereit. Die Suche wird aus den Akten aufgebaut.',
    'There is no sealed search copy for this site. Search is built from the Akten.',
  ),
  SNAPSHOT_LEASE_TAKEN: row(
    409,
    'Ein anderes Gerät erneuert den Suchstand gerade. Es ist nichts zu tun.',
    'Another device is renewing the search copy. There is nothing to do.',
  ),
  SNAPSHOT_LEASE_MISSING: row(
    409,
    'Die Erlaubnis, den Suchstand zu erneuern, ist abgelaufen. Das Gerät versucht es später noch einmal.',
    'The permission to renew the search copy has ended. The device tries again later.',
  ),
  SNAPSHOT_INCOMPLETE: row(
    409,
    'Der neue Suchstand ist unvollständig oder passt nicht zu seiner Bestätigung. Der bisherige gilt weiter.',
    'The new search copy is incomplete or does not fit its attestation. The one before stays in use.',
  ),
  SNAPSHOT_OLDER: row(
    422,
    'Der Server liefert einen älteren Suchstand als dieses Gerät schon benutzt hat. Er wird nicht benutzt. Bitte melden Sie es der Leitung.',
    'The server delivers an older search copy than this device has used. It is not used. Please tell the management.',
  ),
  SNAPSHOT_WRONG: row(
    422,
    'Der gelieferte Suchstand ist verändert oder passt nicht zu seiner Bestätigung. Er wird nicht benutzt. Bitte melden Sie es der Leitung.',
    'The delivered search copy was changed or does not fit its attestation. It is not used. Please tell the management.',
  ),
} as const;
