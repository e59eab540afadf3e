import { expect, test } from 'vitest';
import { inventedServerView } from '../../test-support/invented-server-view.ts';
import { compareRecord } from './comparison.ts';
import { valueText } from './value-text.ts';

const words = { language: 'de', yes: 'ja', no: 'nein', bytes: (count: number) => `${count} Byte` } as const;

test('[WB41] puts every opened field beside the compartment that seals it', () => {
  const view = inventedServerView('person', 'ab', { familienname: 'Brandt', cave: 'Penicillin', ort: 'Berlin' });
  const { blocks, sealedCount } = compareRecord(view);
  expect(
    blocks.map(({ compartment, sizeBytes, fields }) => [compartment, sizeBytes, fields.map(({ name }) => name)]),
  ).toEqual([
    ['identity', 512, ['familienname', 'ort']],
    ['clinical', 256, ['cave']],
  ]);
  expect(sealedCount).toBe(3);
});

test('[WB41] shows open fields with their reason and what the user sees of them', () => {
  const view = inventedServerView('document', 'ab', { titel: 'Röntgen', blobIds: [new Uint8Array(32)] });
  const { openFields, openCount, blocks } = compareRecord(view);
  expect(openFields).toMatchObject([{ name: 'blobIds', reason: expect.stringMatching(/speichert/) }]);
  expect(openFields[0]?.opened).toEqual([new Uint8Array(32)]);
  expect(openCount).toBe(1 + view.body.length);
  expect(blocks.flatMap(({ fields }) => fields.map(({ name }) => name))).toEqual(['titel']);
});

test('[WB41] shows the server side of a record that could not be opened or is of an unknown kind', () => {
  expect(compareRecord(inventedServerView('note', 'ab', { unreadable: 'OPEN_TAMPERED' })).blocks[0]?.fields).toEqual(
    [],
  );
  const foreign = compareRecord(inventedServerView('fromTheFuture', 'ab', { neu: 1 }));
  expect(foreign.blocks[0]?.fields).toEqual([{ name: 'neu', value: 1 }]);
});

test('[WB41] writes every kind of value as one line', () => {
  expect(valueText('2026-11-24', words)).toBe('24.11.2026');
  expect(valueText(true, words)).toBe('ja');
  expect(valueText(new Uint8Array(32), words)).toBe('32 Byte');
  expect(valueText([{ art: 'GKV', name: 'AOK' }, { art: 'PKV' }], words)).toBe('GKV, AOK; PKV');
  expect(valueText(undefined, words)).toBe('');
});
