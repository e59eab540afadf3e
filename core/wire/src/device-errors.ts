import { row } from './catalogue-row.ts';

/** Failures around devices, sessions and ways to the user key. Part of the catalogue `ERRORS`. */
export const DEVICE_ERRORS = {
  SESSION_ENDED: row(
    401,
    'Diese Anmeldung wurde beendet. Ihre Entwürfe sind auf diesem Gerät versiegelt. Bitte melden Sie sich neu an.',
    'This sign-in was ended. Your drafts are sealed on this device. Please sign in again.',
  ),
  APPROVAL_ENDED: row(
    410,
    'Die Freigabe ist abgelaufen oder wurde abgebrochen. Bitte beginnen Sie sie noch einmal.',
    'The approval has run out or was stopped. Please begin it again.',
  ),
  APPROVAL_TAKEN: row(
    409,
    'Ein anderes Ihrer Geräte bearbeitet diese Freigabe schon.',
    'Another of your devices is already dealing with this approval.',
  ),
  APPROVAL_PAUSED: row(
    429,
    'Zu viele Freigaben wurden in der letzten Stunde abgebrochen. Dieses Gerät vergleicht vorerst keine Wörter mehr. Bitte sagen Sie der Leitung Bescheid.',
    'Too many approvals were stopped within the last hour. This device compares no more words for now. Please tell the management.',
  ),
  APPROVAL_CODE_WRONG: row(
    422,
    'Dieser Code gehört zu keinem Browser, der hier wartet. Bitte vergleichen Sie die Wörter oder beginnen Sie neu.',
    'This code belongs to no browser that waits here. Please compare the words, or begin again.',
  ),
  DEVICE_NAME_MISSING: row(400, 'Bitte geben Sie dem Gerät einen Namen.', 'Please give the device a name.'),
  PASSKEY_MISSING: row(
    400,
    'Dieser Passkey öffnet Ihre Schlüssel nicht, oder das Gerät kann es nicht. Bitte nehmen Sie einen anderen Weg.',
    'This passkey does not open your keys, or the device cannot do it. Please take another way.',
  ),
  OFFLINE_NOT_ALLOWED: row(
    503,
    'Ohne Server öffnet sich dieses Gerät nicht: Es war über 72 Stunden ohne Verbindung, hat keine Kopie, oder die Leitung erlaubt es nicht.',
    'Without the server this device does not open: it had no connection for over 72 hours, holds no copy, or the management does not allow it.',
  ),
} as const;
