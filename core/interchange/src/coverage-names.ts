// Names of the German base profile (de.basisprofil.r4: CoverageDeGkv and its extensions) and of FHIR R4, the same for writing and
// reading. Source: github.com/hl7germany/basisprofil-de-r4, resources/input/fsh/extensions/ExtensionGkv*.fsh; hl7.org/fhir/R4/coverage.html.

const GKV = 'http://fhir.de/StructureDefinition/gkv/';
const KBV = 'https://fhir.kbv.de/CodeSystem/';

/** Fields of an insurance that are codes under an extension of the German base profile. */
export const CODE_EXTENSIONS = {
  versichertenart: { url: `${GKV}versichertenart`, system: `${KBV}KBV_CS_SFHIR_KBV_VERSICHERTENSTATUS` },
  wop: { url: `${GKV}wop`, system: `${KBV}KBV_CS_SFHIR_ITA_WOP` },
  besonderePersonengruppe: {
    url: `${GKV}besondere-personengruppe`,
    system: `${KBV}KBV_CS_SFHIR_KBV_PERSONENGRUPPE`,
  },
  dmpKennzeichen: { url: `${GKV}dmp-kennzeichen`, system: `${KBV}KBV_CS_SFHIR_KBV_DMP` },
} as const satisfies Readonly<Record<string, { readonly url: string; readonly system: string }>>;

/** Exempt from co-payments (§ 62 SGB V), and until when. */
export const EXEMPTION = `${GKV}zuzahlungsstatus`;
/** Kinds of insurers by their codes in `versicherungsart-de-basis`. */
export const KIND_SYSTEM = 'http://fhir.de/CodeSystem/versicherungsart-de-basis';
export const KINDS: Readonly<Record<string, string>> = {
  GKV: 'GKV',
  PKV: 'PKV',
  BG: 'BG',
  SEL: 'SELBST',
  SOZ: 'SOZIAL',
};
export const IK_SYSTEM = 'http://fhir.de/sid/arge-ik/iknr';
export const VKNR_SYSTEM = 'http://fhir.de/sid/kbv/vknr';
export const KVNR_SYSTEM = 'http://fhir.de/sid/gkv/kvid-10';
/** The tariff: class `plan` of FHIR R4. */
export const CLASS_SYSTEM = 'http://terminology.hl7.org/CodeSystem/coverage-class';
export const TARIFF_CLASS = 'plan';
/** How an identifier says that it is the file number at the insurer. */
export const FILE_NUMBER = 'Aktenzeichen';
/** States FHIR knows of a Coverage; other words stand in the own extension. */
export const STATES: ReadonlySet<string> = new Set(['active', 'cancelled', 'draft', 'entered-in-error']);

/** What no standard name carries: one part per field, named as in the record. */
export const OWN_FIELDS = 'urn:siegel:fhir:insurance';
/** The VKNR of a payor that is named by its IK. */
export const OWN_VKNR = 'urn:siegel:fhir:vknr';
