import { must, text } from '../field-type.ts';
import { open } from '../kind.ts';

/** What the server keeps of an account beside the journal, and may read: one erasable record each, never an entry. */
export const ACCOUNT_RECORDS = [
  {
    name: 'factorPhone',
    label: { de: 'Telefonnummer für Anmeldecodes', en: 'Phone number for sign-in codes' },
    fields: {
      phone: open(
        must(text({ max: 20 })),
        'Der Server schickt den Anmeldecode als SMS dorthin. Nur wer das selbst einrichtet, gibt sie an; sie steht in keinem Verlauf und ist mit dem Entfernen gelöscht.',
      ),
    },
  },
] as const;
