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
  AKTE_MOVED: row(
    409,
    'Diese Akte wurde an eine andere Betriebsstätte verschoben. Bitte schreiben Sie dort weiter; wer nicht dazugehört, fragt eine Kollegin oder einen Kollegen von dort.',
    'This Akte was moved to another site. Please go on there; who does not belong to it asks a colleague of that site.',
  ),
  PERSON_MERGED: row(
    409,
    'Eine der beiden Personen wurde inzwischen schon zusammengeführt. Bitte öffnen Sie die Person neu; wenn das falsch war, heben Sie jene Zusammenführung zuerst auf.',
    'One of the two persons has been merged in the meantime. Please open the person anew; if that was wrong, undo that merge first.',
  ),
  PERSON_ARCHIVED: row(
    409,
    'Diese Person liegt im Archiv. Bitte holen Sie sie zuerst zurück; danach können Sie schreiben wie bisher.',
    'This person is in the archive. Please bring them back first; after that you can write as before.',
  ),
  MERGE_NOT_WHOLE: row(
    403,
    'Eine der beiden Personen hat eine Akte, die Sie nicht lesen dürfen. Zusammenführen kann nur, wer beide ganz sieht: bitte jemanden, der zu allen Betriebsstätten dieser Personen gehört.',
    'One of the two persons has an Akte you may not read. Only somebody who sees both whole can merge them: please ask somebody who belongs to all sites of these persons.',
  ),
  SITE_JOB_RUNNING: row(
    409,
    'Auf diesem Gerät ist noch ein Vorgang mit Akten und Betriebsstätten offen. Bitte warten Sie, bis er zu Ende ist, oder geben Sie den Rest auf.',
    'On this device another job with Akten and sites is not over. Please wait for its end, or give up what is left of it.',
  ),
  MOVE_HAS_RELEASED: row(
    409,
    'In dieser Akte ist etwas freigegeben. Sie bleibt, wo sie ist, bis jemand sie verschiebt, der freigeben darf und das Freigegebene am neuen Ort mit eigener Unterschrift wieder freigibt.',
    'Something in this Akte is released. It stays where it is until it is moved by somebody who may release and releases it again at the new site with their own signature.',
  ),
  WRAPPED_TOO_WIDE: row(
    409,
    'Im strengen Modus sind Stammdaten nur für die Betriebsstätten der Person offen; was Sie gespeichert haben, wäre für mehr offen gewesen und wurde nicht angenommen. Bitte laden Sie die Seite neu und speichern Sie noch einmal.',
    'In strict mode master data are open only to the sites of the person; what you saved would have been open to more and was not taken. Please reload the page and save again.',
  ),
  AKTE_ELSEWHERE: row(
    409,
    'Diese Person hat auch an einer Betriebsstätte eine Akte, an der Sie nicht arbeiten. Das kann nur jemand, der an allen ihren Betriebsstätten arbeitet.',
    'This person also has an Akte at a site where you do not work. Only somebody who works at all of their sites can do that.',
  ),
  LAST_SITE: row(
    409,
    'Das ist die letzte offene Betriebsstätte. Bitte legen Sie zuerst eine andere an.',
    'This is the last open site. Please add another one first.',
  ),
  UNIT_UNKNOWN: row(
    409,
    'Diese Einheit gibt es im Organigramm nicht mehr. Bitte laden Sie die Seite neu und wählen Sie eine andere.',
    'This unit is not in the org chart any more. Please load the page again and choose another one.',
  ),
  UNIT_CYCLE: row(
    409,
    'Eine Einheit kann nicht unter sich selbst stehen. Bitte wählen Sie eine andere übergeordnete Einheit.',
    'A unit cannot stand under itself. Please choose another unit above it.',
  ),
  UNIT_NOT_EMPTY: row(
    409,
    'Zu dieser Einheit gehören noch Personen oder Einheiten. Bitte legen Sie zuerst fest, wohin sie gehen.',
    'People or units still belong to this unit. Please say first where they go.',
  ),
  UNITS_THERE: row(
    409,
    'Es gibt schon Einheiten. Eine Vorlage ist nur der Anfang eines leeren Organigramms.',
    'There are units already. A template is only the beginning of an empty org chart.',
  ),
  PLACEMENT_UNKNOWN: row(
    409,
    'Diese Zuordnung gibt es nicht mehr. Bitte laden Sie die Seite neu.',
    'This placement does not exist any more. Please load the page again.',
  ),
  PLACEMENT_THERE: row(
    409,
    'Die Person ist in dieser Zeit schon in dieser Einheit. Bitte ändern Sie die vorhandene Zuordnung.',
    'The person is in this unit at that time already. Please change the placement that is there.',
  ),
  PLACEMENT_DAYS: row(
    400,
    'Bitte geben Sie gültige Tage an; der letzte liegt nicht vor dem ersten.',
    'Please give valid days; the last one is not before the first.',
  ),
  PLACEMENT_PERSON: row(
    409,
    'Diese Person gehört nicht mehr zur Organisation. Bitte wählen Sie jemand anderen.',
    'This person does not belong to the organisation any more. Please choose somebody else.',
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
