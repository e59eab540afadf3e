// Weighs the bundles of tools/dev/bundle-limits.json (or of the file named as argument) and fails when one is over its limit.
import { readFileSync } from 'node:fs';
import { type BundleLimit, keepsLimit, weighBundle } from './bundle-sizes.ts';

const limitsPath = process.argv[2] ?? 'tools/dev/bundle-limits.json';
const limits = JSON.parse(readFileSync(limitsPath, 'utf8')) as BundleLimit[];
for (const limit of limits) {
  const size = await weighBundle(limit);
  const weight = size.gzipBytes === undefined ? 'not there yet' : `${size.gzipBytes} bytes gzipped`;
  const verdict = keepsLimit(size) ? 'ok' : 'TOO LARGE';
  process.stdout.write(`${verdict} ${size.name}: ${weight}, limit ${size.limitGzipBytes}\n`);
  if (!keepsLimit(size)) process.exitCode = 1;
}
