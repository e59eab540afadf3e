import { bytes, code, id, integer, list, must, text } from '../field-type.ts';
import { open } from '../kind.ts';
import { defineForm } from './form.ts';

const LOG = 'Das Zugriffsprotokoll schreibt der Server selbst; er kennt diese Angabe aus der Anfrage.';

/** Written by the server with every content it hands out. */
export const deliveryForm = defineForm(
  'delivery',
  { de: 'Auslieferung', en: 'Delivery' },
  {
    device: open(must(id), LOG),
    purpose: open(
      must(code(['open', 'preload', 'export', 'verify', 'index', 'mirror', 'blob', 'keys', 'support'])),
      LOG,
    ),
    akten: open(list(id, { max: 500 }), LOG),
    from: open(integer(), LOG),
    to: open(integer(), LOG),
    blob: open(bytes({ exactly: 32 }), LOG),
    site: open(id, LOG),
    shards: open(list(integer({ max: 63 }), { max: 64 }), LOG),
    address: open(must(text({ max: 64 })), LOG),
  },
);

/** Written by the unmodified client before it shows an Akte. */
export const openingForm = defineForm(
  'opening',
  { de: 'Öffnung', en: 'Opening' },
  {
    purpose: open(must(code(['open', 'print', 'export'])), LOG),
  },
);

/** Written by the server after a failed sign-in; the account as a hash only. */
export const failedLoginForm = defineForm(
  'failedLogin',
  { de: 'Fehlgeschlagene Anmeldung', en: 'Failed sign-in' },
  {
    account: open(bytes({ exactly: 32 }), LOG),
    address: open(must(text({ max: 64 })), LOG),
  },
);
