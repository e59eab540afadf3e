import { expect, test } from 'vitest';
import { fileOfBlob, ImportStopped, stoppableFile } from './import-file.ts';
import { openImportSource } from './import-source.ts';
import type { ImportSource } from './import-step.ts';
import { PersonMatching } from './person-matching.ts';
import { type FilePreview, previewSource } from './preview.ts';

const line = (fk: string, content: string) => `${String(content.length + 9).padStart(3, '0')}${fk}${content}\r\n`;
const BDT = [
  ['8000', '0020'],
  ['9106', '2'],
  ['8000', '6100'],
  ['3000', '1'],
  ['3101', 'Brandt'],
  ['3102', 'Ilse'],
  ['3103', '14031951'],
  ['8000', '6200'],
  ['3000', '1'],
  ['6200', '19112026'],
  ['6220', 'Klopfschmerz'],
  ['8000', '0021'],
]
  .map(([fk = '', content = '']) => line(fk, content))
  .join('');

function opened(name: string, text: string, mostBytes?: number): Promise<ImportSource> {
  const file = fileOfBlob(name, new Blob([Buffer.from(text, 'latin1')]));
  return openImportSource(file, { today: '2026-11-22' }, mostBytes === undefined ? {} : { mostBytes });
}

async function looked(source: ImportSource, matching: PersonMatching): Promise<FilePreview> {
  const preview = await previewSource(source, matching);
  if (preview === undefined) throw new Error('cancelled');
  return preview;
}

test('[CL20] sees the same in a streamed BDT as in one read at once', async () => {
  const whole = await looked(await opened('a.bdt', BDT), new PersonMatching([]));
  const streamed = await looked(await opened('b.bdt', BDT, 100), new PersonMatching([]));
  expect(streamed.source.bytes).toBeUndefined();
  expect({ ...streamed, source: null }).toEqual({ ...whole, source: null });
  expect(whole).toMatchObject({
    refused: false,
    persons: { new: 1, same: 0, possible: 0 },
    eintraegeByKind: { finding: 1 },
  });
});

test('[CL20, IX19] sees the same in streamed FHIR as in a bundle read at once, and takes a line for a resource', async () => {
  const patient = { resourceType: 'Patient', id: 'p', name: [{ family: 'Brandt' }], birthDate: '1951-03-14' };
  const subject = { reference: 'Patient/p' };
  const condition = { resourceType: 'Condition', subject, code: { text: 'Schwindel' }, recordedDate: '2026-11-19' };
  const entry = [condition, patient].map((resource) => ({ resource }));
  const bundle = JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry });
  const whole = await looked(await opened('a.json', bundle), new PersonMatching([]));
  const streamed = await looked(await opened('a.json', bundle, 100), new PersonMatching([]));
  expect(streamed.source.bytes).toBeUndefined();
  expect({ ...streamed, source: null }).toEqual({ ...whole, source: null });
  const lines = `${JSON.stringify(condition)}\n${JSON.stringify(patient)}\n`;
  expect(await looked(await opened('b.ndjson', lines), new PersonMatching([]))).toMatchObject({
    refused: false,
    persons: { new: 1, same: 0, possible: 0 },
    eintraegeByKind: { diagnosis: 1 },
  });
});

test('[IE6] stops a file that is only checked', async () => {
  let isStopped = false;
  const stoppable = stoppableFile(fileOfBlob('a.bdt', new Blob([Buffer.from(BDT, 'latin1')])), () => isStopped);
  const source = await openImportSource(stoppable, { today: '2026-11-22' }, { mostBytes: 100 });
  isStopped = true;
  await expect(previewSource(source, new PersonMatching([]))).rejects.toThrow(ImportStopped);
});

test('[CL20] refuses another format beyond the limit and a streamed BDT that is cut off', async () => {
  const large = await looked(
    await opened('c.xml', `<Patient>${' '.repeat(200)}</Patient>`, 100),
    new PersonMatching([]),
  );
  expect(large).toMatchObject({ refused: true, persons: { new: 0 } });
  const cut = await looked(await opened('d.bdt', BDT.slice(0, -20), 100), new PersonMatching([]));
  expect(cut).toMatchObject({ refused: true, persons: { new: 0 }, eintraegeByKind: {} });
});

test('[CL23] finds a person that an earlier file makes, and forgets those of a refused one', async () => {
  const matching = new PersonMatching([]);
  await looked(await opened('e.bdt', BDT.slice(0, -20)), matching);
  const first = await looked(await opened('f.bdt', BDT), matching);
  const second = await looked(await opened('g.bdt', BDT), matching);
  expect([first.persons, second.persons]).toEqual([
    { new: 1, same: 0, possible: 0 },
    { new: 0, same: 1, possible: 0 },
  ]);
});

test('[CL23, IE2] remembers the persons of a file with hundreds of thousands of them', () => {
  const matching = new PersonMatching([]);
  const identity = (at: number) => ({ familienname: `Brandt${at}`, vorname: 'Ilse', geburtsdatum: '1951-03-14' });
  for (let at = 0; at < 250_000; at++) matching.add({ personId: String(at), identity: identity(at) });
  matching.endFile({ refused: false });
  expect(matching.match(identity(249_999))).toMatchObject({ grade: 'same', personId: '249999' });
});
