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
  INVITATIONS_FULL: row(
    409,
    'Es sind schon 200 Einladungen offen. Bitte ziehen Sie zuerst welche zurück.',
    'There are 200 open invitations already. Please withdraw some first.',
  ),
} as const;
