import { expect, test } from 'vitest';
import { fileOfBlob } from './import-file.ts';
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

test('[CL20] refuses another format beyond the limit and a streamed BDT that is cut off', async () => {
  const large = await looked(
    await opened('c.json', `{"resourceType":"Patient"${' '.repeat(200)}}`, 100),
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
