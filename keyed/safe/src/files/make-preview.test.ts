import { expect, test } from 'vitest';
import { PLAIN } from '../../test-support/pictures.ts';
import { makePreview } from './make-preview.ts';

test('[AT20] goes without a preview where nothing can make one, and for files that are no pictures', async () => {
  expect(await makePreview(new Blob([PLAIN.jpeg as Uint8Array<ArrayBuffer>]))).toBeUndefined();
  expect(await makePreview(new Blob(['%PDF-1.7']))).toBeUndefined();
});
