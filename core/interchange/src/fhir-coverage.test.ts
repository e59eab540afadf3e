import { expect, test } from 'vitest';
import { bundleOf } from './fhir-own.ts';
import { readImport } from './read-import.ts';

const DRAFT = {
  art: 'GKV',
  kostentraegerName: 'AOK Musterland',
  ik: '104212059',
  vknr: '72101',
  versichertennummer: 'A123456780',
  versichertenart: '1',
  status: 'active',
  gueltigAb: '2020-04-01',
  gueltigBis: '2027',
  zuzahlungBefreitBis: '2026-12-31',
  wop: '38',
  besonderePersonengruppe: '06',
  dmpKennzeichen: '05',
  tarif: 'Wahltarif Kompakt',
  aktenzeichen: 'AZ 17/4',
} as const;
const PRIVATE = {
  art: 'PKV',
  kostentraegerName: 'Muster PKV',
  versichertennummer: '77/8',
  status: 'ruht',
  tarif: 'B3',
};
const OTHERS = [
  { art: 'SELBST' },
  { art: 'SONSTIGE', kostentraegerName: 'Stiftung' },
  { art: 'BG', vknr: '99', aktenzeichen: '4711', versichertenart: 'M', dmpKennzeichen: 'x' },
];
const INSURANCES = [DRAFT, PRIVATE, ...OTHERS];

/** An export as somebody reads it who knows nothing of the own extensions that carry whole records. */
function readElsewhere(insurances: readonly object[]) {
  const value = { familienname: 'Brandt', vorname: 'Ilse', versicherungen: insurances };
  const bundle = JSON.parse(JSON.stringify(bundleOf({ id: 'a'.repeat(32), value }, []))) as {
    entry: { resource: { extension?: { url: string }[] | undefined } }[];
  };
  for (const { resource } of bundle.entry)
    resource.extension = resource.extension?.filter(
      ({ url }) => !['urn:siegel:fhir:record', 'urn:siegel:fhir:derived'].includes(url),
    );
  const plan = readImport(new TextEncoder().encode(JSON.stringify(bundle)), { today: '2026-11-22' });
  return { bundle, plan };
}

test('[IE48] writes every field of an insurance under names of FHIR R4 and of the German base profile', () => {
  const { bundle } = readElsewhere([DRAFT]);
  expect(bundle.entry[1]?.resource).toEqual({
    resourceType: 'Coverage',
    id: `${'a'.repeat(32)}-v1`,
    extension: [
      coded('versichertenart', 'KBV_CS_SFHIR_KBV_VERSICHERTENSTATUS', '1'),
      coded('wop', 'KBV_CS_SFHIR_ITA_WOP', '38'),
      coded('besondere-personengruppe', 'KBV_CS_SFHIR_KBV_PERSONENGRUPPE', '06'),
      coded('dmp-kennzeichen', 'KBV_CS_SFHIR_KBV_DMP', '05'),
      {
        url: 'http://fhir.de/StructureDefinition/gkv/zuzahlungsstatus',
        extension: [
          { url: 'status', valueBoolean: true },
          { url: 'gueltigBis', valueDate: '2026-12-31' },
        ],
      },
    ],
    identifier: [
      { system: 'http://fhir.de/sid/gkv/kvid-10', value: 'A123456780' },
      { type: { text: 'Aktenzeichen' }, value: 'AZ 17/4' },
    ],
    status: 'active',
    type: { coding: [{ system: 'http://fhir.de/CodeSystem/versicherungsart-de-basis', code: 'GKV' }] },
    subscriberId: 'A123456780',
    beneficiary: { reference: `Patient/${'a'.repeat(32)}` },
    period: { start: '2020-04-01', end: '2027' },
    payor: [
      {
        extension: [
          { url: 'urn:siegel:fhir:vknr', valueIdentifier: { system: 'http://fhir.de/sid/kbv/vknr', value: '72101' } },
        ],
        identifier: { system: 'http://fhir.de/sid/arge-ik/iknr', value: '104212059' },
        display: 'AOK Musterland',
      },
    ],
    class: [
      {
        type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/coverage-class', code: 'plan' }] },
        value: 'Wahltarif Kompakt',
      },
    ],
  });
});

test('[IE48] reads its insurances back by those names alone, every field', () => {
  const { plan } = readElsewhere(INSURANCES);
  const read = plan.persons[0]?.value.versicherungen;
  // FHIR asks for a state and for a payor: where there was none, there is one afterwards.
  const said = INSURANCES.map((insurance) => ({ status: 'active', ...insurance }));
  expect(read).toEqual(
    said.map((insurance) => (isNameless(insurance) ? { ...insurance, kostentraegerName: 'unbekannt' } : insurance)),
  );
});

const isNameless = (insurance: object) => !('kostentraegerName' in insurance) && !('vknr' in insurance);

function coded(name: string, system: string, code: string) {
  return {
    url: `http://fhir.de/StructureDefinition/gkv/${name}`,
    valueCoding: { system: `https://fhir.kbv.de/CodeSystem/${system}`, code },
  };
}
