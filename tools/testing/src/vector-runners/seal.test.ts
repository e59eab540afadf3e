import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as seal from '@siegel/seal';
import { expect, test } from 'vitest';
import { runSealVectors, sealVectorOutput, type SealVectorFile } from './seal.ts';

const folder = new URL('../../../../keyed/seal/vectors/', import.meta.url);
const files = globSync('*.vectors.json', { cwd: folder.pathname }).sort();
const read = (name: string) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as SealVectorFile;

function withoutHpke(given: unknown): unknown {
  const { forUser, passwordSlot, handOver, ...rest } = given as Readonly<Record<string, unknown>>;
  return { ...rest, sealed: [forUser, passwordSlot, handOver].map((value) => value !== undefined) };
}

// SIEGEL_WRITE_VECTORS=1 fills in the outputs after keyed/seal/vectors/generate.ts wrote new inputs; git shows what changed.
if (process.env['SIEGEL_WRITE_VECTORS'] !== undefined)
  for (const name of files) {
    const { operation, vectors } = read(name);
    const filled = [];
    for (const { name, in: given } of vectors)
      filled.push({ name, in: given, out: await sealVectorOutput(operation, given, seal) });
    writeFileSync(new URL(name, folder), `${JSON.stringify({ operation, vectors: filled }, null, 1)}\n`);
  }

test('[SL50] has vectors of every layout', () => {
  expect(files.map((name) => name.replace('.vectors.json', ''))).toEqual([
    'approvals',
    'arrivals',
    'attachments',
    'devices',
    'foundings',
    'keys',
    'kit',
    'parts',
    'slots',
    'wraps',
  ]);
});

test('[SL50] makes the same inputs again, but for what HPKE sealed', () => {
  const fresh = mkdtempSync(join(tmpdir(), 'siegel-vectors-'));
  try {
    const run = spawnSync(process.execPath, [new URL('generate.ts', folder).pathname, fresh], { encoding: 'utf8' });
    expect([run.status, run.stderr]).toEqual([0, '']);
    expect(globSync('*.vectors.json', { cwd: fresh }).sort()).toEqual(files);
    for (const name of files) {
      const { operation, vectors } = JSON.parse(readFileSync(join(fresh, name), 'utf8')) as SealVectorFile;
      const inputs = (all: SealVectorFile['vectors']) => all.map(({ name, in: given }) => [name, withoutHpke(given)]);
      expect(operation).toBe(read(name).operation);
      expect(inputs(vectors)).toEqual(inputs(read(name).vectors));
    }
  } finally {
    rmSync(fresh, { recursive: true });
  }
});

test.each(files)('[SL50] gives in Node what %s says', async (name) => {
  const file = read(name);
  expect(await runSealVectors(file, seal)).toEqual({ passed: file.vectors.length, failed: [], skipped: {} });
});

test.each(files)('[SL50] notices when a byte of an output of %s is another', async (name) => {
  const { operation, vectors } = read(name);
  const spoilt = vectors.map((vector) => {
    const text = JSON.stringify(vector.out).replace(
      /("\$":"[0-9a-f]*)([0-9a-f])"/,
      (_, before: string, last: string) => `${before}${last === '0' ? '1' : '0'}"`,
    );
    return { ...vector, out: JSON.parse(text) as unknown };
  });
  expect((await runSealVectors({ operation, vectors: spoilt }, seal)).failed).toHaveLength(vectors.length);
});

test('[SL50] gives the same over the engine of browsers', () => {
  const program = `
    const { runSealVectors } = await import('${new URL('./seal.ts', import.meta.url).href}');
    const seal = await import('${import.meta.resolve('@siegel/seal')}');
    const { readFileSync } = await import('node:fs');
    for (const name of ${JSON.stringify(files)}) {
      const file = JSON.parse(readFileSync(new URL(name, '${folder.href}'), 'utf8'));
      console.log(JSON.stringify(await runSealVectors(file, seal)));
    }`;
  const run = spawnSync(process.execPath, ['--conditions=browser', '--input-type=module', '-e', program], {
    encoding: 'utf8',
  });
  const outcomes = files.map((name) => ({ passed: read(name).vectors.length, failed: [], skipped: {} }));
  expect(run.stdout.trim().split('\n'), run.stderr).toEqual(outcomes.map((outcome) => JSON.stringify(outcome)));
});
