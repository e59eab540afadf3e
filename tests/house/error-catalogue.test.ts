import { existsSync, readFileSync } from 'node:fs';
import { ERRORS } from '@siegel/wire';
import { expect, test } from 'vitest';
import { renderErrorDocs } from '../../tools/dev/src/error-docs.ts';
import { ROOT } from './planted-tree.ts';

const page = `${ROOT}docs/spec/errors.md`;

test('[HS9, WR32] documents every error code as the catalogue has it (npm run docs:errors)', () => {
  expect(existsSync(page) ? readFileSync(page, 'utf8') : 'docs/spec/errors.md is missing').toBe(
    renderErrorDocs(ERRORS),
  );
});

test('[HS9, WR32] has a status of 4xx or 5xx and two different sentences for every code', () => {
  for (const [code, { status, de, en }] of Object.entries(ERRORS)) {
    expect(code).toMatch(/^[A-Z][A-Z0-9_]+$/);
    expect(status, code).toBeGreaterThanOrEqual(400);
    expect(status, code).toBeLessThan(600);
    expect(de, code).toMatch(/^\p{Lu}.*[.!?]$/u);
    expect(en, code).toMatch(/^\p{Lu}.*[.!?]$/u);
    expect(de, code).not.toBe(en);
  }
});

test('[HS9] escapes what would break the table', () => {
  expect(
    renderErrorDocs({ B_CODE: { status: 400, de: 'a|b', en: 'c\nd' }, A_CODE: { status: 500, de: 'x', en: 'y' } }),
  ).toMatch(/\| `A_CODE` \| 500 \| x \| y \|\n\| `B_CODE` \| 400 \| a\\\|b \| c d \|\n$/);
});
