import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './planted-tree.ts';

const LINK = /\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]*))?\)/g;

const isOurs = (path: string) => !/(?:^|\/)(?:node_modules|dist|data)(?:\/|$)/.test(path);
const documents = globSync('**/*.md', { cwd: ROOT, exclude: (path) => !isOurs(path) }).filter(isOurs);

/** Text that is no example: code between backticks links to nothing. */
const proseOf = (path: string) =>
  readFileSync(join(ROOT, path), 'utf8')
    .replace(/^```[\s\S]*?^```/gm, '')
    .replace(/`[^`\n]*`/g, '`');

/** The anchor a forge gives a heading: lower case, no punctuation, a hyphen per space. */
const anchorOf = (heading: string) =>
  heading
    .replace(/`/g, '')
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');

const anchorsOf = (path: string) =>
  [...readFileSync(join(ROOT, path), 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchorOf(heading));

function faultOf(from: string, target: string, anchor: string | undefined): string | undefined {
  const path = target === '' ? from : relative(ROOT, join(ROOT, dirname(from), decodeURI(target)));
  if (path.startsWith('..') || !existsSync(join(ROOT, path))) return `${from}: ${target}`;
  if (anchor === undefined || !path.endsWith('.md')) return undefined;
  return anchorsOf(path).includes(decodeURIComponent(anchor)) ? undefined : `${from}: ${target}#${anchor}`;
}

test('[HS20] links in every document only to files and headings that are there', () => {
  expect(documents).toEqual(expect.arrayContaining(['README.md', 'docs/user/README.md', 'keyed/seal/README.md']));
  const broken = documents.flatMap((from) =>
    [...proseOf(from).matchAll(LINK)].flatMap(([, target = '', anchor]) => faultOf(from, target, anchor) ?? []),
  );
  expect(broken).toEqual([]);
});

test('[HS20] tells a wrong file and a wrong heading', () => {
  expect(faultOf('README.md', 'docs/none.md', undefined)).toBe('README.md: docs/none.md');
  expect(faultOf('README.md', 'ARCHITECTURE.md', 'invariants')).toBeUndefined();
  expect(faultOf('README.md', 'ARCHITECTURE.md', 'no-such-heading')).toBe('README.md: ARCHITECTURE.md#no-such-heading');
  expect(faultOf('README.md', '../elsewhere/page.md', undefined)).toBe('README.md: ../elsewhere/page.md');
});
