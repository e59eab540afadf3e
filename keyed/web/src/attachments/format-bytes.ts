const STEP = 1000;
const UNITS = ['kB', 'MB', 'GB'] as const;

/** A size as people write it: "1 kB" for anything smaller, "640 kB", "3,4 MB". One figure behind the comma below ten. */
export function formatBytes(bytes: number): string {
  let size = Math.max(1, bytes / STEP);
  let unit = 0;
  while (size >= STEP && unit < UNITS.length - 1) {
    size /= STEP;
    unit++;
  }
  const shown = size < 10 && unit > 0 ? size.toFixed(1).replace('.', ',') : String(Math.round(size));
  return `${shown} ${UNITS[unit] ?? 'GB'}`;
}
