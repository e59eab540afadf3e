import { row } from './catalogue-row.ts';

/** Failures around rules for passwords and the settings (docs/spec/password-policy.md, settings.md). Part of `ERRORS`. */
export const PASSWORD_ERRORS = {
  PASSWORD_RULE_BELOW_FLOOR: row(
    409,
    'Diese Regel läge unter dem Mindestmaß, das bei der Gründung unterschrieben wurde. Bitte wählen Sie einen höheren Wert.',
    'This rule would lie below the least that was signed when the organisation was founded. Please choose a higher value.',
  ),
  PASSWORD_EXPIRED: row(
    403,
    'Ihr Passwort ist abgelaufen. Bitte ändern Sie es; danach geht es hier weiter.',
    'Your password has run out. Please change it; then you can go on here.',
  ),
  PASSWORD_RULES_UNMET: row(
    400,
    'Dieses Passwort erfüllt die Regeln Ihrer Organisation nicht. Bitte lesen Sie, was fehlt, und ändern Sie es.',
    'This password does not satisfy the rules of your organisation. Please read what is missing and change it.',
  ),
  PASSWORD_USED_BEFORE: row(
    400,
    'Dieses Passwort hatten Sie schon. Bitte wählen Sie eines, das Sie hier noch nicht benutzt haben.',
    'You had this password before. Please choose one you have not used here yet.',
  ),
  ORGANISATION_NAMELESS: row(
    400,
    'Die Organisation braucht einen Namen. Bitte tragen Sie ihn ein.',
    'The organisation needs a name. Please enter it.',
  ),
  CHANGE_NOT_UNDONE: row(
    409,
    'Diese Änderung lässt sich nicht zurücknehmen. Bitte ändern Sie die Einstellung selbst.',
    'This change cannot be taken back. Please change the setting yourself.',
  ),
  LOGO_NOT_TAKEN: row(
    400,
    'Dieses Bild lässt sich nicht als Logo verwenden. Bitte nehmen Sie eine Datei im Format PNG oder SVG, höchstens 2 MB.',
    'This picture cannot be used as a logo. Please take a PNG or SVG file of at most 2 MB.',
  ),
} as const;
