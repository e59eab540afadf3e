import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ACCOUNT_RECORDS, FORMS, RECORD_KINDS, whatTheServerCanRead } from '@siegel/akten';
import { ERRORS } from '@siegel/wire';
import { expect, test } from 'vitest';
import { CLI_ERRORS } from '../../keyed/cli/src/terminal/cli-errors.ts';
import { renderServerReads } from '../../tools/dev/src/server-reads-docs.ts';
import { ROOT } from './planted-tree.ts';

const MOST_BYTES = 250_000;
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/** Rows of the tables of messages: code, sentence, what to do. */
const rows = [...read('docs/user/meldungen.md').matchAll(/^\| `([A-Z_]+)` \| (.*) \| (.*) \|$/gm)];

test('[HS21] explains every message once, in its own words, with what to do', () => {
  const said = rows.map(([, code = '', sentence = '']) => `${code}: ${sentence}`);
  const sentences = Object.entries<{ readonly de: string }>({ ...CLI_ERRORS, ...ERRORS });
  const known = sentences.map(([code, { de }]) => `${code}: ${de}`);
  expect(said.toSorted()).toEqual(known.toSorted());
  expect(rows.filter(([, , , advice = '']) => advice.trim().length < 10).map(([, code]) => code)).toEqual([]);
});

test('[HS21] lists what the server can read as core/akten declares it (npm run docs:server)', () => {
  const page = read('docs/user/was-der-server-lesen-kann.md');
  expect(page).toBe(renderServerReads(RECORD_KINDS, FORMS, ACCOUNT_RECORDS));
  for (const { field, reason } of whatTheServerCanRead()) expect(page).toContain(`\`${field}\` | ${reason} |`);
});

test('[HS22] keeps every picture of the manual small, and shows each in a document', () => {
  const pictures = globSync('docs/user/bilder/*', { cwd: ROOT });
  expect(pictures.length).toBeGreaterThan(0);
  const text = ['README.md', ...globSync('docs/user/*.md', { cwd: ROOT })].map(read).join('\n');
  const unused = pictures.filter((path) => !text.includes(path.replace('docs/user/', '')));
  expect(unused).toEqual([]);
  expect(pictures.filter((path) => statSync(join(ROOT, path)).size > MOST_BYTES)).toEqual([]);
});
