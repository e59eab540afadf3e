import { bytes, integer, list, text } from '../field-type.ts';
import { defineKind, open, sealed } from '../kind.ts';
import { eintragFields } from './eintrag-fields.ts';

/** A file of the Akte. Its bytes lie as sealed chunks on the server; name, type and key lie inside the seal. */
export const document = defineKind({
  name: 'document',
  code: 71,
  schemaVersion: 2,
  mergeable: false,
  label: { de: 'Dokument', en: 'Document' },
  eintrag: { kuerzel: 'DOK', hue: 'brown' },
  fields: {
    ...eintragFields,
    blobIds: open(
      list(bytes({ exactly: 32 }), { max: 4096 }),
      'Der Server speichert, sendet und löscht die versiegelten Teile der Datei und muss dafür ihre Kennungen kennen.',
    ),
    titel: sealed('clinical', text({ max: 400 })),
    dateiname: sealed('clinical', text({ max: 400 })),
    medientyp: sealed('clinical', text({ max: 200 })),
    groesseBytes: sealed('clinical', integer()),
    dateischluessel: sealed('clinical', bytes({ exactly: 32 })),
    /** Since schema version 2; before it followed from the key (ADR 0030). */
    noncevorsatz: sealed('clinical', bytes({ exactly: 7 })),
    /** A small picture of the file, WebP or JPEG; never the file itself. */
    vorschau: sealed('clinical', bytes({ max: 16_384 })),
    sha256: sealed('clinical', bytes({ exactly: 32 })),
    verweis: sealed('clinical', text({ max: 2000 })),
  },
});
