import { code, group, list, must, partialDate, text } from '../field-type.ts';
import { defineKind, sealed } from '../kind.ts';
import { geschlecht, importSource, unplacedContent } from './eintrag-fields.ts';

/** Patient or Klient: the one record of the Stammakte that says who somebody is. */
export const person = defineKind({
  name: 'person',
  code: 64,
  schemaVersion: 1,
  mergeable: true,
  label: { de: 'Person', en: 'Person' },
  stammakte: true,
  fields: {
    familienname: sealed('identity', must(text({ max: 200 }))),
    vorname: sealed('identity', text({ max: 200 })),
    geburtsname: sealed('identity', text({ max: 200 })),
    titel: sealed('identity', text({ max: 100 })),
    namenszusatz: sealed('identity', text({ max: 100 })),
    vorsatzwort: sealed('identity', text({ max: 100 })),
    geburtsdatum: sealed('identity', partialDate),
    geschlecht: sealed('identity', geschlecht),
    verstorbenAm: sealed('identity', partialDate),
    muttersprache: sealed('identity', text({ max: 100 })),
    strasse: sealed('identity', text({ max: 400 })),
    anschriftenzusatz: sealed('identity', text({ max: 400 })),
    plz: sealed('identity', text({ max: 20 })),
    ort: sealed('identity', text({ max: 200 })),
    land: sealed('identity', text({ max: 100 })),
    telefon: sealed('identity', text({ max: 100 })),
    mobil: sealed('identity', text({ max: 100 })),
    email: sealed('identity', text({ max: 254 })),
    telecom: sealed(
      'identity',
      list(
        group({
          art: must(code(['telefon', 'mobil', 'fax', 'email', 'sonstige'])),
          wert: must(text({ max: 254 })),
          bemerkung: text({ max: 400 }),
        }),
        { max: 50 },
      ),
    ),
    versicherungen: sealed(
      'identity',
      list(
        group({
          art: code(['GKV', 'PKV', 'BG', 'SELBST', 'SOZIAL', 'SONSTIGE']),
          kostentraegerName: text({ max: 200 }),
          ik: text({ max: 9 }),
          vknr: text({ max: 5 }),
          versichertennummer: text({ max: 40 }),
          versichertenart: text({ max: 20 }),
          status: text({ max: 40 }),
          gueltigAb: partialDate,
          gueltigBis: partialDate,
        }),
        { max: 20 },
      ),
    ),
    patientennummern: sealed(
      'identity',
      list(group({ quelle: must(text({ max: 400 })), nummer: must(text({ max: 200 })) }), { max: 50 }),
    ),
    vertretungen: sealed(
      'identity',
      list(
        group({
          art: text({ max: 100 }),
          name: must(text({ max: 400 })),
          telefon: text({ max: 100 }),
          email: text({ max: 254 }),
          anschrift: text({ max: 800 }),
        }),
        { max: 20 },
      ),
    ),
    cave: sealed('clinical', text({ max: 4000 })),
    source: sealed('clinical', importSource),
    unplaced: sealed('clinical', unplacedContent),
    verwaltungsnotiz: sealed('admin', text({ max: 20_000 })),
  },
});
