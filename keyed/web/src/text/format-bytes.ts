import type { Language } from './i18n.ts';

const STEP = 1000;
const UNITS = ['B', 'kB', 'MB', 'GB'] as const;

/** A size as people write it: 999 B, 640 kB, 3,4 MB, in English 3.4 MB. One figure behind the comma below ten, none of bytes. */
export function formatBytes(bytes: number, language: Language): string {
  let size = bytes;
  let unit = 0;
  // Rounded before the unit is chosen: 999,960 bytes are 1 MB, never 1000 kB.
  while (Math.round(size) >= STEP && unit < UNITS.length - 1) {
    size /= STEP;
    unit++;
  }
  const tenths = Math.round(size * 10);
  const isWhole = unit === 0 || tenths >= 100 || tenths % 10 === 0;
  const shown = isWhole ? String(Math.round(size)) : (tenths / 10).toFixed(1);
  return `${language === 'de' ? shown.replace('.', ',') : shown} ${UNITS[unit] ?? 'GB'}`;
}
