import {
  CLASS_SYSTEM,
  CODE_EXTENSIONS,
  EXEMPTION,
  FILE_NUMBER,
  IK_SYSTEM,
  KIND_SYSTEM,
  KINDS,
  KVNR_SYSTEM,
  OWN_FIELDS,
  OWN_VKNR,
  STATES,
  TARIFF_CLASS,
  VKNR_SYSTEM,
} from './coverage-names.ts';
import { CODE_FORMS } from './fhir-definitions.ts';
import { filled, type FhirJson, type RecordValue, text } from './fhir-resource.ts';

const KVNR = /^[A-Z]\d{9}$/;
const CODE_BY_KIND = new Map(Object.entries(KINDS).map(([code, art]) => [art, code]));

/** The insurances of a person as Coverages of FHIR R4 with the extensions of the German base profile (IE48): every field, so that a
 *  program that knows nothing of Siegel reads them. */
export function coveragesOf(value: RecordValue, patient: string, id: string): readonly FhirJson[] {
  const insurances = Array.isArray(value['versicherungen']) ? (value['versicherungen'] as readonly RecordValue[]) : [];
  return insurances.map((insurance, at) => coverageOf(insurance, patient, `${id}-v${at + 1}`));
}

function coverageOf(insurance: RecordValue, patient: string, id: string): FhirJson {
  const status = text(insurance, 'status');
  const tariff = text(insurance, 'tarif');
  return filled({
    resourceType: 'Coverage',
    id,
    extension: extensionsOf(insurance),
    identifier: identifiersOf(insurance),
    // FHIR asks for a state where the record has none.
    status: status !== undefined && STATES.has(status) ? status : 'active',
    type: typeOf(text(insurance, 'art')),
    subscriberId: text(insurance, 'versichertennummer'),
    beneficiary: { reference: patient },
    period: periodOf(insurance),
    payor: [payorOf(insurance)],
    class:
      tariff === undefined ? undefined : [{ type: { coding: [coding(CLASS_SYSTEM, TARIFF_CLASS)] }, value: tariff }],
  });
}

const coding = (system: string, code: string): FhirJson => ({ system, code });

function typeOf(art: string | undefined): FhirJson | undefined {
  const code = CODE_BY_KIND.get(art ?? '');
  if (code !== undefined) return { coding: [coding(KIND_SYSTEM, code)] };
  return art === undefined ? undefined : { text: art };
}

function extensionsOf(insurance: RecordValue): readonly FhirJson[] | undefined {
  const own: FhirJson[] = [];
  const extensions: FhirJson[] = [];
  for (const [name, { url, system }] of Object.entries(CODE_EXTENSIONS)) {
    const code = text(insurance, name);
    if (code === undefined) continue;
    // A code the official table cannot have would be refused elsewhere.
    if (CODE_FORMS[system]?.test(code) === false) own.push({ url: name, valueString: code });
    else extensions.push({ url, valueCoding: coding(system, code) });
  }
  const until = text(insurance, 'zuzahlungBefreitBis');
  if (until !== undefined)
    extensions.push({
      url: EXEMPTION,
      extension: [
        { url: 'status', valueBoolean: true },
        { url: 'gueltigBis', valueDate: until },
      ],
    });
  const status = text(insurance, 'status');
  if (status !== undefined && !STATES.has(status)) own.push({ url: 'status', valueString: status });
  if (own.length > 0) extensions.push({ url: OWN_FIELDS, extension: own });
  return extensions.length === 0 ? undefined : extensions;
}

function identifiersOf(insurance: RecordValue): readonly FhirJson[] | undefined {
  const number = text(insurance, 'versichertennummer');
  const fileNumber = text(insurance, 'aktenzeichen');
  const isOfCard = text(insurance, 'art') === 'GKV' && number !== undefined && KVNR.test(number);
  const identifiers: readonly FhirJson[] = [
    ...(isOfCard ? [{ system: KVNR_SYSTEM, value: number }] : []),
    ...(fileNumber === undefined ? [] : [{ type: { text: FILE_NUMBER }, value: fileNumber }]),
  ];
  return identifiers.length === 0 ? undefined : identifiers;
}

/** The insurer by its IK, else by its VKNR; with both, the VKNR stands in an extension, because a reference has one number. */
function payorOf(insurance: RecordValue): FhirJson {
  const [ik, vknr, name] = ['ik', 'vknr', 'kostentraegerName'].map((field) => text(insurance, field));
  const number = ik === undefined ? vknr && { system: VKNR_SYSTEM, value: vknr } : { system: IK_SYSTEM, value: ik };
  const beside =
    ik === undefined || vknr === undefined
      ? undefined
      : [{ url: OWN_VKNR, valueIdentifier: { system: VKNR_SYSTEM, value: vknr } }];
  const display = name ?? (number === undefined ? 'unbekannt' : undefined);
  return filled({ extension: beside, identifier: number, display });
}

function periodOf(insurance: RecordValue): FhirJson | undefined {
  const period = filled({ start: text(insurance, 'gueltigAb'), end: text(insurance, 'gueltigBis') });
  return Object.keys(period).length === 0 ? undefined : period;
}
