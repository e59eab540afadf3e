import { fail, ok } from '@siegel/wire';
import { expect, test } from 'vitest';
import { type Upload, UploadQueue } from './upload-queue.ts';

const attached = (cleaning: 'cleaned' | 'not-possible') => ok({ recordId: 'r', saved: true, cleaning });
const states = (uploads: readonly Upload[]) => uploads.map(({ file, state }) => `${file.name} ${state.is}`);

test('[AT21] sends files one after the other, keeps what failed, and sends it again', async () => {
  let shown: readonly Upload[] = [];
  const log: string[] = [];
  let isDown = true;
  const queue = new UploadQueue(
    async ({ file }) => {
      log.push(file.name);
      await Promise.resolve();
      return file.name === 'b' && isDown ? fail('DISK_FULL') : attached(file.name === 'c' ? 'not-possible' : 'cleaned');
    },
    (uploads) => (shown = uploads),
  );
  queue.add([new File(['1'], 'a'), new File(['2'], 'b'), new File(['3'], 'c')], '2026-11-22');
  expect(states(shown)).toEqual(['a running', 'b queued', 'c queued']);
  await expect.poll(() => states(shown)).toEqual(['b failed', 'c attached']);
  isDown = false;
  queue.again(shown[0]?.id ?? '');
  await expect.poll(() => states(shown)).toEqual(['c attached']);
  queue.remove(shown[0]?.id ?? '');
  expect(shown).toEqual([]);
  expect(log).toEqual(['a', 'b', 'c', 'b']);
});
