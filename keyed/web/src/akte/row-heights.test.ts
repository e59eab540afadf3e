import type { EintragView } from '@siegel/safe';
import { expect, test } from 'vitest';
import { rowHeightPx, seemsCut } from './row-heights.ts';

const line = (summary: string, more: Partial<EintragView> = {}, startsDay = false) => ({
  eintrag: { summary, ...more } as EintragView,
  startsDay,
  isUnder: false,
});
/** Every sign is ten pixels wide, and ten fit in a line. */
const px = (of: ReturnType<typeof line>) => rowHeightPx(of, 100, () => 10);

test('[AT91] guesses how high a row will be by its words, line breaks, day and chips', () => {
  expect(px(line('kurz'))).toBe(25);
  expect(px(line('kurz', {}, true))).toBe(28);
  expect(px(line('zehn zwoelf'))).toBe(44);
  expect(px(line('eins\nzwei\ndrei'))).toBe(63);
  expect(px(line('einwortdaszulangist'))).toBe(44 + 0);
  expect(px(line('kurz', { freigabe: { state: 'released' } }))).toBe(44);
  expect(px(line('kurz', { freigabe: { state: 'draft' } }))).toBe(25);
});

test('[AT91] what is cut after the third line has a button under it from the first frame on', () => {
  const long = line('eins\nzwei\ndrei\nvier');
  expect(px(long)).toBe(63 + 24);
  expect(seemsCut(long.eintrag)).toBe(true);
  expect(seemsCut(line('kurz').eintrag)).toBe(false);
});
