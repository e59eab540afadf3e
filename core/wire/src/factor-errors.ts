import { row } from './catalogue-row.ts';

/** Failures around the second factor and access from outside (docs/spec/second-factor.md, outside-access.md). Part of `ERRORS`. */
export const FACTOR_ERRORS = {
  FACTOR_NEEDED: row(
    401,
    'Für diesen Zugang ist ein zweiter Faktor eingerichtet. Bitte melden Sie sich im Browser an und geben Sie ihn dort ein.',
    'This access has a second factor. Please sign in with the browser and give it there.',
  ),
  FACTOR_WRONG: row(
    401,
    'Das stimmt nicht oder wurde schon einmal benutzt. Bitte warten Sie auf den nächsten Code und geben Sie ihn ein.',
    'This is not right or has been used already. Please wait for the next code and type it.',
  ),
  FACTOR_ENDED: row(
    410,
    'Diese Anmeldung ist abgelaufen. Bitte beginnen Sie noch einmal mit Name und Passwort.',
    'This sign-in has run out. Please begin again with name and password.',
  ),
  FACTOR_MISSING: row(
    403,
    'Ihre Organisation verlangt einen zweiten Faktor, und Sie haben noch keinen. Bitte richten Sie jetzt einen ein.',
    'Your organisation asks for a second factor and you have none yet. Please set one up now.',
  ),
  FACTOR_UNKNOWN: row(
    404,
    'Diesen zweiten Faktor gibt es nicht mehr, oder das Einrichten ist abgelaufen. Bitte beginnen Sie neu.',
    'This second factor is gone, or setting it up has run out. Please begin again.',
  ),
  FACTORS_FULL: row(
    409,
    'Mehr als zehn zweite Faktoren kann ein Zugang nicht haben. Bitte entfernen Sie zuerst einen.',
    'An access cannot have more than ten second factors. Please remove one first.',
  ),
  WAYS_FULL: row(
    409,
    'Mehr als zwölf Wege einer Art kann ein Zugang nicht haben. Bitte entfernen Sie zuerst einen.',
    'An access cannot have more than twelve ways of one kind. Please remove one first.',
  ),
  PASSWORD_NEEDED: row(
    403,
    'Dafür müssen Sie Ihr Passwort noch einmal eingeben.',
    'Please type your password once more for this.',
  ),
  PHONE_MALFORMED: row(
    400,
    'Das ist keine Telefonnummer. Bitte geben Sie sie mit Ländervorwahl ein, zum Beispiel +49 151 23456789.',
    'This is no phone number. Please type it with the country code, for example +49 151 23456789.',
  ),
  SMS_NOT_SET_UP: row(
    409,
    'Dieser Server verschickt keine SMS. Bitte nehmen Sie eine App für Codes oder einen Passkey.',
    'This server sends no text messages. Please use an app for codes or a passkey.',
  ),
  SMS_NOT_SENT: row(
    503,
    'Die SMS ließ sich nicht verschicken. Bitte versuchen Sie es gleich noch einmal oder nehmen Sie einen anderen Faktor.',
    'The text message could not be sent. Please try again shortly, or use another factor.',
  ),
  OUTSIDE_OFF: row(
    403,
    'Von außerhalb ist der Zugang abgeschaltet. Bitte arbeiten Sie im Netz Ihrer Organisation, oder wenden Sie sich an deren Verwaltung.',
    'Access from outside is switched off. Please work in the network of your organisation, or ask its administration.',
  ),
  OUTSIDE_ENDED: row(
    403,
    'Ihr Zugang von außerhalb war befristet und ist abgelaufen. Bitte wenden Sie sich an die Verwaltung Ihrer Organisation.',
    'Your access from outside was limited in time and has ended. Please ask the administration of your organisation.',
  ),
  OUTSIDE_NOT_NAMED: row(
    403,
    'Von außerhalb dürfen nur namentlich Berechtigte arbeiten, und Sie gehören nicht dazu. Bitte wenden Sie sich an die Verwaltung Ihrer Organisation.',
    'Only people who are named may work from outside, and you are not among them. Please ask the administration of your organisation.',
  ),
  OUTSIDE_FACTOR_MISSING: row(
    403,
    'Von außerhalb braucht es einen zweiten Faktor. Bitte richten Sie ihn im Netz Ihrer Organisation unter „Meine Zugänge“ ein, oder melden Sie sich damit neu an.',
    'From outside a second factor is needed. Please set it up under “My access” in the network of your organisation, or sign in again with it.',
  ),
  ADDRESS_RANGE_WRONG: row(
    400,
    'Mindestens eine Zeile ist kein Adressbereich. Bitte schreiben Sie ihn wie 192.168.1.0/24 oder 2001:db8::/48.',
    'At least one line is no range of addresses. Please write it like 192.168.1.0/24 or 2001:db8::/48.',
  ),
} as const;
