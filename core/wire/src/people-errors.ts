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
  INVITATIONS_FULL: row(
    409,
    'Es sind schon 200 Einladungen offen. Bitte ziehen Sie zuerst welche zurück.',
    'There are 200 open invitations already. Please withdraw some first.',
  ),
} as const;
