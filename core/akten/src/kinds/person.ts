import { PERSON_KIND } from '@siegel/wire';
import { bool, code, group, id, list, localDate, must, partialDate, text } from '../field-type.ts';
import { defineKind, open, sealed } from '../kind.ts';
import { RELATIONS } from '../persons/relation.ts';
import { geschlecht, importSource, unplacedContent } from './eintrag-fields.ts';

/** What a representative may decide about. */
export const REPRESENTATIVE_SCOPES = ['gesundheit', 'vermoegen', 'aufenthalt', 'portal'] as const;
/** Who else is written to or called about a person. */
export const CONTACT_KINDS = ['angehoerige', 'arbeitgeber', 'hausarzt', 'ueberweiser', 'sonstige'] as const;
/** Ways to reach somebody. */
export const TELECOM_KINDS = ['telefon', 'mobil', 'fax', 'email', 'sonstige'] as const;
/** Who pays. */
export const INSURANCE_KINDS = ['GKV', 'PKV', 'BG', 'SELBST', 'SOZIAL', 'SONSTIGE'] as const;

/** Patient or Klient: the one record of the Stammakte that says who somebody is. */
export const person = defineKind({
  name: 'person',
  code: PERSON_KIND,
  schemaVersion: 3,
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
    // Who told it.
    verstorbenLaut: sealed('identity', text({ max: 400 })),
    archiviertAm: open(
      localDate,
      'Seit wann die Akte im Archiv liegt, ohne Grund und ohne Namen: Server und alle Geräte lehnen damit ab, was in eine archivierte Akte geschrieben wird.',
    ),
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
          art: must(code(TELECOM_KINDS)),
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
          art: code(INSURANCE_KINDS),
          kostentraegerName: text({ max: 200 }),
          ik: text({ max: 9 }),
          vknr: text({ max: 5 }),
          versichertennummer: text({ max: 40 }),
          versichertenart: text({ max: 20 }),
          status: text({ max: 40 }),
          gueltigAb: partialDate,
          gueltigBis: partialDate,
          // Of the card as VSD delivers it: exemption, association, group, programmes.
          zuzahlungBefreitBis: partialDate,
          wop: text({ max: 2 }),
          besonderePersonengruppe: text({ max: 2 }),
          dmpKennzeichen: text({ max: 2 }),
          tarif: text({ max: 200 }),
          aktenzeichen: text({ max: 100 }),
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
          umfang: list(code(REPRESENTATIVE_SCOPES), { max: 10 }),
          von: partialDate,
          bis: partialDate,
          bemerkung: text({ max: 400 }),
        }),
        { max: 20 },
      ),
    ),
    kontakte: sealed(
      'identity',
      list(
        group({
          art: must(code(CONTACT_KINDS)),
          name: must(text({ max: 400 })),
          telefon: text({ max: 100 }),
          email: text({ max: 254 }),
          anschrift: text({ max: 800 }),
          bemerkung: text({ max: 400 }),
        }),
        { max: 30 },
      ),
    ),
    // Stored with one of both; the other side is found in the index (ADR 0050).
    beziehungen: sealed('identity', list(group({ person: must(id), art: must(code(RELATIONS)) }), { max: 50 })),
    // Whether `cave` says anything, for every line that names the person (PE30).
    caveVorhanden: sealed('identity', bool),
    cave: sealed('clinical', text({ max: 4000 })),
    // Eintraege that stand at the top of the Akte for everybody (PN1).
    angeheftet: sealed('clinical', list(id, { max: 100 })),
    source: sealed('clinical', importSource),
    unplaced: sealed('clinical', unplacedContent),
    verwaltungsnotiz: sealed('admin', text({ max: 20_000 })),
  },
});
