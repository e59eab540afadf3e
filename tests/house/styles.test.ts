import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './planted-tree.ts';

const SHEETS = 'keyed/web/src/design/*.css';
const RULE = /([^{}]+)\{/g;
const ONE_CLASS = /^\.[\w-]+$/;

/** The classes a sheet styles on their own, outside of any condition: those two sheets would fight about. */
function plainClasses(css: string): ReadonlySet<string> {
  const bare = css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/@(?:media|container|supports)[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, '');
  const selectors = [...bare.matchAll(RULE)].flatMap(([, list = '']) => list.split(','));
  return new Set(selectors.map((selector) => selector.trim()).filter((selector) => ONE_CLASS.test(selector)));
}

/** Each class that more than one sheet styles, with the names of the sheets. */
function fights(sheets: readonly (readonly [string, string])[]): readonly string[] {
  const owners = new Map<string, readonly string[]>();
  for (const [name, css] of sheets) {
    for (const of of plainClasses(css)) owners.set(of, [...(owners.get(of) ?? []), name]);
  }
  return [...owners].filter(([, names]) => names.length > 1).map(([of, names]) => `${of}: ${names.join(', ')}`);
}

test('[HS24] no two sheets style the same class: which one wins would depend on what was opened first', () => {
  const sheets = globSync(SHEETS, { cwd: ROOT }).map(
    (path) => [basename(path), readFileSync(join(ROOT, path), 'utf8')] as const,
  );
  expect(sheets.length).toBeGreaterThan(20);
  expect(fights(sheets)).toEqual([]);
  const planted = [
    'later.css',
    '.day-tick { display: grid; } @media (width < 1px) { .day-row { color: red; } }',
  ] as const;
  expect(fights([...sheets, planted])).toEqual(['.day-tick: day-list.css, later.css']);
});
