import { open } from 'node:fs/promises';

/** Where a made file lies, and what is in it. */
export interface MadeFile {
  readonly path: string;
  readonly bytes: number;
  readonly persons: number;
}

const WORDS = 'Schmerzen im rechten Knie seit drei Tagen zunehmend. Größe unverändert. Gehstrecke 500 m. ';
const MOST_PERSONS = 200_000;
const WRITE_BYTES = 4 << 20;

/** A table with the rows of up to 200,000 persons, one after the other, again and again until it has its size. */
export function makeTable(path: string, bytes: number): Promise<MadeFile> {
  const row = (at: number) =>
    `${at};Müller${at};Jörg;0${1 + (at % 9)}.1${at % 3}.19${10 + (at % 80)};04109;Leipzig;19.11.2026;${WORDS.repeat(9)}\r\n`;
  const persons = Math.min(MOST_PERSONS, Math.floor(bytes / row(1).length / 2));
  return written(path, { bytes, persons }, function* () {
    yield 'Patnr;Nachname;Vorname;Geburtsdatum;PLZ;Ort;Datum;Bemerkung\r\n';
    for (let at = 0; ; at = (at + 1) % persons) yield row(at);
  });
}

/** A BDT with the visits of up to 200,000 patients. */
export function makeBdt(path: string, bytes: number): Promise<MadeFile> {
  const line = (fk: string, content: string) => `${String(content.length + 9).padStart(3, '0')}${fk}${content}\r\n`;
  const patient = (at: number) =>
    line('8000', '6100') +
    line('3000', String(at)) +
    line('3101', `Mueller${at}`) +
    line('3102', 'Eva') +
    line('3103', `1${at % 3}0${1 + (at % 9)}19${10 + (at % 80)}`);
  const visit = (at: number) =>
    line('8000', '6200') +
    line('3000', String(at)) +
    line('6200', '19112026') +
    line('6220', 'Befund ohne Auffaelligkeit '.repeat(30));
  const visits = (at: number) => visit(at).repeat(10);
  const persons = Math.min(MOST_PERSONS, Math.floor((bytes * 0.9) / visits(1).length));
  return written(
    path,
    { bytes, persons },
    function* () {
      yield line('8000', '0020') + line('9106', '2');
      for (let at = 0; ; at++) yield at < persons ? patient(at) + visits(at) : visits(at % persons);
    },
    line('8000', '0021'),
  );
}

/** A Bundle with forty resources for each person: next to each other, or each kind by itself. */
export function makeBundle(path: string, bytes: number, order: 'together' | 'scattered'): Promise<MadeFile> {
  const each = 20;
  const entry = (resource: object) => JSON.stringify({ resource });
  const patient = (at: number) =>
    entry({
      resourceType: 'Patient',
      id: `p${at}`,
      name: [{ use: 'official', family: `Müller${at}`, given: ['Jörg'] }],
      birthDate: `19${10 + (at % 80)}-0${1 + (at % 9)}-1${at % 10}`,
    });
  const observation = (at: number, number: number) =>
    entry({
      resourceType: 'Observation',
      id: `o${at}-${number}`,
      status: 'final',
      code: { coding: [{ system: 'http://loinc.org', code: '8480-6' }], text: 'Blutdruck systolisch' },
      subject: { reference: `Patient/p${at}` },
      effectiveDateTime: `2026-0${1 + (number % 9)}-1${number % 10}T10:00:00+01:00`,
      valueQuantity: { value: 100 + number / 2, unit: 'mm[Hg]', system: 'http://unitsofmeasure.org', code: 'mm[Hg]' },
      note: [{ text: WORDS.repeat(4) }],
    });
  const condition = (at: number, number: number) =>
    entry({
      resourceType: 'Condition',
      id: `c${at}-${number}`,
      code: { text: `Gonarthrose ${WORDS.repeat(3)}` },
      subject: { reference: `Patient/p${at}` },
      recordedDate: `2026-0${1 + (number % 9)}-1${number % 10}`,
    });
  const eachBytes = patient(1).length + each * (observation(1, 1).length + condition(1, 1).length + 2);
  const persons = Math.floor(bytes / eachBytes);
  function* together() {
    for (let at = 0; at < persons; at++) {
      for (let number = 0; number < each; number++) yield observation(at, number);
      yield patient(at);
      for (let number = 0; number < each; number++) yield condition(at, number);
    }
  }
  function* scattered() {
    for (let number = 0; number < each; number++) for (let at = 0; at < persons; at++) yield observation(at, number);
    for (let at = 0; at < persons; at++) yield patient(at);
    for (let number = 0; number < each; number++) for (let at = 0; at < persons; at++) yield condition(at, number);
  }
  function* listed() {
    let isFirst = true;
    yield '{"resourceType":"Bundle","type":"collection","entry":[';
    for (const text of order === 'together' ? together() : scattered()) {
      yield isFirst ? text : `,\n${text}`;
      isFirst = false;
    }
  }
  return written(path, { bytes: Number.POSITIVE_INFINITY, persons }, listed, ']}');
}

async function written(
  path: string,
  { bytes, persons }: { readonly bytes: number; readonly persons: number },
  content: () => Iterable<string>,
  tail = '',
): Promise<MadeFile> {
  const file = await open(path, 'w');
  let total = 0;
  let parts: string[] = [];
  let length = 0;
  const flush = async () => {
    total += (await file.write(parts.join(''))).bytesWritten;
    parts = [];
    length = 0;
  };
  try {
    for (const part of content()) {
      parts.push(part);
      length += part.length;
      if (length < WRITE_BYTES) continue;
      await flush();
      if (total >= bytes) break;
    }
    parts.push(tail);
    await flush();
  } finally {
    await file.close();
  }
  return { path, bytes: total, persons };
}
