import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ImportPlan, readImport } from './index.ts';

const SAMPLES = '../shared/samples';
const present = existsSync(SAMPLES);
const options = {
  today: '2026-12-01',
  sha1: (bytes: Uint8Array) => new Uint8Array(createHash('sha1').update(bytes).digest()),
};
const samples = present
  ? ['gdt', 'ldt2', 'ldt3', 'bdt', 'fhir'].flatMap((folder) =>
      readdirSync(`${SAMPLES}/${folder}`)
        .filter((name) => !name.endsWith('.md'))
        .map((name) => ({
          path: `${folder}/${name}`,
          bytes: new Uint8Array(readFileSync(`${SAMPLES}/${folder}/${name}`)),
        })),
    )
  : [];
const RUNS = Number(process.env['SIEGEL_FUZZ_RUNS'] ?? 2000);

type Change = {
  readonly at: number;
  readonly kind: 'flip' | 'cut' | 'insert' | 'repeat' | 'drop';
  readonly bytes: Uint8Array;
};

function mutate(source: Uint8Array, { at, kind, bytes }: Change): Uint8Array {
  const where = source.length === 0 ? 0 : at % source.length;
  const [before, after] = [source.subarray(0, where), source.subarray(where)];
  const parts: Readonly<Record<Change['kind'], readonly Uint8Array[]>> = {
    flip: [before, Uint8Array.from(after.subarray(0, 1), (byte) => byte ^ (bytes[0] ?? 1)), after.subarray(1)],
    cut: [before],
    insert: [before, bytes, after],
    repeat: [before, after.subarray(0, 200), after.subarray(0, 200), after],
    drop: [before, after.subarray(1 + (bytes[0] ?? 0))],
  };
  return new Uint8Array(Buffer.concat(parts[kind]));
}

const change: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(),
  kind: fc.constantFrom('flip' as const, 'cut' as const, 'insert' as const, 'repeat' as const, 'drop' as const),
  bytes: fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 40 }),
    fc
      .constantFrom('"', '<', '{', '[', '\r\n', '&#x0;', '<!--', '8000', '0178002Obj_')
      .map((text) => new TextEncoder().encode(text)),
  ),
});

function check(plan: ImportPlan): void {
  const isRefused = plan.findings.some(({ severity }) => severity === 'error');
  expect(plan.refused).toBe(isRefused);
  if (isRefused)
    expect([plan.persons.length, plan.unassigned.length, plan.envelope.length, plan.unplacedCount]).toEqual([
      0, 0, 0, 0,
    ]);
}

test.skipIf(!present)(
  `[IX15] never throws and never takes a second, whatever becomes of a sample (${RUNS} runs)`,
  () => {
    let slowest = 0;
    fc.assert(
      fc.property(fc.constantFrom(...samples), fc.array(change, { minLength: 1, maxLength: 4 }), (sample, changes) => {
        const bytes = changes.reduce(mutate, sample.bytes);
        const from = performance.now();
        check(readImport(bytes, options));
        slowest = Math.max(slowest, performance.now() - from);
      }),
      { numRuns: RUNS },
    );
    expect(slowest).toBeLessThan(1000);
  },
);

test.skipIf(!present)('[IX5] refuses LDT, BDT and FHIR samples cut off at any place', () => {
  const complete = samples.filter(({ path }) => /^(ldt2|ldt3\/Z01|bdt|fhir)/.test(path));
  for (const { path, bytes } of complete) {
    const text = Buffer.from(bytes).toString('latin1').trimEnd();
    // The last line end may be missing, white space after the last bracket, and the length of an empty BDT trailer.
    const last = (path.startsWith('bdt') ? text.slice(0, text.lastIndexOf('0148100')).trimEnd() : text).length;
    const step = path.startsWith('fhir') ? Math.max(1, Math.floor(last / 100)) : 1;
    for (let cut = last - 1; cut > 0; cut -= step) {
      const plan = readImport(bytes.subarray(0, cut), options);
      expect(`${path} ${cut} ${plan.refused}`).toBe(`${path} ${cut} true`);
      check(plan);
    }
  }
});

test('[IX15] stays fast on input made to be slow', () => {
  const n = 200_000;
  const texts = [
    `<Patient xmlns="http://hl7.org/fhir">${'<!--'.repeat(n)}`,
    `<Patient>${'</'.repeat(n)}`,
    `<Patient>${'<a '.repeat(n)}`,
    `<Patient ${'a="1" '.repeat(n)}/>`,
    `<Patient>${'<a/>'.repeat(n)}</Patient>`,
    `<Patient><a>${'&amp;'.repeat(n)}</a></Patient>`,
    `<Patient><![CDATA[${'x'.repeat(n)}`,
    `<Patient>${'<?x '.repeat(n)}`,
    `{"resourceType":"Patient","a":"${'\\'.repeat(n)}`,
    `{"resourceType":"Patient","name":[${'{},'.repeat(n)}{}]}`,
    `{"resourceType":"Patient",${'"'.repeat(n)}`,
    `01380006310\r\n${'0093101\r\n'.repeat(n / 2)}`,
    `01380006310\r\n${'0178410HB'.repeat(2000)}\r\n`,
    `01380006310\r\n${'0118410X\r\n'.repeat(n / 4)}`,
    `01380006310\r\n9996220${'x\n'.repeat(n)}`,
    `01380008205\r\n${'0138145X\r\n0178002Obj_0045\r\n'.repeat(n / 8)}`,
    `01380000020\r\n${'01380006200\r\n'.repeat(n / 8)}`,
  ];
  for (const text of texts) {
    const from = performance.now();
    check(readImport(new TextEncoder().encode(text), options));
    expect(performance.now() - from, text.slice(0, 60)).toBeLessThan(4000);
  }
});
