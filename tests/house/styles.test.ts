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

const sheetsHere = (): readonly (readonly [string, string])[] =>
  globSync(SHEETS, { cwd: ROOT }).map((path) => [basename(path), readFileSync(join(ROOT, path), 'utf8')]);

/** Grids that take what room there is (`flex: 1` with `min-height: 0`, or the whole height) and leave their rows to their content. */
function gridsWithoutRows(sheets: readonly (readonly [string, string])[]): readonly string[] {
  return sheets.flatMap(([name, css]) =>
    [...css.replace(/\/\*[\s\S]*?\*\//g, '').matchAll(/([^{}]+)\{([^{}]*)\}/g)].flatMap(
      ([, selector = '', rules = '']) => {
        const fills =
          /(^|[\s;])height: 100(%|d?vh)/.test(rules) ||
          /flex: 1;[\s\S]*min-height: 0|min-height: 0;[\s\S]*flex: 1/.test(rules);
        const isGrid = rules.includes('display: grid') && fills && !rules.includes('overflow: auto');
        return isGrid && !/grid-template(-rows)?:/.test(rules) ? [`${name}: ${selector.trim()}`] : [];
      },
    ),
  );
}

test('[HS25] a grid that fills the window names its rows: no screen is laid out twice at every key', () => {
  const sheets = sheetsHere();
  expect(gridsWithoutRows(sheets)).toEqual([]);
  const planted = [
    'later.css',
    '.later { display: grid; grid-template-columns: 1fr 2fr; flex: 1; min-height: 0; }',
  ] as const;
  expect(gridsWithoutRows([...sheets, planted])).toEqual(['later.css: .later']);
});

test('[HS24] no two sheets style the same class: which one wins would depend on what was opened first', () => {
  const sheets = sheetsHere();
  expect(sheets.length).toBeGreaterThan(20);
  expect(fights(sheets)).toEqual([]);
  const planted = [
    'later.css',
    '.day-tick { display: grid; } @media (width < 1px) { .day-row { color: red; } }',
  ] as const;
  expect(fights([...sheets, planted])).toEqual(['.day-tick: day-list.css, later.css']);
});
