import { decodeBase64 } from './base64.ts';
import type { DraftValue, EintragInMaking } from './draft.ts';
import { joinLines } from './fhir-clinical.ts';
import type { FhirEntry } from './fhir-entry.ts';
import { childOf, childrenOf, type FhirNode, nodesAt } from './fhir-node.ts';
import { consume, type FhirReading, fhirSource } from './fhir-reading.ts';
import { takeAllWords, takeMoment, takeWords } from './fhir-value.ts';

/** Takes a Binary, a Media or a DocumentReference as documents, each with its opened file when the file holds it. */
export function takeDocument(entry: FhirEntry, reading: FhirReading): EintragInMaking[] {
  const { node, type } = entry;
  const { taker } = reading;
  const moment = takeMoment(taker, node, ['date', 'createdDateTime', 'issued']);
  const common: DraftValue = { ...moment, source: fhirSource(reading, entry) };
  if (type === 'Binary') return [documentOf(node, { ...common, titel: 'Datei' }, reading)];
  const titel = taker.text(node, 'description') ?? takeWords(taker, childOf(node, 'type')) ?? 'Dokument';
  const contents = type === 'Media' ? childrenOf(node, 'content') : nodesAt(node, 'content.attachment');
  const documents = contents.map((attachment) => {
    const binary = consumeUrl(reading, entry, attachment);
    return documentOf(binary ?? attachment, { ...common, titel, ...nameOf(attachment, reading) }, reading);
  });
  return documents.length > 0 ? documents : [{ kind: 'document', value: { ...common, titel }, unplaced: [] }];
}

/** Files a DiagnosticReport carries beside its results. */
export function takePresentedForms(entry: FhirEntry, like: DraftValue, reading: FhirReading): EintragInMaking[] {
  const { behandlungstag, source } = like;
  return childrenOf(entry.node, 'presentedForm').map((form) =>
    documentOf(form, { behandlungstag, source, titel: 'Befund als Datei', ...nameOf(form, reading) }, reading),
  );
}

/** Takes a Composition with readable sections as a letter; null when it only lists resources (a prescription does). */
export function takeComposition(entry: FhirEntry, reading: FhirReading): EintragInMaking[] | null {
  const { node } = entry;
  const { taker } = reading;
  const narratives = [...nodesAt(node, 'text.div'), ...nodesAt(node, 'section.text.div')];
  if (narratives.length === 0) return null;
  const value: DraftValue = {
    ...takeMoment(taker, node, ['date']),
    betreff: taker.text(node, 'title'),
    kategorie: takeAllWords(taker, childrenOf(node, 'type')),
    text: joinLines(narratives.map(({ value: xhtml }) => textOfXhtml(xhtml ?? ''))),
    source: fhirSource(reading, entry),
  };
  return [{ kind: 'letter', value, unplaced: [] }];
}

function documentOf(node: FhirNode, value: DraftValue, { taker }: FhirReading): EintragInMaking {
  const data = childOf(node, 'data');
  const attachment = data?.value === undefined ? null : decodeBase64(data.value);
  const medientyp = taker.text(node, 'contentType');
  if (attachment === null || attachment.length === 0) {
    return { kind: 'document', value: { ...value, medientyp, verweis: taker.text(node, 'url') }, unplaced: [] };
  }
  taker.take(data);
  const size = { medientyp, groesseBytes: attachment.length };
  return { kind: 'document', value: { ...value, ...size }, unplaced: [], attachment };
}

function nameOf(attachment: FhirNode, { taker }: FhirReading): DraftValue {
  const dateiname = taker.text(attachment, 'title');
  return dateiname === undefined ? {} : { dateiname };
}

function consumeUrl(reading: FhirReading, entry: FhirEntry, attachment: FhirNode): FhirNode | undefined {
  const url = childOf(attachment, 'url');
  if (url?.value === undefined) return undefined;
  const reference: FhirNode = { name: 'reference', children: [{ ...url, name: 'reference' }] };
  const binary = consume(reading, entry, reference);
  if (binary !== undefined) reading.taker.take(url);
  return binary;
}

/** The words of a narrative without its marks; the narrative itself stays kept. */
function textOfXhtml(xhtml: string): string {
  return xhtml
    .replace(/<(?:br|\/p|\/div|\/li|\/tr|\/h\d)\s*\/?>/gi, '\n')
    .replace(/<[^<>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#160;', ' ')
    .replaceAll('&amp;', '&')
    .replace(/[ \t]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n')
    .trim();
}
