import type { EintragKindName } from '@siegel/akten';
import { PZN_SYSTEM } from './fhir-definitions.ts';

/** Fields of an opened record. */
export type RecordValue = Readonly<Record<string, unknown>>;
/** A FHIR resource or a part of one, as JSON. */
export type FhirJson = Readonly<Record<string, unknown>>;

/** Where a resource stands. */
export interface ResourcePlace {
  readonly id: string;
  /** `Patient/<id>` */
  readonly patient: string;
  /** Where the file of a document lies, beside the bundle. */
  readonly url?: string;
}

const ICD_SYSTEM = 'http://fhir.de/CodeSystem/bfarm/icd-10-gm';
const ICD_EXTENSION = 'http://fhir.de/StructureDefinition/';

/** A record as the FHIR R4 resource other programs look for. Pure: the same record gives the same resource (IE42). */
export function resourceOf(kind: EintragKindName, value: RecordValue, place: ResourcePlace): FhirJson {
  return { ...BUILDERS[kind](value, place), id: place.id };
}

type Builder = (value: RecordValue, place: ResourcePlace) => FhirJson;

const impressionOf: Builder = (value, { patient }) =>
  filled({
    resourceType: 'ClinicalImpression',
    status: 'completed',
    description: titleOf(value, text(value, 'rubrik')),
    subject: { reference: patient },
    date: momentOf(value),
    summary: text(value, 'text'),
  });

const BUILDERS: Readonly<Record<EintragKindName, Builder>> = {
  note: impressionOf,
  // What it is added to stands in the record kept word for word beside it.
  nachtrag: impressionOf,
  finding: (value, { patient }) =>
    filled({
      resourceType: 'Observation',
      status: 'final',
      code: { text: titleOf(value, 'Befund') },
      subject: { reference: patient },
      effectiveDateTime: momentOf(value),
      valueString: text(value, 'text'),
      component: results(value).map(({ code, ...result }) => ({ code, ...result })),
    }),
  diagnosis: (value, { patient }) =>
    filled({
      resourceType: 'Condition',
      code: filled({ coding: icdOf(value), text: text(value, 'text') }),
      subject: { reference: patient },
      onsetDateTime: text(value, 'beginn'),
      abatementDateTime: text(value, 'ende'),
      recordedDate: momentOf(value),
    }),
  medication: medicationOf,
  letter: (value, { patient }) =>
    filled({
      resourceType: 'Composition',
      status: 'final',
      type: { text: text(value, 'kategorie') ?? 'Brief' },
      subject: { reference: patient },
      date: momentOf(value),
      author: [{ display: text(value, 'absender') ?? 'Siegel' }],
      title: titleOf(value, 'Brief', 'betreff'),
      section: [filled({ text: narrativeOf(text(value, 'text')) })].filter(
        (section) => Object.keys(section).length > 0,
      ),
    }),
  labReport: (value, { patient }) => {
    const contained = results(value).map((result, at) => ({
      resourceType: 'Observation',
      id: `r${at + 1}`,
      status: 'final',
      ...result,
    }));
    return filled({
      resourceType: 'DiagnosticReport',
      contained,
      status: text(value, 'befundart') === 'endbefund' ? 'final' : 'partial',
      code: { text: 'Laborbefund' },
      subject: { reference: patient },
      effectiveDateTime: momentOf(value),
      performer: displayOf(value, 'labor'),
      result: contained.map(({ id }) => ({ reference: `#${id}` })),
      conclusion: text(value, 'text'),
    });
  },
  document: (value, { patient, url }) =>
    filled({
      resourceType: 'DocumentReference',
      status: 'current',
      type: { text: titleOf(value, 'Dokument') },
      subject: { reference: patient },
      date: instantOf(value),
      description: text(value, 'text'),
      content: [
        {
          attachment: filled({
            contentType: text(value, 'medientyp'),
            url,
            title: text(value, 'dateiname') ?? titleOf(value, 'Dokument'),
          }),
        },
      ],
    }),
  message: (value, { patient }) =>
    filled({
      resourceType: 'Communication',
      status: 'completed',
      priority: value['wichtig'] === true ? 'urgent' : 'routine',
      subject: { reference: patient },
      topic: { text: titleOf(value, 'Nachricht', 'betreff') },
      sent: instantOf(value),
      payload: [filled({ contentString: text(value, 'text') })].filter((part) => Object.keys(part).length > 0),
    }),
  task: (value, { patient }) =>
    filled({
      resourceType: 'Task',
      status: TASK_STATES[text(value, 'zustand') ?? ''] ?? 'requested',
      intent: 'plan',
      priority: text(value, 'dringlichkeit') === 'wichtig' ? 'urgent' : 'routine',
      description: titleOf(value, 'Aufgabe'),
      for: { reference: patient },
      authoredOn: momentOf(value),
      note: text(value, 'text') === undefined ? undefined : [{ text: text(value, 'text') }],
    }),
};

const TASK_STATES: Readonly<Record<string, string>> = {
  offen: 'requested',
  inArbeit: 'in-progress',
  erledigt: 'completed',
  abgebrochen: 'cancelled',
};

function medicationOf(value: RecordValue, { patient }: ResourcePlace): FhirJson {
  const art = text(value, 'art');
  const pzn = text(value, 'pzn');
  const name = [text(value, 'handelsname') ?? text(value, 'wirkstoff'), text(value, 'staerke')];
  const words = name.filter((part) => part !== undefined).join(' ');
  const common = {
    medicationCodeableConcept: filled({
      coding: pzn === undefined ? undefined : [{ system: PZN_SYSTEM, code: pzn }],
      text: words === '' ? (text(value, 'text') ?? 'Medikament') : words,
    }),
    subject: { reference: patient },
  };
  const dosage = text(value, 'dosierung') === undefined ? undefined : [{ text: text(value, 'dosierung') }];
  if (art === 'verordnung')
    return filled({
      resourceType: 'MedicationRequest',
      status: 'completed',
      intent: 'order',
      ...common,
      authoredOn: momentOf(value),
      dosageInstruction: dosage,
    });
  if (art === 'abgabe')
    return filled({
      resourceType: 'MedicationDispense',
      status: 'completed',
      ...common,
      whenHandedOver: instantOf(value),
      dosageInstruction: dosage,
    });
  const period = filled({ start: text(value, 'beginn') ?? text(value, 'behandlungstag'), end: text(value, 'ende') });
  return filled({
    resourceType: 'MedicationStatement',
    status: text(value, 'ende') === undefined ? 'active' : 'completed',
    ...common,
    effectivePeriod: period,
    dateAsserted: text(value, 'behandlungstag'),
    dosage,
  });
}

function icdOf(value: RecordValue): readonly FhirJson[] | undefined {
  const code = text(value, 'icd');
  if (code === undefined) return undefined;
  const mark = (name: string, field: string) =>
    text(value, field) === undefined
      ? []
      : [{ url: `${ICD_EXTENSION}${name}`, valueCoding: { code: text(value, field) } }];
  const extension = [...mark('icd-10-gm-diagnosesicherheit', 'sicherheit'), ...mark('seitenlokalisation', 'seite')];
  return [filled({ extension, system: ICD_SYSTEM, version: text(value, 'icdVersion'), code })];
}

/** Results of a device or a laboratory as parts of an Observation. */
function results(value: RecordValue): readonly FhirJson[] {
  const list = Array.isArray(value['messergebnisse']) ? (value['messergebnisse'] as readonly RecordValue[]) : [];
  return list.map((result) => {
    const range = filled({
      low: quantityOf(text(result, 'untergrenze'), undefined),
      high: quantityOf(text(result, 'obergrenze'), undefined),
      text: text(result, 'normtext'),
    });
    const quantity = quantityOf(text(result, 'wert'), text(result, 'einheit'));
    const words = text(result, 'wert') ?? text(result, 'ergebnistext');
    return filled({
      code: filled({
        coding: text(result, 'ident') === undefined ? undefined : [{ code: text(result, 'ident') }],
        text: text(result, 'name') ?? text(result, 'ident') ?? 'Wert',
      }),
      valueQuantity: quantity,
      valueString:
        quantity === undefined && words !== undefined
          ? [words, text(result, 'einheit') ?? ''].join(' ').trim()
          : undefined,
      interpretation: displayText(text(result, 'grenzwertindikator')),
      referenceRange: Object.keys(range).length === 0 ? undefined : [range],
    });
  });
}

/** FHIR decimals are JSON numbers: only a text that is exactly one becomes a quantity. */
function quantityOf(wert: string | undefined, unit: string | undefined): FhirJson | undefined {
  return wert === undefined || !/^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,9})?$/.test(wert) || String(Number(wert)) !== wert
    ? undefined
    : filled({ value: Number(wert), unit });
}

/** Text as XHTML, escaped whole: nothing of it is markup. */
function narrativeOf(words: string | undefined): FhirJson | undefined {
  if (words === undefined) return undefined;
  const escaped = words
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\n', '<br/>');
  return { status: 'generated', div: `<div xmlns="http://www.w3.org/1999/xhtml">${escaped}</div>` };
}

function displayOf(value: RecordValue, field: string): readonly FhirJson[] | undefined {
  const display = text(value, field);
  return display === undefined ? undefined : [{ display }];
}

function displayText(words: string | undefined): readonly FhirJson[] | undefined {
  return words === undefined ? undefined : [{ text: words }];
}

function titleOf(value: RecordValue, otherwise: string | undefined, field = 'titel'): string | undefined {
  return text(value, field) ?? otherwise;
}

/** A day; the practice's clock has no zone, so that the time of day stays with the record itself. */
function momentOf(value: RecordValue): string | undefined {
  return text(value, 'behandlungstag');
}

/** `instant` and some times of FHIR want a time: noon of the day in UTC is that day in every zone of Europe. */
function instantOf(value: RecordValue): string | undefined {
  const day = text(value, 'behandlungstag');
  return day === undefined ? undefined : `${day}T12:00:00Z`;
}

/** The text of a field; undefined when there is none. */
export function text(value: RecordValue, field: string): string | undefined {
  const content = value[field];
  return typeof content === 'string' && content.trim() !== '' ? content : undefined;
}

/** Without what is undefined, and without lists that are empty. */
export function filled(json: FhirJson): FhirJson {
  return Object.fromEntries(
    Object.entries(json).filter(([, part]) => part !== undefined && !(Array.isArray(part) && part.length === 0)),
  );
}
