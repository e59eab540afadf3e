import { decodeBase64 } from './base64.ts';
import type { DraftValue, EintragInMaking } from './draft.ts';
import { childNamed, type LdtObject, objectsOf } from './ldt3-object.ts';
import type { LineTaker } from './line-taker.ts';
import { takeDate } from './xdt-person.ts';
import { sourceOf, type XdtReading } from './xdt-reading.ts';
import type { XdtRecord } from './xdt-record.ts';
import { fullDay, xdtTime } from './xdt-value.ts';

/** One report or order of LDT 3 while it is read. */
export interface LdtRecordContext {
  readonly reading: XdtReading;
  readonly record: XdtRecord;
  readonly file: { readonly labor?: string; readonly tag?: string };
  readonly root: LdtObject;
  /** A taker over the own lines of an object; what all takers of the record leave is kept as unplaced. */
  readonly taker: (object: LdtObject | undefined) => LineTaker;
}

/** Result objects of a report: clinical chemistry, microbiology, cervix, cytology, blood group, other, tumour. */
const RESULTS = ['8160', '8161', '8162', '8163', '8155', '8248', '8156'] as const;
const REPORT_KINDS: Readonly<Record<string, string>> = { '1': 'teilbefund', '2': 'endbefund' };

/** Takes a report (8205): one lab report, then its attachments. */
export function takeReport(context: LdtRecordContext): EintragInMaking[] {
  const { root, taker, reading, record, file } = context;
  const info = childNamed(root, '8117');
  const facts = taker(info);
  const ordered = takeTimestamp(childNamed(info, '8214'), context);
  const received = takeTimestamp(childNamed(info, '8215'), context);
  const reported = takeTimestamp(childNamed(info, '8216'), context);
  const auftragsnummer = facts.first('8310');
  const labornummer = facts.first('8311');
  const status = facts.peek('8401');
  const befundart = status === undefined ? undefined : REPORT_KINDS[status.content.trim()];
  if (status !== undefined && befundart !== undefined) facts.take(status);
  const materials = materialsOf(context);
  const messergebnisse = RESULTS.flatMap((attribute) => objectsOf(root, attribute)).map((object) =>
    takeResult(object, context, materials),
  );
  const text = takeFreeText([root, info, childNamed(root, '8135')], context);
  const value: DraftValue = {
    behandlungstag: firstDay([reported.tag, received.tag, ordered.tag], file.tag),
    uhrzeit: reported.zeit,
    labor: file.labor,
    auftragsnummer,
    labornummer,
    befundart,
    befunddatum: reported.tag,
    eingangsdatum: received.tag ?? ordered.tag,
    messergebnisse,
    text,
    source: sourceOf(reading.format, record, []),
  };
  return [{ kind: 'labReport', value, unplaced: [] }, ...takeAttachments(context, value)];
}

/** Takes an order (8215): one lab report of kind `auftrag`, its diagnoses, its attachments. */
export function takeOrder(context: LdtRecordContext): EintragInMaking[] {
  const { root, taker, reading, record, file } = context;
  const info = childNamed(root, '8113');
  const ordered = takeTimestamp(childNamed(info, '8213'), context);
  const materials = materialsOf(context);
  const value: DraftValue = {
    behandlungstag: firstDay([ordered.tag], file.tag),
    uhrzeit: ordered.zeit,
    befundart: 'auftrag',
    auftragsnummer: taker(info).first('8310'),
    messergebnisse: objectsOf(root, '8159').map((object) => takeResult(object, context, materials)),
    text: takeFreeText([root, info], context),
    source: sourceOf(reading.format, record, []),
  };
  const diagnoses = objectsOf(root, '8200').flatMap((object) => takeDiagnoses(object, context, value));
  return [{ kind: 'labReport', value, unplaced: [] }, ...diagnoses, ...takeAttachments(context, value)];
}

function firstDay(dates: readonly (string | undefined)[], otherwise: string | undefined): string | undefined {
  return dates.map((date) => fullDay(date ?? null)).find((day) => day !== null) ?? otherwise;
}

function takeTimestamp(
  object: LdtObject | undefined,
  { taker, reading }: LdtRecordContext,
): { tag?: string; zeit?: string } {
  const lines = taker(object);
  const tag = takeDate(lines, '7278', reading);
  const clock = lines.peek('7279');
  const zeit = clock === undefined ? null : xdtTime(clock.content);
  if (clock !== undefined && zeit !== null) lines.take(clock);
  return { ...(tag === undefined ? {} : { tag }), ...(zeit === null ? {} : { zeit }) };
}

/** Material objects come first; requests and results point to them by the tube id 7364. A material is taken when the
 *  first result names it, so that one nobody names stays kept. */
function materialsOf(context: LdtRecordContext): (tube: string | undefined) => DraftValue {
  const taken = new Map<string, DraftValue>();
  return (tube) => {
    if (tube === undefined) return {};
    const known = taken.get(tube);
    if (known !== undefined) return known;
    const object = objectsOf(context.root, '8137').find(({ lines }) =>
      lines.some(({ fk, content }) => fk === '7364' && content.trim() === tube),
    );
    const material = object === undefined ? {} : takeMaterial(object, context);
    taken.set(tube, material);
    return material;
  };
}

function takeMaterial(object: LdtObject, context: LdtRecordContext): DraftValue {
  const lines = context.taker(object);
  const material = ['8428', '8430', '8431'].flatMap((fk) => lines.all(fk)).join(' ');
  const { tag, zeit } = takeTimestamp(childNamed(object, '8219'), context);
  return { material, abnahmetag: tag, abnahmezeit: zeit };
}

function takeResult(
  object: LdtObject,
  context: LdtRecordContext,
  materials: (tube: string | undefined) => DraftValue,
): DraftValue {
  const lines = context.taker(object);
  const limits = context.taker(childNamed(object, '8142'));
  const tube = lines.peek('7364')?.content.trim();
  return {
    ident: lines.first('8410'),
    name: lines.first('8411'),
    wert: lines.first('8420'),
    einheit: lines.first('8421'),
    status: lines.first('8418'),
    untergrenze: limits.first('8461'),
    obergrenze: limits.first('8462'),
    normtext: limits.all('8460').join('\n'),
    grenzwertindikator: limits.first('8422'),
    ergebnistext: takeFreeText([childNamed(object, '8237')], context),
    bemerkung: takeFreeText([object], context),
    ...materials(tube),
  };
}

/** Free text 3564 of the objects given and of the remarks (8167) directly below them. */
function takeFreeText(objects: readonly (LdtObject | undefined)[], { taker }: LdtRecordContext): string | undefined {
  const texts = objects.flatMap((object) => [
    object,
    ...(object?.children ?? []).filter(({ attribute }) => attribute === '8167'),
  ]);
  const lines = texts.flatMap((object) => taker(object).all('3564'));
  return lines.length === 0 ? undefined : lines.join('\n');
}

function takeDiagnoses(object: LdtObject, context: LdtRecordContext, like: DraftValue): EintragInMaking[] {
  const { behandlungstag, source } = like;
  const lines = context.taker(object);
  const words = lines.all('4207').map((text): DraftValue => ({ text }));
  // 6003 certainty, 6004 side, 6006 wording follow their code 6001 in order.
  const coded = lines.all('6001').map((icd): DraftValue => ({ icd }));
  const [first] = coded;
  if (first !== undefined && coded.length === 1) {
    Object.assign(first, {
      sicherheit: lines.first('6003'),
      seite: lines.first('6004'),
      text: lines.all('6006').join('\n'),
    });
  }
  return [...coded, ...words].map((value) => ({
    kind: 'diagnosis',
    value: { ...value, behandlungstag, source },
    unplaced: [],
  }));
}

function takeAttachments(context: LdtRecordContext, like: DraftValue): EintragInMaking[] {
  return objectsOf(context.root, '8110').map((object): EintragInMaking => {
    const { behandlungstag, source } = like;
    const lines = context.taker(object);
    const content = childNamed(object, '8242');
    const chunks = context.taker(content);
    const attachment = decodeBase64(
      (content?.lines ?? [])
        .filter(({ fk }) => fk === '6329')
        .map((line) => line.content)
        .join(''),
    );
    const named = {
      behandlungstag,
      source,
      titel: lines.first('6327') ?? 'Anhang',
      medientyp: lines.first('6303'),
      verweis: lines.first('6305'),
    };
    if (attachment === null || attachment.length === 0) return { kind: 'document', value: named, unplaced: [] };
    chunks.all('6329');
    return { kind: 'document', value: { ...named, groesseBytes: attachment.length }, unplaced: [], attachment };
  });
}
