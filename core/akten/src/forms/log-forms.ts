import { SUITE } from '@siegel/wire';
import { bool, bytes, code, id, integer, list, must, text } from '../field-type.ts';
import { open } from '../kind.ts';
import { defineForm, WHAT, WHO } from './form.ts';

const LOG = 'Das Zugriffsprotokoll schreibt der Server selbst; er kennt diese Angabe aus der Anfrage.';
const OWN =
  'Das Programm sagt, dass es etwas zeigt, druckt oder ausgibt, nicht was; der Server ordnet es der Auslieferung zu.';
const SEALED =
  'Auf dem Gerät versiegelt für die Gruppe, die das Protokoll liest; der Server sieht nur, dass es da ist und wie lang.';
/** An encapsulated X-Wing key, what it seals, and a suite byte in front. */
const LEAST_DETAILS = 1 + 1120 + 16;
const MOST_DETAILS = 4096;

/** False for bytes that cannot be sealed details: nothing readable gets in by mistake or by an older program (A3). */
export function mayBeSealedDetails(details: Uint8Array): boolean {
  return details.length > LEAST_DETAILS && details.length <= MOST_DETAILS && details[0] === SUITE;
}

/** Written by the server with every content it hands out. */
export const deliveryForm = defineForm(
  'delivery',
  { de: 'Auslieferung', en: 'Delivery' },
  {
    device: open(must(id), LOG),
    purpose: open(
      must(
        code([
          'open',
          'preload',
          'export',
          'verify',
          'move',
          'index',
          'mirror',
          'blob',
          'keys',
          'support',
          'day',
          'desk',
          'elsewhere',
          'backup',
          'backup-key',
        ]),
      ),
      LOG,
    ),
    akten: open(list(id, { max: 500 }), LOG),
    from: open(integer(), LOG),
    to: open(integer(), LOG),
    blob: open(bytes({ exactly: 32 }), LOG),
    backup: open(text({ max: 40 }), LOG),
    site: open(id, LOG),
    shards: open(list(integer({ max: 63 }), { max: 64 }), LOG),
    address: open(must(text({ max: 64 })), LOG),
  },
);

/** Written by the unmodified client before it shows, prints or gives out Akten: one entry for all that are seen together. */
export const openingForm = defineForm(
  'opening',
  { de: 'Öffnung', en: 'Opening' },
  {
    purpose: open(must(code(['open', 'print', 'export'])), OWN),
    akten: open(must(list(id, { max: 500 })), OWN),
    details: open(bytes({ max: MOST_DETAILS }), SEALED),
  },
);

/** Written by the server after a failed sign-in; the account as a hash only. */
export const failedLoginForm = defineForm(
  'failedLogin',
  { de: 'Fehlgeschlagene Anmeldung', en: 'Failed sign-in' },
  {
    account: open(bytes({ exactly: 32 }), LOG),
    address: open(must(text({ max: 64 })), LOG),
    step: open(code(['password', 'broken-off', 'factor', 'outside']), LOG),
    alarm: open(bool, 'Sagt, dass für einen Zugang auffallend oft falsch geraten wurde; der Server zählt es.'),
  },
);

/** Written by the server when a device has proven itself in a new session: somebody is signed in. */
export const signInForm = defineForm(
  'signIn',
  { de: 'Anmeldung', en: 'Sign-in' },
  {
    device: open(must(id), LOG),
    address: open(must(text({ max: 64 })), LOG),
  },
);

/** Written by the server when a session with a proven device is over. */
export const signOutForm = defineForm(
  'signOut',
  { de: 'Abmeldung', en: 'Sign-out' },
  {
    device: open(must(id), LOG),
    reason: open(must(code(['sign-out', 'ended', 'expired', 'password', 'crowded'])), LOG),
  },
);

/** Written by the server when somebody has changed how they come in: a second factor, a way to the own key that needs no device, the
 *  password. `device` is absent where none was at hand: a forgotten password. Nothing of what was set up stands in it. */
export const accessChangedForm = defineForm(
  'accessChanged',
  { de: 'Zugang geändert', en: 'Access changed' },
  {
    user: open(must(id), WHO),
    device: open(id, LOG),
    change: open(must(code(['factor-added', 'factor-removed', 'way-added', 'way-removed', 'password'])), LOG),
    means: open(code(['totp', 'passkey', 'sms', 'recovery', 'userKeyFile']), LOG),
    address: open(must(text({ max: 64 })), LOG),
  },
);

/** Written by the server when a backup was made or is deleted: which, by whom, how much of the journal it holds; and when the plan changed.
 *  Without `device` and `address` the plan did it. */
export const backupMadeForm = defineForm(
  'backupMade',
  { de: 'Backup oder Backup-Plan', en: 'Backup or backup plan' },
  {
    change: open(must(code(['made', 'deleted', 'planned'])), LOG),
    backup: open(text({ max: 40 }), LOG),
    cause: open(code(['demand', 'daily']), LOG),
    device: open(id, LOG),
    address: open(text({ max: 64 }), LOG),
    before: open(text({ max: 80 }), LOG),
    after: open(text({ max: 80 }), LOG),
    size: open(integer(), LOG),
    bytes: open(integer(), LOG),
  },
);

/** Written by the unmodified client when it makes one table or file out of many Akten. */
export const reportForm = defineForm(
  'report',
  { de: 'Auswertung', en: 'Report' },
  {
    about: open(must(code(['log'])), OWN),
    count: open(must(integer()), OWN),
    details: open(bytes({ max: MOST_DETAILS }), SEALED),
  },
);

/** Somebody who reads the log has seen that a user was handed unusually many Akten, and says so. */
export const alarmSeenForm = defineForm(
  'alarmSeen',
  { de: 'Hinweis gesehen', en: 'Notice seen' },
  {
    user: open(must(id), WHO),
    from: open(must(integer()), WHAT),
    to: open(must(integer()), WHAT),
  },
);
