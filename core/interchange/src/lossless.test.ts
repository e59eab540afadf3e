import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { decodeText, type Charset } from './charset.ts';
import { type ImportPlan, readImport } from './index.ts';

const SAMPLES = '../shared/samples';
const present = existsSync(SAMPLES);
const options = {
  today: '2026-12-01',
  sha1: (bytes: Uint8Array) => new Uint8Array(createHash('sha1').update(bytes).digest()),
};
const files = present
  ? ['gdt', 'ldt2', 'ldt3', 'bdt', 'fhir'].flatMap((folder) =>
      readdirSync(`${SAMPLES}/${folder}`)
        .filter((name) => !name.endsWith('.md') && !name.startsWith('neg-'))
        .map((name) => `${folder}/${name}`),
    )
  : [];

/** Every text a plan holds, attachments as base64. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (value instanceof Uint8Array) return [Buffer.from(value).toString('base64')];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}
const keptBy = ({ persons, unassigned, envelope }: ImportPlan) => textsOf([persons, unassigned, envelope]);

/** Field and content of an xDT file, read here without any of the code under test. */
function fieldsOf(bytes: Uint8Array, charset: Charset) {
  const lines = decodeText(bytes, charset).split(/[\r\n]+/);
  return lines
    .filter((line) => /^\d{7}/.test(line))
    .map((line) => ({ fk: line.slice(3, 7), content: line.slice(7).trim() }));
}

// Frames, and names of objects: they are the structure, not content.
const STRUCTURE = new Set(['8000', '8001', '8002', '8003', '8100', '8200', '8201']);
const isAttribute = (fk: string) => fk >= '8100' && fk <= '8299';
const SEX: Readonly<Record<string, string>> = { '1': 'm', '2': 'w', M: 'm', W: 'w' };
const REPORT: Readonly<Record<string, string>> = { E: 'endbefund', '2': 'endbefund' };

/** The forms in which a content may be found again. */
function formsOf(fk: string, content: string): string[] {
  const [a, b, c, d] = [content.slice(0, 4), content.slice(4, 6), content.slice(6, 8), content.slice(2, 4)];
  const date = /^\d{8}$/.test(content)
    ? [`${a}-${b}-${c}`, `${a}-${b}`, `${content.slice(4)}-${d}-${content.slice(0, 2)}`]
    : [];
  const time = /^\d{6}$/.test(content) ? [`${content.slice(0, 2)}:${d}:${content.slice(4)}`] : [];
  const coded = [fk === '3110' ? SEX[content] : undefined, fk === '8401' ? REPORT[content] : undefined].filter(
    (form) => form !== undefined,
  );
  return [content, ...date, ...time, ...coded];
}

test.skipIf(!present).each(files.filter((path) => !path.startsWith('fhir/')))(
  '[IX6] loses no content of %s',
  (path) => {
    const bytes = readFileSync(`${SAMPLES}/${path}`);
    const plan = readImport(bytes, options);
    const kept = keptBy(plan);
    const isLdt3 = path.startsWith('ldt3/');
    const fields = fieldsOf(bytes, plan.charset as Charset).filter(
      ({ fk }) => !STRUCTURE.has(fk) && !(isLdt3 && isAttribute(fk)) && fk !== '8202',
    );
    expect(fields.length).toBeGreaterThan(0);
    const lost = fields.filter(
      ({ fk, content }) => !formsOf(fk, content).some((form) => kept.some((text) => text.includes(form))),
    );
    // `10115 Berlin` is kept as postal code and place.
    expect(lost.filter(({ fk }) => fk !== '3106')).toEqual([]);
  },
);

/** Leaves of a FHIR file, read here without any of the code under test. */
function leavesOf(text: string, isJson: boolean): string[] {
  if (isJson) return textsOf(JSON.parse(text));
  const plain = text.replace(/<!--[\s\S]*?-->/g, '');
  const found = [...plain.matchAll(/\s(?:value|url)="([^"]*)"/g)].map(([, value]) => value ?? '');
  return found.map((value) =>
    value.replaceAll('&amp;', '&').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"'),
  );
}

// Words that stand in the plan in German or as the kind of the record itself.
const TRANSLATED = new Set(['male', 'female', 'phone', 'fax', 'email']);
// Extensions that only repeat a part of the value they stand at.
const REPEATING =
  /<extension\s+url="[^"]*(?:humanname-own-name|iso21090-ADXP-(?:houseNumber|streetName))"\s*>[\s\S]*?<\/extension>/g;
// Extensions whose value became a field: their address is the name of that field.
const UNDERSTOOD = /humanname-(own-prefix|namenszusatz)$/;

/** How often a leaf occurs: as a word of its own when it is short (`98` in `98 Stück`), else anywhere. */
function occurrences(texts: readonly string[], leaf: string): number {
  const holds = (text: string) =>
    leaf.length < 6 ? text.split(/\s+/).includes(leaf) || text === leaf : text.includes(leaf);
  return texts.filter(holds).length;
}

test.skipIf(!present).each(files.filter((path) => path.startsWith('fhir/')))('[IX6] loses no content of %s', (path) => {
  const bytes = readFileSync(`${SAMPLES}/${path}`);
  const plan = readImport(bytes, options);
  const kept = keptBy(plan);
  const types = new Set([...bytes.toString('utf8').matchAll(/"resourceType": "(\w+)"/g)].map(([, type]) => type));
  const source = bytes.toString('utf8').replace(REPEATING, '');
  // A reference by uuid is kept as the id it names.
  const leaves = leavesOf(source, path.endsWith('.json')).filter(
    (leaf) => leaf.trim() !== '' && !types.has(leaf) && !leaf.startsWith('urn:uuid:'),
  );
  expect(leaves.length).toBeGreaterThan(2);
  // Counted, so that a code that occurs nine times is kept nine times.
  const plain = leaves.map((leaf) => leaf.trim());
  const lost = [...new Set(plain)].filter(
    (leaf) => occurrences(kept, leaf) < plain.filter((other) => other === leaf).length,
  );
  expect(lost.filter((leaf) => !TRANSLATED.has(leaf) && !UNDERSTOOD.test(leaf))).toEqual([]);
});

test.skipIf(!present)('[IX6] counts what it kept aside', () => {
  for (const path of files) {
    const { persons, unassigned, envelope, unplacedCount } = readImport(readFileSync(`${SAMPLES}/${path}`), options);
    const rows = [...persons, ...unassigned].flatMap(({ eintraege }) => eintraege);
    const lists = [
      envelope,
      ...persons.map(({ value }) => value.unplaced),
      ...rows.map(({ value }) => value.unplaced),
      ...unassigned.map(({ content }) => content),
    ];
    expect(unplacedCount, path).toBe(lists.reduce((sum, list) => sum + (list?.length ?? 0), 0));
  }
});
