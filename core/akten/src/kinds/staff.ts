import { id, must, text } from '../field-type.ts';
import { defineKind, open, sealed } from '../kind.ts';

/** The name behind a user id, for colleagues only: the server knows users by random ids. */
export const staff = defineKind({
  name: 'staff',
  code: 73,
  schemaVersion: 1,
  mergeable: true,
  label: { de: 'Mitarbeiterin oder Mitarbeiter', en: 'Staff member' },
  fields: {
    userId: open(
      must(id),
      'Verbindet den versiegelten Namen mit dem zufälligen Benutzerkennzeichen, unter dem der Server das Konto führt.',
    ),
    anzeigename: sealed('admin', must(text({ max: 200 }))),
    initialen: sealed('admin', text({ max: 10 })),
    berufsbezeichnung: sealed('admin', text({ max: 200 })),
  },
});
