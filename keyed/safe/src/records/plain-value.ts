import type { PlainRecord } from '@siegel/akten';
import { hexOf } from '@siegel/wire';

/** Fields that are keys: they open an attachment and stay in the safe. */
const KEYS = new Set(['dateischluessel', 'noncevorsatz']);

/** An opened record as JSON: bytes become hex, keys of attachments are left out. */
export function plainValue(value: PlainRecord): Record<string, unknown> {
  const entries = Object.entries(value).filter(([name]) => !KEYS.has(name));
  return Object.fromEntries(entries.map(([name, field]) => [name, plain(field)]));
}

function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return hexOf(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object' && value !== null) return plainValue(value as PlainRecord);
  return value;
}
