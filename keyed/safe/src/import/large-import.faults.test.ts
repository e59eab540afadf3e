import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import type { ImportFile } from './import-file.ts';
import { openImportSource } from './import-source.ts';
import { PersonMatching } from './person-matching.ts';
import { previewSource } from './preview.ts';

const MB = 1_000_000;
const OPTIONS = { today: '2026-11-22' };

/** A file of any size that lies nowhere: its bytes are made when they are read. */
function madeFile(
  name: string,
  [head, block, tail = '']: readonly string[],
  blocks: number,
): ImportFile & { mostRead: number } {
  const parts = [Buffer.from(head ?? ''), Buffer.from(block ?? ''), Buffer.from(tail)] as const;
  const [first, middle, last] = parts;
  const bodyEnd = first.length + middle.length * blocks;
  const file = {
    name,
    sizeBytes: bodyEnd + last.length,
    mostRead: 0,
    async read(start: number, end: number) {
      const length = Math.min(end, file.sizeBytes) - start;
      file.mostRead = Math.max(file.mostRead, length);
      const bytes = new Uint8Array(length);
      for (let at = 0; at < length; ) {
        const place = start + at;
        const from =
          place < first.length
            ? first.subarray(place)
            : place < bodyEnd
              ? middle.subarray((place - first.length) % middle.length)
              : last.subarray(place - bodyEnd);
        const piece = from.subarray(0, length - at);
        bytes.set(piece, at);
        at += piece.length;
      }
      return bytes;
    },
  };
  return file;
}

const EVERY_BYTES = 20 * MB;
setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Looks at a file; what is still held is measured every 20 MB, after the garbage is gone. */
async function look(file: ImportFile) {
  const before = heldBytes();
  let most = before;
  let next = EVERY_BYTES;
  const preview = await previewSource(await openImportSource(file, OPTIONS), new PersonMatching([]), {
    onRead: (bytes) => {
      if (bytes < next) return;
      next += EVERY_BYTES;
      most = Math.max(most, heldBytes());
    },
  });
  return { preview, usedBytes: most - before };
}

function heldBytes(): number {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

const xdt = (fk: string, content: string) => `${String(content.length + 9).padStart(3, '0')}${fk}${content}\r\n`;
const record = (kind: string, lines: readonly (readonly [string, string])[]) => {
  const body = lines.map(([fk, content]) => xdt(fk, content)).join('');
  return xdt('8000', kind) + xdt('8100', String(xdt('8000', kind).length + 14 + body.length).padStart(5, '0')) + body;
};

test('[IE2] a BDT and a table of hundreds of megabytes are read in parts and never held', async () => {
  const times = process.env['SIEGEL_NIGHT'] === undefined ? 1 : 8;
  const patient = (number: number) => [
    record('6100', [
      ['3000', String(number)],
      ['3101', 'Brandt'],
      ['3102', 'Ilse'],
      ['3103', '14031951'],
    ]),
    record('6200', [
      ['3000', String(number)],
      ['6200', '19112026'],
      ['6220', 'Klopfschmerz '.repeat(40)],
    ]),
  ];
  const head = record('0020', [['9106', '2']]);
  const visits = Array.from({ length: 1_000 }, (_, number) => patient(number).join('')).join('');
  const bdt = madeFile('alles.bdt', [head, visits, record('0021', [])], Math.ceil((200 * MB * times) / visits.length));
  const bdtLook = await look(bdt);
  expect(bdtLook.preview).toMatchObject({ refused: false, persons: { new: 1_000 } });
  expect(bdt.mostRead).toBeLessThanOrEqual(1 << 20);

  const row = `1;Brandt;Ilse;14.03.1951;"${'x'.repeat(900)}"\r\n`;
  const rows = row.repeat(1_000);
  const csv = madeFile(
    'alles.csv',
    ['Nr;Nachname;Vorname;Geburtsdatum;Notiz\r\n', rows],
    Math.ceil((150 * MB * times) / rows.length),
  );
  const csvLook = await look(csv);
  expect(csvLook.preview).toMatchObject({ refused: false, persons: { new: 1 } });
  expect(csv.mostRead).toBeLessThanOrEqual(1 << 20);
  // oxlint-disable-next-line no-console -- the figure this test is about
  console.info(`memory: BDT ${Math.round(bdtLook.usedBytes / MB)} MB, table ${Math.round(csvLook.usedBytes / MB)} MB`);
  expect(Math.max(bdtLook.usedBytes, csvLook.usedBytes)).toBeLessThan(64 * MB);
}, 600_000);

test('[IE2] a FHIR bundle of hundreds of megabytes is read in parts and never held, in whichever order it stands', async () => {
  const times = process.env['SIEGEL_NIGHT'] === undefined ? 1 : 8;
  const patient = { resourceType: 'Patient', id: 'p', name: [{ family: 'Brandt' }], birthDate: '1951-03-14' };
  const visit = (at: number) => ({
    resourceType: 'Condition',
    id: `c${at}`,
    code: { text: 'Klopfschmerz '.repeat(70) },
    subject: { reference: `Patient/p${at % 10}` },
    recordedDate: '2026-11-19',
  });
  const entries = (resources: readonly object[]) =>
    resources.map((resource) => `,${JSON.stringify({ resource })}`).join('');
  const head = `{"resourceType":"Bundle","type":"collection","entry":[${JSON.stringify({ resource: { ...patient, id: 'p0' } })}`;
  const persons = entries(Array.from({ length: 9 }, (_, at) => ({ ...patient, id: `p${at + 1}` })));
  // The same block again and again: the ten persons take turns, so that none of them stands together.
  const block = entries(Array.from({ length: 1_000 }, (_, at) => visit(at)));
  const fhir = madeFile('alles.json', [head, block, `${persons}]}`], Math.ceil((80 * MB * times) / block.length));
  const { preview, usedBytes } = await look(fhir);
  expect(preview).toMatchObject({ refused: false, format: 'fhir-json', persons: { new: 10 } });
  // oxlint-disable-next-line no-console -- the figure this test is about
  console.info(`memory: FHIR ${Math.round(usedBytes / MB)} MB`);
  expect(usedBytes).toBeLessThan(200 * MB);
}, 600_000);
