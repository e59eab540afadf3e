import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ROOT } from './planted-tree.ts';

const read = (path: string) => readFileSync(`${ROOT}${path}`, 'utf8');
const linesOf = (path: string) => read(path).trimEnd().split('\n').length;
const adrs = globSync('docs/adr/[0-9]*.md', { cwd: ROOT }).sort();
const ADR_PARTS = ['## Problem', '## Options', '## Decision', '## Consequences', '## How it is enforced'];
const MILESTONES = ['M1', 'M2', 'M3', 'M4', 'M5'];

test('[HS13] names the two commands and the state of every milestone in the README', () => {
  const readme = read('README.md');
  expect(readme).toMatch(/^npm start/m);
  expect(readme).toMatch(/^npm test/m);
  const state = readme.split(/^## Stand$/m)[1]?.split(/^## /m)[0] ?? '';
  for (const milestone of MILESTONES) expect(state).toMatch(new RegExp(`^- \\*\\*${milestone}\\b.*\\*\\*`, 'm'));
});

test('[HS13] keeps the architecture within 150 lines and its invariants A1 to A10 in it', () => {
  expect(linesOf('ARCHITECTURE.md')).toBeLessThanOrEqual(150);
  for (let n = 1; n <= 10; n += 1) expect(read('ARCHITECTURE.md')).toMatch(new RegExp(`^- \\*\\*A${n}\\*\\* `, 'm'));
});

test('[HS13] keeps every ADR within 100 lines and in the fixed form', () => {
  expect(adrs.length).toBeGreaterThan(0);
  for (const [at, path] of adrs.entries()) {
    const number = path.slice('docs/adr/'.length, 'docs/adr/0001'.length);
    expect(Number(number), `${path}: numbers run without gaps`).toBe(at + 1);
    expect(linesOf(path), path).toBeLessThanOrEqual(100);
    expect(read(path), path).toMatch(
      new RegExp(`^# ${number} \\S.*\n\nStatus: (accepted|superseded by \\d{4}), \\d{4}-\\d\\d-\\d\\d\n`),
    );
    expect(read(path).match(/^## .*$/gm), path).toEqual(ADR_PARTS);
  }
});

test('[HS13] lists every ADR in docs/adr/README.md', () => {
  const index = read('docs/adr/README.md');
  expect(adrs.filter((path) => !index.includes(`(${path.slice('docs/adr/'.length)})`))).toEqual([]);
});

test('[HS13] carries the whole AGPL-3.0 and names it in every package', () => {
  const license = read('LICENSE');
  expect(license).toMatch(/^ +GNU AFFERO GENERAL PUBLIC LICENSE\n +Version 3, 19 November 2007\n/);
  for (let section = 0; section <= 17; section += 1) expect(license).toMatch(new RegExp(`^  ${section}\\. \\S`, 'm'));
  expect(license).toContain('13. Remote Network Interaction');
  expect(license).toContain('END OF TERMS AND CONDITIONS');
  expect(license).toContain('How to Apply These Terms to Your New Programs');
  expect(license.split('\n').length).toBeGreaterThan(650);
  for (const path of globSync(['package.json', '{core,blind,keyed,tools}/*/package.json'], { cwd: ROOT })) {
    expect((JSON.parse(read(path)) as { license?: string }).license, path).toBe('AGPL-3.0-or-later');
  }
});

test('[HS13] has a README of at most 40 lines in every package, with its rules or what it is not', () => {
  const packages = globSync('{core,blind,keyed,tools}/*/package.json', { cwd: ROOT });
  for (const path of packages) {
    const readme = path.replace('package.json', 'README.md');
    expect(linesOf(readme), readme).toBeLessThanOrEqual(40);
    expect(read(readme), readme).toMatch(/docs\/spec|Not here/);
  }
});

test('[HS13] names only decisions that are there', () => {
  const texts = globSync('{docs,core,blind,keyed,tools}/**/*.{md,ts,tsx}', {
    cwd: ROOT,
    exclude: (path) => /node_modules|dist/.test(path),
  });
  const known = new Set(adrs.map((path) => path.slice('docs/adr/'.length, 'docs/adr/0001'.length)));
  const unknown = texts.flatMap((path) =>
    [...read(path).matchAll(/(?:docs\/adr\/|ADR )(\d{4})/g)]
      .filter(([, number = '']) => !known.has(number))
      .map(([mention]) => `${path}: ${mention}`),
  );
  expect(unknown).toEqual([]);
});
