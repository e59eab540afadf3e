import { row } from './catalogue-row.ts';

/** Failures around inviting and admitting people (docs/spec/people.md). Part of the catalogue `ERRORS`. */
export const PEOPLE_ERRORS = {
  INVITATION_ENDED: row(
    410,
    'Diese Einladung gilt nicht mehr: Sie ist abgelaufen, zurückgezogen oder schon benutzt. Bitte lassen Sie sich neu einladen.',
    'This invitation is no longer valid: it has run out, was withdrawn or used. Please ask to be invited again.',
  ),
  INVITATION_FOREIGN: row(
    409,
    'Link und Code gehören nicht zusammen. Bitte vergleichen Sie den Code. Stimmt er, hat jemand anderes den Link benutzt: Ziehen Sie die Einladung zurück und laden Sie neu ein.',
    'Link and code do not belong together. Please compare the code. If it is right, somebody else has used the link: withdraw the invitation and invite again.',
  ),
  INVITATION_CODE_WRONG: row(
    400,
    'Der Code hat 20 Zeichen in vier Gruppen. Bitte geben Sie ihn so ein, wie er auf dem Blatt steht.',
    'The code has 20 characters in four groups. Please type it as it stands on the sheet.',
  ),
  JOINING_MISSING: row(
    400,
    'In diesem Browser wartet keine Aufnahme. Bitte öffnen Sie den Link der Einladung noch einmal.',
    'No admission waits in this browser. Please open the link of the invitation again.',
  ),
  LAST_ADMINISTRATOR: row(
    409,
    'Das ist die letzte Person mit dem Recht zu verwalten. Bitte geben Sie das Recht zuerst jemand anderem.',
    'This is the last person who may administer. Please give that right to somebody else first.',
  ),
  SUPPORT_ENDED: row(
    403,
    'Dieser Support-Zugang ist zu Ende. Wird noch Hilfe gebraucht, lässt die Organisation Sie neu zu.',
    'This support access has ended. If help is still needed, the organisation admits you anew.',
  ),
  GROUP_KEY_MISSING: row(
    409,
    'Diesem Gerät fehlt der Schlüssel einer Gruppe, zu der die Person gehört. Das kann nur jemand, der ihn hat.',
    'This device lacks the key of a group the person belongs to. Only somebody who holds it can do this.',
  ),
  SITE_NAME_MISSING: row(400, 'Bitte geben Sie der Betriebsstätte einen Namen.', 'Please give the site a name.'),
  SITE_UNKNOWN: row(
    404,
    'Diese Betriebsstätte gibt es nicht. Bitte laden Sie die Seite neu.',
    'There is no such site. Please reload the page.',
  ),
  SITE_CLOSED: row(
    409,
    'Diese Betriebsstätte ist geschlossen; neue Akten kann es dort nicht geben. Bitte wählen Sie eine andere, oder die Verwaltung öffnet sie wieder.',
    'This site is closed; there can be no new Akten there. Please choose another one, or administration opens it again.',
  ),
  LAST_SITE: row(
    409,
    'Das ist die letzte offene Betriebsstätte. Bitte legen Sie zuerst eine andere an.',
    'This is the last open site. Please add another one first.',
  ),
  ROLE_UNKNOWN: row(
    409,
    'Diese Rolle gibt es nicht mehr. Bitte laden Sie die Seite neu und wählen Sie eine andere.',
    'This role does not exist any more. Please load the page again and choose another one.',
  ),
  ROLE_IN_USE: row(
    409,
    'Jemand hat diese Rolle noch. Bitte legen Sie fest, was diese Personen stattdessen bekommen.',
    'Somebody still has this role. Please say what these persons get instead.',
  ),
  GROUP_UNKNOWN: row(
    409,
    'Diese Gruppe gibt es nicht, oder wer zu ihr gehört, folgt aus den Rechten.',
    'There is no such group, or who belongs to it follows from rights.',
  ),
  GROUP_EXISTS: row(
    409,
    'Diese Gruppe gibt es schon. Bitte ändern Sie die vorhandene.',
    'This group exists already. Please change the one that is there.',
  ),
  GROUP_NEEDS_ADMINISTRATOR: row(
    409,
    'Zu jeder Gruppe gehört mindestens eine Person, die verwalten darf. Sonst könnte niemand mehr jemanden herausnehmen.',
    'Every group has at least one member who may administer. Otherwise nobody could take anybody out any more.',
  ),
  NAME_MISSING: row(400, 'Bitte geben Sie hier einen Namen ein.', 'Please enter a name here.'),
  INVITATIONS_FULL: row(
    409,
    'Es sind schon 200 Einladungen offen. Bitte ziehen Sie zuerst welche zurück.',
    'There are 200 open invitations already. Please withdraw some first.',
  ),
} as const;
